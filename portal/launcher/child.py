"""One long-running program as a child of the launcher: started, watched, started again, stopped.

Each child leads its own session and process group, writes to its own log file and ends with the launcher. Who is
started when, and what a failure means, is decided in `stack`.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from portal.launcher import kernel, lifeline
from portal.launcher.errors import LaunchError

RESTARTS_ALLOWED = 5
# A child that has run for this long starts with a clean record.
SETTLED_SECONDS = 60.0
_LOG_LIMIT = 5 * 1024 * 1024


def python(*words: str) -> list[str]:
    """Return the command line that runs a module under this Python and the lifeline."""
    return [sys.executable, "-m", "portal.launcher.lifeline", *words]


@dataclass(kw_only=True)
class Surroundings:
    """What all children of one launcher share: folders, environment and the pipe that tells them it is gone."""

    root: Path
    logs: Path
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    pipe: tuple[int, int] = field(default_factory=os.pipe)

    def spawn(
        self, argv: list[str], log: Path, *, stop_signal: int = signal.SIGTERM, extra: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program with its output in `log`, tied to this process; raises LaunchError when that fails."""
        reader = self.pipe[0]
        try:
            with log.open("ab", buffering=0) as output:
                return subprocess.Popen(
                    argv,
                    cwd=self.root,
                    env={**self.environment, **(extra or {}), lifeline.PIPE: str(reader)},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                    pass_fds=(reader,),
                    preexec_fn=kernel.before_exec(stop_signal),
                )
        except OSError as error:
            raise LaunchError(f"{argv[0]} could not be started: {error.strerror or error}.") from error


@dataclass(kw_only=True)
class Child:
    """A program to keep running."""

    name: str
    argv: list[str]
    surroundings: Surroundings
    stop_signal: int = signal.SIGTERM
    grace_seconds: float = 12.0
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    began: float = 0.0

    @property
    def log(self) -> Path:
        return self.surroundings.logs / f"{self.name}.log"

    @property
    def pid(self) -> int:
        return self.process.pid if self.process is not None else 0

    def start(self) -> None:
        """Start the program; its log of an earlier run is kept, a long one as `.1`."""
        with suppress(FileNotFoundError):
            if self.log.stat().st_size > _LOG_LIMIT:
                self.log.replace(self.log.with_suffix(".log.1"))
        self.process = self.surroundings.spawn(
            self.argv, self.log, stop_signal=self.stop_signal, extra={"PORTAL_CHILD": self.name, **self.extra}
        )
        self.began = time.monotonic()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def how_it_ended(self) -> str:
        """Say how the program ended, for a person."""
        code = self.process.returncode if self.process is not None else 0
        if code < 0:
            return f"was killed by signal {-code}"
        return f"ended with exit code {code}"

    def may_restart(self) -> bool:
        """Count one more restart and tell whether it is still within what is sensible."""
        if time.monotonic() - self.began > SETTLED_SECONDS:
            self.restarts = 0
        self.restarts += 1
        return self.restarts <= RESTARTS_ALLOWED

    def clear_group(self) -> None:
        """Kill what is left of the program's process group after the program itself has ended."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def ask_to_stop(self) -> None:
        """Send the program its stop signal."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)

    def await_stop(self, *, hurry: Callable[[], bool]) -> bool:
        """Wait for the end, by force after the grace or when told to hurry; tell whether no force was needed."""
        if self.process is None:
            return True
        deadline = time.monotonic() + self.grace_seconds
        while self.process.poll() is None and time.monotonic() < deadline and not hurry():
            time.sleep(0.02)
        kindly = self.process.poll() is not None
        if not kindly:
            self.process.kill()
            self.process.wait()
        self.clear_group()
        return kindly

    def last_words(self, lines: int = 8) -> str:
        """Return the end of the program's log."""
        return tail(self.log, lines)


def tail(log: Path, lines: int = 8) -> str:
    """Return the last lines of a log file, indented; empty when there is none."""
    try:
        text = log.read_bytes()[-20_000:].decode("utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-lines:])
