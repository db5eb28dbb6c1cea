"""The door to WeasyPrint: one printer a process, made when first needed, used by one thread at a time.

Its layout caches and Pango's font map are shared between documents and are not safe for two threads; a lock costs
nothing, since the work holds the interpreter anyway. A forked child starts with its own printer. Called by pdf.py.
"""

import atexit
import contextlib
import gc
import io
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from invoices.rendering.printer import Printer


class PdfUnavailableError(RuntimeError):
    """PDF files cannot be made on this machine; the text says what is missing."""


class PdfFailedError(RuntimeError):
    """A document could not be made into a PDF file."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that the markup may name: its bytes and media type."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file embedded in the PDF, here the document's own XML (ISO 19005-3: AFRelationship Source)."""

    filename: str
    data: bytes
    description: str
    made_at: datetime


_lock = threading.Lock()
_printer: "Printer | None" = None


def print_pdf(
    markup: str, *, language: str, accent: str, resources: Mapping[str, Resource], enclosure: Enclosure | None
) -> bytes:
    """Make a tagged PDF/A-3b file of well-formed markup.

    Raises:
        PdfUnavailableError: if the text libraries are missing.
        PdfFailedError: if the markup names a file that is not among the resources.
    """
    global _printer
    with _lock, _without_collector():
        if _printer is None:
            _printer = _make_printer()
        return _printer.write(markup, language=language, accent=accent, resources=resources, enclosure=enclosure)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the garbage collector out of a layout, whose boxes all live until its end: it took a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _make_printer() -> "Printer":
    noise = io.StringIO()
    try:
        # On a missing library WeasyPrint prints advice of its own before it gives up.
        with contextlib.redirect_stdout(noise):
            from invoices.rendering.printer import Printer
    except OSError as error:
        raise PdfUnavailableError(
            gettext("PDF files cannot be made here: the Pango library is missing ({error}).").format(error=error)
        ) from error
    return Printer()


def _start_afresh() -> None:
    """Leave the parent's printer alone after a fork: its lock may be held and its font files are the parent's."""
    global _lock, _printer
    _lock = threading.Lock()
    if _printer is not None:
        _printer.leave_files()
        _printer = None


def _put_away() -> None:
    """Let go of the printer while Python can still remove its font files."""
    global _printer
    _printer = None


atexit.register(_put_away)
os.register_at_fork(after_in_child=_start_afresh)
