"""Processes of an earlier launcher that was killed: they end by themselves within seconds; whoever does not is helped.

The list is written by the launcher at each start of a child and read once, by the next launcher, under its lock.
"""

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from portal.launcher.child import Child
from portal.launcher.processes import Mark
from portal.launcher.run_file import write_private

NAME = "children.json"
PATIENCE_SECONDS = 15.0


def note(var: Path, children: Iterable[Child]) -> None:
    """Write down which children run."""
    rows = [[child.name, str(Mark.of(child.pid)), int(child.stop_signal)] for child in children if child.is_running()]
    write_private(var / NAME, json.dumps(rows))


def forget(var: Path) -> None:
    """Remove the list after an orderly stop."""
    (var / NAME).unlink(missing_ok=True)


def find(var: Path) -> list[tuple[str, Mark, int]]:
    """Return name, process and stop signal of the children of an earlier launcher that are still alive."""
    try:
        rows = json.loads((var / NAME).read_text("utf-8"))
        marked = [(str(name), Mark.parse(str(text)), int(stop)) for name, text, stop in rows]
    except (OSError, ValueError, TypeError):
        return []
    return [(name, mark, stop) for name, mark, stop in marked if mark is not None and mark.is_alive()]


def clear(var: Path, *, say: Callable[[str], None], patience: float = PATIENCE_SECONDS) -> None:
    """Wait until an earlier launcher's children are gone, ask those that stay, kill those that do not listen."""
    left = find(var)
    if not left:
        return
    say(f"  Waiting for {', '.join(name for name, _, _ in left)} of an earlier start that was killed")
    if _gone_within(patience, left):
        return
    for _, mark, stop in left:
        _signal(mark, os.kill, stop)
    if not _gone_within(patience, left):
        for _, mark, _ in left:
            _signal(mark, os.killpg, signal.SIGKILL)
        _gone_within(2.0, left)


def _gone_within(seconds: float, left: list[tuple[str, Mark, int]]) -> bool:
    deadline = time.monotonic() + seconds
    while any(mark.is_alive() for _, mark, _ in left):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _signal(mark: Mark, send: Callable[[int, int], None], signum: int) -> None:
    if mark.is_alive():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            send(mark.pid, signum)
