"""What the person at the terminal sees: one line a step, with its time; no colours."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    """Write one line at once; a terminal that has gone away is no reason to stop."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError:
        return


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce a step that takes a while and, when it has succeeded, tell how long it took."""
    say(f"  {what} …")
    began = time.monotonic()
    yield
    say(f"  {what}: done in {time.monotonic() - began:.1f} s")
