"""Static files that are made, not committed: the one style sheet of static/css, and the font as a small WOFF2.

A staticfiles finder makes them when `collectstatic`, the development server or a live test server asks, and keeps them
in STATIC_BUILD_DIR until a source changes. Nothing third-party enters the repository: the font is fontpkg-inter's.
"""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

# Latin, Latin Extended-A, the punctuation and signs of invoices and of the interface (arrows, check, minus, euro).
UNICODES = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2028),
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193),
    *(0x21E7, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x232B, 0x2318, 0x2713, 0x2715, 0x21B5),
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "tnum", "pnum", "lnum", "case", "cv11", "sups"]
_IMPORT = re.compile(r'@import\s+url\("([^"]+)"\)\s*;')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOCK = threading.Lock()


def font_file() -> Path:
    """Return the variable Inter font of the installed wheel, from which the web font and the PDF's font are taken."""
    import fontpkg_inter

    return Path(fontpkg_inter.ROOT) / "files" / "Inter[opsz,wght].ttf"


def flatten_style(index: Path) -> str:
    """Return the style sheet with its imports put in their places, without comments and needless space."""
    text = _IMPORT.sub(lambda match: (index.parent / match[1]).read_text("utf-8"), index.read_text("utf-8"))
    text = re.sub(r"\s+", " ", _COMMENT.sub("", text))
    return re.sub(r"\s*([{};])\s*", r"\1", text).replace(";}", "}").strip() + "\n"


def subset_font(source: Path, target: Path) -> None:
    """Write the part of the font that the portal's languages need as WOFF2, both its axes kept."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", layout_features=FEATURES, notdef_outline=True, with_zopfli=False)
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


@dataclass(frozen=True, slots=True)
class Made:
    """A file to make: its static path, what it is made from, and how."""

    path: str
    sources: Callable[[], Iterable[Path]]
    write: Callable[[Path], None]
    stamp: str = ""


def _css() -> Path:
    return Path(settings.BASE_DIR) / "static" / "css"


def _write_style(target: Path) -> None:
    target.write_text(flatten_style(_css() / "index.css"), "utf-8")


def _write_font(target: Path) -> None:
    subset_font(font_file(), target)


def _write_font_licence(target: Path) -> None:
    shutil.copyfile(font_file().parent.parent / "LICENSE", target)


MADE = (
    Made("css/portal.css", lambda: sorted(_css().glob("*.css")), _write_style),
    Made("fonts/inter.woff2", lambda: (font_file(), Path(__file__)), _write_font, version("fontpkg-inter")),
    Made("fonts/inter-licence.txt", lambda: (font_file(),), _write_font_licence),
)


def make(file: Made) -> Path:
    """Return the made file, making it first when it is missing or older than what it is made from."""
    target = Path(settings.STATIC_BUILD_DIR) / file.path
    newest = max(source.stat().st_mtime_ns for source in file.sources())
    with _LOCK:
        if not target.exists() or target.stat().st_mtime_ns < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{target.name}.{os.getpid()}.{threading.get_native_id()}")
            file.write(draft)
            draft.replace(target)
    return target


class MadeFilesFinder(BaseFinder):
    """Finds the made files as if they lay in a static folder."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing can be wrong with its settings: it has none."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the made file's place, or nothing when the path is not one of them."""
        found = [str(make(file)) for file in MADE if file.path == path]
        return found if find_all else (found[0] if found else None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Make every file and name it, for collectstatic."""
        storage = FileSystemStorage(location=str(settings.STATIC_BUILD_DIR))
        storage.prefix = ""  # type: ignore[attr-defined]
        for file in MADE:
            make(file)
            if not matches_patterns(file.path, list(ignore_patterns or [])):
                yield file.path, storage
