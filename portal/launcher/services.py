"""The command lines of the portal's own programs: mail sink, web, worker and beat.

The same programs run in a container; there `docker-compose.yml` names them.
"""

import os
from pathlib import Path

from portal.launcher import ports
from portal.launcher.child import Child, Surroundings, python
from portal.launcher.errors import LaunchError


def mail(surroundings: Surroundings, var: Path, port: int) -> Child:
    """Return the demo's mail server, which keeps everything in `var/mail`."""
    words = ["portal.launcher.smtp_sink", "--port", str(port), "--folder", str(var / "mail")]
    return Child(name="mail", argv=python(*words), surroundings=surroundings)


def web(surroundings: Surroundings, port: int) -> Child:
    """Return the web server; PORTAL_WEB_WORKERS says how many processes it has."""
    words = ["granian", "--interface", "wsgi", "--host", ports.LOOPBACK, "--port", str(port), "--no-ws"]
    words += ["--workers", _whole("PORTAL_WEB_WORKERS", 1), "--blocking-threads", "4", "--workers-kill-timeout", "8s"]
    words += ["--respawn-failed-workers", "--respawn-interval", "0.2", "portal.wsgi:application"]
    return Child(name="web", argv=python(*words), surroundings=surroundings)


def worker(surroundings: Surroundings) -> Child:
    """Return the Celery worker; PORTAL_WORKER_PROCESSES says how many tasks it works on at a time."""
    words = ["celery", "-A", "portal", "worker", "--concurrency", _whole("PORTAL_WORKER_PROCESSES", 2)]
    words += ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    return Child(name="worker", argv=python(*words), surroundings=surroundings)


def beat(surroundings: Surroundings, var: Path) -> Child:
    """Return Celery's clock, of which there is exactly one."""
    words = [
        "celery",
        "-A",
        "portal",
        "beat",
        "--loglevel",
        "INFO",
        "--schedule",
        str(var / "beat-schedule"),
        "--pidfile=",
    ]
    return Child(name="beat", argv=python(*words), surroundings=surroundings)


def _whole(name: str, default: int) -> str:
    value = os.environ.get(name, "") or str(default)
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 64):
        raise LaunchError(f"{name} must be a whole number from 1 to 64; it is {value!r}.")
    return value
