"""What has to be done before and while the portal starts: migrations, static files, demo data; each only when needed.

The steps are `manage.py` commands in processes of their own, so that they see the stores' addresses from the start and
that a failure can be shown with its last lines.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal.launcher import fingerprints
from portal.launcher.child import Surroundings, tail
from portal.launcher.errors import LaunchError

KEEP_OWNER = {"PORTAL_DB_ROLE": "owner"}
QUICK = {"STATIC_BROTLI_QUALITY": "5"}
# The checks load every screen, which the web process is about to do anyway.
_QUIETLY = ("--skip-checks", "--verbosity", "0")


@dataclass(kw_only=True)
class Command:
    """A `manage.py` command that runs at the side; `finish` waits for it."""

    title: str
    words: list[str]
    surroundings: Surroundings
    extra: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.surroundings.logs / f"{self.words[0]}.log"

    def start(self) -> None:
        """Start the command with an empty log."""
        self.log.unlink(missing_ok=True)
        self.process = self.surroundings.spawn(
            [sys.executable, "manage.py", *self.words], self.log, extra={"PORTAL_CHILD": self.words[0], **self.extra}
        )

    def finish(self, stopping: Callable[[], bool]) -> str:
        """Wait for the end and return the output; raises LaunchError when the command failed."""
        if self.process is None:
            return ""
        while self.process.poll() is None:
            if stopping():
                self.process.terminate()
                self.process.wait()
                return ""
            time.sleep(0.03)
        if self.process.returncode:
            raise LaunchError(f"{self.title} failed; {self.log} ends with\n{tail(self.log, 12)}")
        return self.log.read_text("utf-8", errors="replace")


def applied_migrations(database_url: str) -> str:
    """Return a mark of what has been migrated in this very database; empty for a new one."""
    import psycopg

    with psycopg.connect(database_url, connect_timeout=10) as connection:
        known = connection.execute("SELECT to_regclass('django_migrations')::text").fetchone()
        if not known or known[0] is None:
            return ""
        row = connection.execute("SELECT count(*), max(applied)::text FROM django_migrations").fetchone()
    return " ".join(str(part) for part in row or ())


@dataclass(kw_only=True)
class Preparation:
    """The steps of one start; a step whose fingerprint has not changed since it was last finished is left out."""

    root: Path
    surroundings: Surroundings
    stamps: fingerprints.Stamps
    static_root: Path
    stopping: Callable[[], bool]

    def database_and_static(self, database_url: str) -> str:
        """Migrate and collect static files side by side; return what was done, for the person at the terminal."""
        migrations, static = fingerprints.of_migrations(self.root), fingerprints.of_static_files(self.root)
        wanted: list[Command] = []
        if self.stamps.get("database") != f"{migrations} {applied_migrations(database_url)}":
            wanted.append(self._command("Migrating the database", "migrate", *_QUIETLY, extra=KEEP_OWNER))
        if self.stamps.get("static") != static or not self.static_root.is_dir():
            wanted.append(
                self._command("Collecting static files", "collectstatic", "--no-input", *_QUIETLY, extra=QUICK)
            )
        for command in wanted:
            command.start()
        for command in wanted:
            command.finish(self.stopping)
        if self.stopping():
            return ""
        self.stamps.put("database", f"{migrations} {applied_migrations(database_url)}")
        self.stamps.put("static", static)
        return " and ".join(command.title.lower() for command in wanted)

    def has_demo(self) -> bool:
        """Tell whether the portal has a command that loads demo data."""
        return any(self.root.glob("*/management/commands/demo.py"))

    def demo_is_loaded(self) -> bool:
        """Tell whether the demo data of this source was loaded into this database by an earlier start."""
        return self.stamps.get("demo") == self._demo_mark()

    def load_demo(self) -> str:
        """Load demo data where the database has none and return the line that says how to sign in."""
        if not self.demo_is_loaded():
            for name, words in (
                ("Loading demo data", ["demo"]),
                ("Asking for the demo sign-in", ["demo", "--sign-in"]),
            ):
                command = self._command(name, *words)
                command.start()
                said = command.finish(self.stopping)
            if self.stopping():
                return ""
            self.stamps.put("sign-in", said.strip().splitlines()[-1] if said.strip() else "")
            self.stamps.put("demo", self._demo_mark())
        return self.stamps.get("sign-in")

    def _demo_mark(self) -> str:
        return f"{fingerprints.of_source(self.root)} {self.stamps.get('database')}"

    def _command(self, title: str, *words: str, extra: Mapping[str, str] | None = None) -> Command:
        return Command(title=title, words=list(words), surroundings=self.surroundings, extra=extra or {})
