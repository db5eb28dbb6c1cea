"""A real Celery worker over the test run's own stores, which a test may kill as the machine would."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.invoices.delivery import stopping
from tests.stores import ROOT


class Worker:
    """One worker with its pool of processes, in a session of its own."""

    def __init__(self, folder: Path, *, mail_port: int, name: str = "w", processes: int = 4) -> None:
        self.folder, self.name, self.processes = folder, name, processes
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DELIVERY_EXTRA_CHANNELS": stopping.CHANNELS,
            "DELIVERY_CLAIM_SECONDS": "5",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            stopping.FOLDER: str(folder),
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def start(self) -> None:
        """Start and wait until it takes messages."""
        self.starts += 1
        log = self.folder / f"{self.name}-{self.starts}.log"
        words = [sys.executable, "-m", "celery", "-A", "portal", "worker", "-n", self.name, "-c", str(self.processes)]
        words += ["-I", stopping.__name__, "--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "INFO"]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                words, cwd=ROOT, env=self.environment, stdout=output, stderr=output, start_new_session=True
            )
        until(lambda: b" ready" in log.read_bytes(), what=lambda: log.read_text())

    def kill(self) -> None:
        """Kill it and its pool at once, as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def logs(self) -> str:
        """Return all that it has written, for a failing test to show."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob(f"{self.name}-*.log")))


def until(is_so: Callable[[], Any], *, what: Callable[[], Any], seconds: int = 90, every: float = 0.3) -> None:
    """Wait until something is so; a test that waits in vain says what is instead."""
    for _ in range(int(seconds / every)):
        if is_so():
            return
        time.sleep(every)
    raise AssertionError(f"It never came about: {what()}")
