"""Which process is which: process ids with their start time, so that a reused id is never taken for an old friend.

Standard library only; used by the run file, the lock and the search for what a killed launcher has left behind.
"""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_PROC = Path("/proc/self")


@dataclass(frozen=True)
class Mark:
    """A process id together with the moment the process began, as the system words it."""

    pid: int
    began: str

    @classmethod
    def of(cls, pid: int) -> Self:
        """Return the mark of a living process; `began` is empty for one that is not there."""
        return cls(pid, _began(pid))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the mark that `str(mark)` has written, or None when the text is not one."""
        pid, _, began = text.partition(" ")
        return cls(int(pid), began) if pid.isascii() and pid.isdigit() and began else None

    def __str__(self) -> str:
        return f"{self.pid} {self.began}"

    def is_alive(self) -> bool:
        """Tell whether this very process, and not a later one with its id, still runs."""
        return bool(self.began) and _began(self.pid) == self.began


def seconds_since_start() -> float:
    """Return for how long this process has been running, the start of Python included where the system tells."""
    words = _stat(os.getpid())
    if not words:
        return time.process_time()
    return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - int(words[19]) / os.sysconf("SC_CLK_TCK"))


def _began(pid: int) -> str:
    """Return when a process began, in the system's words; empty when there is no such process or only its remains."""
    if not _PROC.is_dir():
        words = ["ps", "-o", "lstart=", "-p", str(pid)]
        found = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
        return found.stdout.strip()
    words = _stat(pid)
    return "" if not words or words[0] in {"Z", "X"} else words[19]


def _stat(pid: int) -> list[str]:
    """Return the words of proc(5) about a process from its state (0) on; the start in clock ticks is word 19."""
    try:
        text = (_PROC.parent / str(pid) / "stat").read_text("utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
