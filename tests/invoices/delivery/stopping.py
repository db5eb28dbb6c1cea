"""The real channels with places where a worker stops dead until it is killed; loaded into a real Celery worker by name.

A delivery whose recipient has `stop_at` stops there once: the first process to come by moves the mark `<id>.armed` to
`<id>.reached`, writes its process id into it and sleeps. "recorded" stops after the result is committed and before the
message is acknowledged; "reading" stops the reader of the inbox before it begins.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from celery.signals import task_postrun, task_prerun

from invoices.delivery.channels.email_pdf.transport import EmailPdf
from invoices.delivery.channels.network.transport import Network
from invoices.delivery.contract import Outcome
from invoices.delivery.package import Package

FOLDER = "PORTAL_TEST_STOPS"
NETWORK, MAIL = "stop_network", "stop_mail"
CHANNELS = f"{__name__}.StoppingNetwork,{__name__}.StoppingMail"
POINTS = ("claimed", "handed_over", "transported", "recorded")
_recorded_next: list[str] = []


def arm(folder: Path, name: str) -> None:
    """Let the first process that passes the place stop there."""
    (folder / f"{name}.armed").touch()


def reached(folder: Path) -> dict[str, int]:
    """Return the places where a process has stopped, with its process id."""
    marks = {path.stem: path.read_text() for path in folder.glob("*.reached")}
    return {name: int(pid) for name, pid in marks.items() if pid}


def stop(name: str) -> None:
    """Stop here if the place is armed."""
    armed = Path(os.environ[FOLDER]) / f"{name}.armed"
    mark = armed.with_suffix(".reached")
    try:
        armed.rename(mark)
    except FileNotFoundError:
        return
    mark.write_text(str(os.getpid()))
    time.sleep(3600)


class _Stopping:
    def send(self, package: Package, *, handing_over: Callable[[], None]) -> Outcome:
        point, name = package.recipient.get("stop_at"), str(package.message_id)

        def mark() -> None:
            handing_over()
            if point == "handed_over":
                stop(name)

        if point == "claimed":
            stop(name)
        outcome: Outcome = super().send(package, handing_over=mark)  # type: ignore[misc]
        if point == "transported":
            stop(name)
        if point == "recorded":
            _recorded_next.append(name)
        return outcome


class StoppingNetwork(_Stopping, Network):
    key = NETWORK


class StoppingMail(_Stopping, EmailPdf):
    key = MAIL


@task_postrun.connect
def _before_acknowledging(task: Any = None, **_: Any) -> None:
    while _recorded_next:
        stop(_recorded_next.pop())


@task_prerun.connect
def _before_reading(task: Any = None, **_: Any) -> None:
    if task is not None and task.name == "invoices.inbound.tasks.read":
        stop("reading")
