"""Keeps the children running: starts again who dies, clears away what the dead leave behind, stops all in order.

A child that dies more often than `child.RESTARTS_ALLOWED` allows ends the whole run with a sentence.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from portal.launcher import child as children_module
from portal.launcher import console, kernel, leftovers
from portal.launcher.child import Child
from portal.launcher.errors import LaunchError

_LOOK_EVERY_SECONDS = 0.2


@dataclass(kw_only=True)
class Supervisor:
    """The children of one launcher, in tiers: a higher tier stands on the lower ones and is stopped before them."""

    var: Path
    stopping: Callable[[], bool]
    hurry: Callable[[], bool]
    tiers: dict[int, list[Child]] = field(default_factory=dict)
    # What this process has started before is somebody else's business.
    earlier: frozenset[int] = field(default_factory=lambda: frozenset(kernel.children_of_this_process()))

    @property
    def children(self) -> list[Child]:
        return [child for _, tier in sorted(self.tiers.items()) for child in tier]

    def start(self, child: Child, *, tier: int) -> None:
        """Start a child and be responsible for it from now on."""
        self.tiers.setdefault(tier, []).append(child)
        child.start()
        leftovers.note(self.var, self.children)

    def watch(self) -> None:
        """Keep everything running until told to stop; raises LaunchError when a child cannot be kept alive."""
        while not self.stopping():
            for child in self.children:
                if not child.is_running():
                    self._start_again(child)
            self._clear_orphans()
            time.sleep(_LOOK_EVERY_SECONDS)

    def _start_again(self, child: Child) -> None:
        how = child.how_it_ended()
        if not child.may_restart():
            raise LaunchError(
                f"{child.name} {how} and has been started again {children_module.RESTARTS_ALLOWED} times in vain; "
                f"{child.log} ends with\n{child.last_words()}"
            )
        child.clear_group()
        self._clear_orphans(patience=2.0)
        child.start()
        leftovers.note(self.var, self.children)
        console.say(
            f"  {child.name} {how} and was started again ({child.restarts} of {children_module.RESTARTS_ALLOWED})"
        )

    def _clear_orphans(self, *, patience: float = 0.0) -> None:
        """Kill and bury what killed children have left behind; the kernel has made it ours (`kernel.adopt_orphans`)."""
        own = self.earlier | {child.pid for child in self.children}
        deadline = time.monotonic() + patience
        while orphans := set(kernel.children_of_this_process()) - own:
            for pid in orphans:
                with suppress(ProcessLookupError, ChildProcessError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, os.WNOHANG)
            if time.monotonic() >= deadline:
                return
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop everything, the highest tier first, and within a tier all at once."""
        if not self.tiers:
            return
        began = time.monotonic()
        console.say("\nStopping …")
        for _, tier in sorted(self.tiers.items(), reverse=True):
            for child in reversed(tier):
                child.ask_to_stop()
            for child in reversed(tier):
                if not child.await_stop(hurry=self.hurry):
                    console.say(f"  {child.name} did not stop by itself and was killed")
        self._clear_orphans(patience=2.0)
        leftovers.forget(self.var)
        console.say(f"Stopped in {time.monotonic() - began:.1f} s")
