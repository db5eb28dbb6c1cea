"""The XSLT engine: one Saxon processor a process, made at first use, one thread at a time.

Never make a second processor in another thread and never limit the address space: either kills the whole process.
After a fork the child makes its own. Stylesheets are ours or the official ones; documents come parsed by lxml.
"""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from saxonche import PySaxonApiError, PySaxonProcessor, PyXsltExecutable

# No file or network may be read from XSLT, no environment variable, and nothing written: each of the two stops a half.
_SETTINGS: Final = {
    "http://saxon.sf.net/feature/allowedProtocols": "",
    "http://saxon.sf.net/feature/allow-external-functions": "false",
}
_STDERR: Final = 2


class EngineError(Exception):
    """The stylesheet could not be compiled, or gave up on the document."""


class _Engine:
    def __init__(self) -> None:
        self.pid = os.getpid()
        self.processor = PySaxonProcessor(license=False)
        for name, value in _SETTINGS.items():
            self.processor.set_configuration_property(name, value)
        self.compiler = self.processor.new_xslt30_processor()
        self.executables: dict[str, PyXsltExecutable] = {}
        self.noise = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - lives as long as the engine

    def executable(self, stylesheet: str, *, source: Callable[[], str]) -> PyXsltExecutable:
        if stylesheet not in self.executables:
            self.executables[stylesheet] = self.compiler.compile_stylesheet(stylesheet_text=source())
        return self.executables[stylesheet]


_lock = threading.Lock()
_engines: Final[list[_Engine]] = []


def transform(document: str, *, stylesheet: str, source: Callable[[], str]) -> str:
    """Run a stylesheet, known by name and compiled from its source at first use, on a serialised document.

    Raises EngineError when the engine gives up; that document was not judged.
    """
    with _lock:
        engine = _current()
        with _at_work(engine):
            executable = engine.executable(stylesheet, source=source)
            node = engine.processor.parse_xml(xml_text=document)
            result = executable.transform_to_string(xdm_node=node)
    if result is None:
        raise EngineError("the stylesheet gave no answer")
    return str(result)


def prepare(stylesheet: str, *, source: Callable[[], str]) -> None:
    """Compile a stylesheet now. Raises EngineError."""
    with _lock:
        engine = _current()
        with _at_work(engine):
            engine.executable(stylesheet, source=source)


def _current() -> _Engine:
    # An engine that a parent process made is kept, unused: to drop it would run its clean-up in the child.
    if not _engines or _engines[-1].pid != os.getpid():
        _engines.append(_Engine())
    return _engines[-1]


@contextmanager
def _at_work(engine: _Engine) -> Iterator[None]:
    """Turn the engine's errors into ours, and keep the copy that it prints, with the document's contents, out of logs.

    What else came to standard error meanwhile, from other threads, is passed on when the engine did not fail.
    """
    kept = _divert(engine)
    failed = True
    try:
        yield
        failed = False
    except PySaxonApiError as error:
        raise EngineError(str(error).strip().partition("\n")[0]) from None
    finally:
        if kept is not None:
            os.dup2(kept, _STDERR)
            os.close(kept)
            _settle(engine, passes_on=not failed)


def _divert(engine: _Engine) -> int | None:
    """Point standard error at the engine's own file; return where it went, None for a process that has none."""
    try:
        kept = os.dup(_STDERR)
    except OSError:
        return None
    os.dup2(engine.noise.fileno(), _STDERR)
    return kept


def _settle(engine: _Engine, *, passes_on: bool) -> None:
    if not os.fstat(engine.noise.fileno()).st_size:
        return
    engine.noise.seek(0)
    printed = engine.noise.read()
    engine.noise.seek(0)
    engine.noise.truncate()
    if passes_on and printed:
        os.write(_STDERR, printed)


def _renew_lock() -> None:
    global _lock
    _lock = threading.Lock()


# The child of a fork must not inherit a lock that another thread of the parent held.
os.register_at_fork(after_in_child=_renew_lock)
