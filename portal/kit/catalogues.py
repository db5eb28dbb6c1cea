"""Translation catalogues without the gettext programs: find the strings, update the .po files, compile, check.

Strings come from the project's Python and templates, and from the packages whose own catalogue lacks a language
(allauth has no Icelandic). Used by the `messages` command; knows no business words.
"""

import ast
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

MessageId = str | tuple[str, str]
Key = tuple[str | None, MessageId]

Spec = tuple[int | tuple[int, str], ...] | None
KEYWORDS: dict[str, Spec] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy", "ngettext_noop"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")


@dataclass(slots=True)
class Fault:
    """A message that is missing, untranslated, fuzzy, or whose placeholders differ."""

    language: str
    text: str
    reason: str


@dataclass(slots=True)
class Sources:
    """Where to look: the project's folders, and foreign locale folders; `reference` lists all their strings."""

    base: Path
    folders: tuple[str, ...]
    foreign: tuple[Path, ...] = ()
    reference: str = "sv"
    skipped: frozenset[str] = field(default_factory=lambda: frozenset({"migrations", "locale", "node_modules"}))


def find_messages(sources: Sources) -> dict[Key, list[str]]:
    """Return every marked string of the project with the files where it stands, as (context, id or (id, plural))."""
    found: dict[Key, list[str]] = {}
    for path in _files(sources):
        for key in _messages_of(path):
            places = found.setdefault(key, [])
            name = path.relative_to(sources.base).as_posix()
            if name not in places:
                places.append(name)
    return found


def _files(sources: Sources) -> Iterator[Path]:
    for folder in sources.folders:
        for path in sorted((sources.base / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not sources.skipped.intersection(path.parts):
                yield path


def _messages_of(path: Path) -> Iterator[Key]:
    text = path.read_text("utf-8")
    keywords = KEYWORDS
    if path.suffix == ".py":
        keywords = KEYWORDS | _aliases(text)
    else:
        # templatize leaves Python-like calls among filler; indentation means nothing there.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, function, arguments, _comments in extract_python(
        io.BytesIO(text.encode()), keywords, (), {"encoding": "utf-8"}
    ):
        key = _key(keywords.get(str(function)), arguments)
        if key is not None:
            yield key


def _aliases(text: str) -> dict[str, Spec]:
    """Map the names under which a module imports gettext's functions to what their arguments mean."""
    return {
        name.asname: KEYWORDS[name.name]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.asname and name.name in KEYWORDS
    }


def _key(spec: Spec, arguments: str | Iterable[str | None] | None) -> Key | None:
    values = [arguments] if isinstance(arguments, str) else list(arguments or [])
    context, parts = None, []
    for place in spec or (1,):
        index = place[0] if isinstance(place, tuple) else place
        value = values[index - 1] if len(values) >= index else None
        if not value:
            return None
        if isinstance(place, tuple):
            context = value
        else:
            parts.append(value)
    return context, (parts[0] if len(parts) == 1 else (parts[0], parts[1]))


def find_foreign(sources: Sources, language: str) -> dict[Key, list[str]]:
    """Return the strings of foreign packages that their own catalogue does not translate into the language."""
    missing: dict[Key, list[str]] = {}
    for folder in sources.foreign:
        known = {_identity(m) for m in _foreign_catalogue(folder, language) if _is_translated(m)}
        for message in _foreign_catalogue(folder, sources.reference):
            key = _identity(message)
            if message.id and key not in known:
                missing[key] = [folder.parent.name]
    return missing


def _foreign_catalogue(folder: Path, language: str) -> Iterator[Message]:
    # Norwegian bokmål stands as `nb` everywhere; compiled files are what a package surely ships.
    path = folder / language / "LC_MESSAGES" / "django.mo"
    if path.exists():
        with path.open("rb") as file:
            yield from read_mo(file)


def _identity(message: Message) -> Key:
    context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return context, message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _parts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _is_translated(message: Message) -> bool:
    texts = _parts(message.string)
    return bool(texts) and all(texts) and not message.fuzzy


def read_catalogue(path: Path, language: str) -> Catalog:
    """Read a .po file, or return an empty catalogue of the language."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update_catalogue(path: Path, language: str, wanted: dict[Key, list[str]]) -> None:
    """Write the .po file anew with exactly the wanted messages, keeping the translations it has."""
    old = {_identity(message): message for message in read_catalogue(path, language) if message.id}
    new = Catalog(locale=language, project="Fakturaportalen", charset="utf-8", fuzzy=False)
    for key in sorted(wanted, key=lambda item: (str(item[1]).lower(), str(item[0]))):
        kept = old.get(key)
        text = kept.string if kept is not None and not kept.fuzzy else None
        new.add(key[1], text or "", context=key[0], locations=[(place, 0) for place in sorted(wanted[key])])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=120, omit_header=False, include_lineno=False, sort_output=False)
    _drop_dates(path)


def _drop_dates(path: Path) -> None:
    # Dates and tool versions in the header would change the file at every run.
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines = [
        line.replace(" VERSION\\n", "\\n")
        for line in lines
        if not line.startswith("#") or line.startswith(("#:", "#,"))
    ]
    volatile = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Generated-By',
        '"Report-Msgid',
        '"Language-Team',
        '"Last-Translator',
    )
    path.write_text("".join(line for line in lines if not line.startswith(volatile)), "utf-8")


def compile_catalogue(path: Path, language: str) -> bool:
    """Write the .mo file beside the .po file when it is older; say whether it was written."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    catalogue = read_catalogue(path, language)
    fresh = target.with_suffix(f".{os.getpid()}.new")
    with fresh.open("wb") as file:
        write_mo(file, catalogue)
    fresh.replace(target)
    return True


def list_faults(path: Path, language: str, wanted: dict[Key, list[str]]) -> Iterator[Fault]:
    """Yield what is missing, left over, untranslated, fuzzy or has other placeholders than its source."""
    present = {_identity(message): message for message in read_catalogue(path, language) if message.id}
    for key in wanted:
        text = key[1] if isinstance(key[1], str) else key[1][0]
        message = present.get(key)
        if message is None:
            yield Fault(language, text, "is not in the catalogue")
        elif message.fuzzy:
            yield Fault(language, text, "is fuzzy")
        elif not _is_translated(message):
            yield Fault(language, text, "is not translated")
        elif not _placeholders_agree(message):
            yield Fault(language, text, "has other placeholders in its translation")
    for key in present.keys() - wanted.keys():
        yield Fault(language, str(key[1]), "is no longer used")


def _placeholders_agree(message: Message) -> bool:
    allowed = {frozenset(PLACEHOLDER.findall(text)) for text in _parts(message.id)}
    return all(frozenset(PLACEHOLDER.findall(text)) in allowed for text in _parts(message.string))
