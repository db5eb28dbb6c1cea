"""A portal of its own for the drills: `manage.py up` in an empty folder, and questions about its processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg

from portal.launcher import run_file
from portal.launcher.processes import Mark

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 90.0
_OWN_STORES = (
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SECRET_KEY",
    "PORT",
    "PORTAL_ADDRESS",
    "DJANGO_SETTINGS_MODULE",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait until a condition holds; fails the test with `what` when it never does."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"{what}: not within {seconds:.0f} s"
        time.sleep(0.1)


@dataclass
class RunningPortal:
    """One `manage.py up` after another in the same folder."""

    var: Path
    port: int = field(default_factory=free_port)
    mark: str = field(default_factory=lambda: uuid4().hex)
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    def environment(self, **more: str) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in _OWN_STORES}
        return {**inherited, "PORTAL_VAR": str(self.var), "PORTAL_DRILL": self.mark, **more}

    @property
    def output(self) -> str:
        return (self.var.parent / f"{self.var.name}.out{self.starts}").read_text("utf-8")

    def begin(self, *words: str, **more: str) -> None:
        """Start without waiting."""
        self.starts += 1
        with (self.var.parent / f"{self.var.name}.out{self.starts}").open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--no-demo", "--port", str(self.port), *words],
                cwd=ROOT,
                env=self.environment(**more),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def start(self, *words: str, **more: str) -> None:
        """Start and wait until the portal says that it is ready."""
        self.begin(*words, **more)
        until(lambda: "Ready in" in self.output or self.has_ended(), "ready")
        assert not self.has_ended(), self.output

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def signal(self, signum: int) -> None:
        assert self.process is not None
        os.kill(self.process.pid, signum)

    def wait(self) -> int:
        """Wait for the launcher's end and return its exit code."""
        assert self.process is not None
        return self.process.wait(PATIENCE)

    def refused(self, *words: str, **more: str) -> str:
        """Try a further start that must be refused and return what it says."""
        done = subprocess.run(
            [sys.executable, "manage.py", "up", "--no-demo", *words],
            cwd=ROOT,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        return done.stderr

    def children(self) -> dict[str, int]:
        """Return the process ids of the living children by name."""
        rows = json.loads((self.var / "children.json").read_text("utf-8"))
        marks = {name: Mark.parse(text) for name, text, _ in rows}
        return {name: mark.pid for name, mark in marks.items() if mark is not None and mark.is_alive()}

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def worker_answers(self) -> bool:
        """Ask the Celery worker for a sign of life over the broker."""
        from celery import Celery
        from kombu import pools
        from redis.exceptions import RedisError

        with Celery(broker=run_file.read(self.var)["REDIS_URL"], set_as_current=False) as application:
            try:
                return bool(application.control.ping(timeout=0.5))
            except (RedisError, OSError):
                pools.reset()  # they would hand out the broken connection again
                return False

    def database(self) -> psycopg.Connection:
        return psycopg.connect(run_file.read(self.var)["DATABASE_URL"], connect_timeout=5)

    def processes(self) -> dict[int, str]:
        """Return every process that belongs to this portal, with its command line; zombies do not count."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                marked = f"PORTAL_DRILL={self.mark}".encode() in (folder / "environ").read_bytes()
                # PostgreSQL writes over its environment; it works in its data folder.
                inside = (folder / "cwd").readlink().is_relative_to(self.var)
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if (marked or inside) and Mark.of(int(folder.name)).began:
                found[int(folder.name)] = command
        return found

    def nothing_is_left(self) -> bool:
        return not self.processes()

    def clear_away(self) -> None:
        """Kill whatever a failed test has left."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()
