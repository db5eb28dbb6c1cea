"""The whole portal on one machine: own stores where no address is given, then web, worker and beat, watched to the end.

Called by `manage.py up` alone. The order of a start is that of `Stack.start`; the stop goes the other way, so that
nobody loses the store under its feet.
"""

import os
import secrets
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from portal.launcher import console, given, kernel, leftovers, lock, ports, processes, run_file, services
from portal.launcher.child import Child, Surroundings
from portal.launcher.errors import LaunchError
from portal.launcher.fingerprints import Stamps
from portal.launcher.preparation import Preparation
from portal.launcher.stores import PostgresStore, ValkeyStore, wait_until
from portal.launcher.supervision import Supervisor

_NEEDED_BYTES = 300 * 1024 * 1024
_STORE, _MAIL, _SERVICE = 0, 1, 2


@dataclass(kw_only=True)
class Stack:
    """One start of the portal; `run` returns when it has been stopped."""

    root: Path
    var: Path
    port: str
    stopping: Callable[[], bool]
    hurry: Callable[[], bool]
    demo: bool | None = None
    said: dict[str, str] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.surroundings = Surroundings(root=self.root, logs=self.var / "log")
        self.supervisor = Supervisor(var=self.var, stopping=self.stopping, hurry=self.hurry)
        environment = self.surroundings.environment
        self.own_database = not environment.get("DATABASE_URL")
        self.own_broker = not environment.get("REDIS_URL")
        self.with_demo = self.own_database if self.demo is None else self.demo

    def run(self) -> int:
        """Start, watch and stop; raises LaunchError, after an orderly stop, when something stays broken."""
        held = lock.take(self.var)
        kernel.adopt_orphans()
        try:
            self.start()
            self.supervisor.watch()
        finally:
            self.supervisor.stop()
            run_file.remove(self.var)
            os.close(held)
        return 0

    def start(self) -> None:
        """Bring everything up and tell the person how to use it."""
        self._prepare_folders()
        leftovers.clear(self.var, say=console.say)
        if given.missing_for_pdf():
            console.say(f"  PDF files cannot be made before Pango is installed: {given.INSTALL_PANGO}")
        web_port = ports.web_port(self.port)
        if not self.port and web_port != 8000:
            console.say(f"  Port 8000 is taken by another program, so the portal takes {web_port}")
        self._announce(PORTAL_VAR=str(self.var), SECRET_KEY=self._secret_key())
        self._announce(PORTAL_ADDRESS=f"http://{ports.LOOPBACK}:{web_port}")
        self._start_stores()
        sign_in = self._start_portal(web_port)
        if self.stopping():
            return
        took = processes.seconds_since_start()
        console.say(f"\nReady in {took:.1f} s: {self.said['PORTAL_ADDRESS']}/")
        if sign_in:
            console.say(f"Sign in: {sign_in}")
        console.say(f"Logs: {self.surroundings.logs}    Stop: Ctrl-C")

    def _prepare_folders(self) -> None:
        try:
            for name in ("log", "media"):
                (self.var / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LaunchError(f"The folder {self.var} cannot be written: {error.strerror}.") from error
        free = shutil.disk_usage(self.var).free
        if free < _NEEDED_BYTES:
            raise LaunchError(
                f"The disk of {self.var} has only {free // 1024**2} MB left and the portal needs "
                f"{_NEEDED_BYTES // 1024**2} MB: free some space or choose another folder with PORTAL_VAR."
            )

    def _announce(self, **names: str) -> None:
        """Give the children and other commands these names, except what the operator has set."""
        environment = self.surroundings.environment
        for name, value in names.items():
            if not environment.get(name):
                environment[name] = value
            self.said[name] = environment[name]
        run_file.write(self.var, self.said)

    def _secret_key(self) -> str:
        file = self.var / "secret.key"
        if not file.exists():
            run_file.write_private(file, secrets.token_urlsafe(48))
        return file.read_text("utf-8")

    def _start_stores(self) -> None:
        waiting: list[tuple[PostgresStore | ValkeyStore, Child]] = []
        if self.own_database:
            database = PostgresStore(folder=self.var, surroundings=self.surroundings)
            waiting.append((database, database.prepare()))
        if self.own_broker:
            broker = ValkeyStore(folder=self.var / "valkey", surroundings=self.surroundings)
            waiting.append((broker, broker.prepare()))
        for _, child in waiting:
            self.supervisor.start(child, tier=_STORE)
        for store, child in waiting:
            wait_until(store.answers, child, title=store.title, stopping=self.stopping)
            if self.stopping():
                return
            console.say(f"  {store.title} is up on port {store.port} after {time.monotonic() - self.began:.1f} s")
        if self.own_database:
            database.ensure_database()
            self._announce(DATABASE_URL=database.url())
        if self.own_broker:
            self._announce(REDIS_URL=broker.url())
        if not self.own_database:
            given.check_database(self.surroundings.environment["DATABASE_URL"])
        if not self.own_broker:
            given.check_broker(self.surroundings.environment["REDIS_URL"])

    def _start_portal(self, web_port: int) -> str:
        """Migrate, start mail, web, worker and beat, load the demo beside them; return the line for signing in."""
        if self.with_demo:
            self._announce(PORTAL_DEMO="1")
            if not self.surroundings.environment.get("EMAIL_URL"):
                mail_port = ports.pick(10025)
                self._announce(EMAIL_URL=f"smtp://{ports.LOOPBACK}:{mail_port}")
                self.supervisor.start(services.mail(self.surroundings, self.var, mail_port), tier=_MAIL)
        preparation = self._preparation()
        if self.stopping():
            return ""
        with console.step("Database and static files"):
            preparation.database_and_static(self.surroundings.environment["DATABASE_URL"])
        if self.stopping():
            return ""
        web = services.web(self.surroundings, web_port)
        with console.step("Web, worker and beat"):
            self.supervisor.start(web, tier=_SERVICE)
            self.supervisor.start(services.worker(self.surroundings), tier=_SERVICE)
            sign_in = self._demo(preparation)
            wait_until(lambda: _answers(web_port), web, title="The web server", stopping=self.stopping)
            if not self.stopping():
                # The clock comes last: what it would trigger in the first seconds waits for the others anyway.
                self.supervisor.start(services.beat(self.surroundings, self.var), tier=_SERVICE)
        return sign_in

    def _preparation(self) -> Preparation:
        return Preparation(
            root=self.root,
            surroundings=self.surroundings,
            stamps=Stamps(self.var / "stamps.json"),
            static_root=self.var / "static",
            stopping=self.stopping,
        )

    def _demo(self, preparation: Preparation) -> str:
        if not self.with_demo or self.stopping():
            return ""
        if not preparation.has_demo():
            return ""
        if preparation.demo_is_loaded():
            return preparation.load_demo()
        with console.step("Demo data"):
            return preparation.load_demo()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{ports.LOOPBACK}:{port}/readyz", timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
