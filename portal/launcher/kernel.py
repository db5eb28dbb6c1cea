"""What only the Linux kernel can promise: a child that ends with its parent, and orphans that come to the launcher.

On other systems these do nothing; there the lifeline pipe and the next start clean up instead.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_LINUX = sys.platform == "linux"
# Loaded once before any fork: loading a library between fork and exec is not safe.
_prctl = ctypes.CDLL(None, use_errno=True).prctl if _LINUX else None


def end_with_parent(signum: int, *, parent: int) -> None:
    """Have the kernel send `signum` to this process when `parent` ends; ends at once if that has happened already."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, int(signum), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def end_forks_with_this_process() -> None:
    """Have every process that this one forks from now on, and those that they fork, killed when its parent ends."""
    if not _LINUX:
        return
    last = [os.getpid()]

    def tie() -> None:
        parent, last[0] = last[0], os.getpid()
        end_with_parent(signal.SIGKILL, parent=parent)

    os.register_at_fork(after_in_child=tie)


def adopt_orphans() -> None:
    """Make this process the new parent of what its children leave behind when they are killed."""
    if _prctl is not None:
        _prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_of_this_process() -> list[int]:
    """Return the ids of all direct children, adopted ones included; empty where the system cannot tell."""
    if not _LINUX:
        return []
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += [int(word) for word in (task / "children").read_text("ascii").split()]
        except OSError:
            continue
    return found


def before_exec(signum: int) -> Callable[[], None]:
    """Return what a child runs between fork and exec: default signals, and an end together with this process."""
    parent = os.getpid()

    def prepare() -> None:
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.SIG_DFL)
        end_with_parent(signum, parent=parent)

    return prepare
