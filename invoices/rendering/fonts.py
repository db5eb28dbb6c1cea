"""The typefaces of the PDF: static cuts of Inter, made once from the installed variable font and kept on disk.

Each cut holds the letters of European languages, and digits of equal width as its own: asking Pango for a font feature
costs time and leaks memory at every use. The bytes depend on the recipe and the font alone. `cuts` is called by
printer.py; a deployment may call it early, as it takes some seconds.
"""

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import fontpkg_inter
from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY, DISPLAY_FAMILY = "Document", "Document Display"
_RECIPE = "1"
_SOURCE = fontpkg_inter.ROOT / "files" / "Inter[opsz,wght].ttf"
_FEATURES = ["kern", "mark", "ccmp", "locl", "tnum"]
_RANGES = (
    (0x0020, 0x007E),  # Latin, then its supplements
    (0x00A0, 0x024F),
    (0x02B9, 0x02BC),
    (0x02C6, 0x02DD),
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x0491),
    (0x1E80, 0x1EF9),
    (0x2009, 0x205F),  # punctuation, superscripts, currencies
    (0x2070, 0x208F),
    (0x20A0, 0x20BF),
    (0x2100, 0x2199),  # letterlike signs, fractions, arrows
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2713, 0x2717),
)


@dataclass(frozen=True, slots=True)
class Cut:
    """One weight of the typeface, with its place on the axes of the variable font."""

    name: str
    family: str
    weight: int
    optical_size: int


CUTS = (
    Cut("regular", FAMILY, 400, 14),
    Cut("medium", FAMILY, 500, 14),
    Cut("semibold", FAMILY, 600, 14),
    Cut("display", DISPLAY_FAMILY, 600, 32),
)


def cuts() -> dict[Cut, Path]:
    """Return the font file of every cut, making those that are missing; two makers at once do no harm."""
    folder = settings.VAR_DIR / "fonts"
    paths = {cut: folder / f"{_key()}-{cut.name}.ttf" for cut in CUTS}
    missing = [cut for cut, path in paths.items() if not path.exists()]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        letters = _letters()
        for cut in missing:
            _write(paths[cut], _cut(letters, cut))
    return paths


def _key() -> str:
    recipe = f"{_RECIPE} {_SOURCE.stat().st_size} {_FEATURES} {_RANGES} {CUTS}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:12]


def _letters() -> bytes:
    """Return the variable font with the letters and features that documents use."""
    options = subset.Options()
    options.layout_features = _FEATURES
    options.name_IDs = [1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.hinting = False
    options.glyph_names = False
    options.drop_tables += ["STAT", "MVAR"]
    font = TTFont(_SOURCE, recalcTimestamp=False, lazy=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in _RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    return _bytes(font)


def _cut(letters: bytes, cut: Cut) -> bytes:
    font = TTFont(io.BytesIO(letters), recalcTimestamp=False)
    _use_tabular_digits(font)
    instancer.instantiateVariableFont(font, {"wght": cut.weight, "opsz": cut.optical_size}, inplace=True)
    return _bytes(font)


def _use_tabular_digits(font: TTFont) -> None:
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    swaps: dict[str, str] = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(part, "ExtSubTable", part).mapping)
    for encoding in font["cmap"].tables:
        for digit in range(ord("0"), ord("9") + 1):
            if (name := encoding.cmap.get(digit)) in swaps:
                encoding.cmap[digit] = swaps[name]


def _bytes(font: TTFont) -> bytes:
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(path)
