"""Throw-away PostgreSQL and Valkey for one test run, built from the launcher's own code.

The database is migrated once, as the owner, into a template; every worker of the run gets a copy. A migrated cluster is
kept in `var/test-stores` until a migration changes, so that the next run only copies files. Shared among the processes
of pytest by `store_sharing`; the benchmarks start their own.
"""

import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from portal.launcher import fingerprints, ports
from portal.launcher.child import Child, Surroundings
from portal.launcher.stores import ADMIN, CARELESS, LOGIN, PostgresStore, ValkeyStore, wait_until

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "var" / "test-stores"
NAME = "PORTAL_TEST_STORES"
TEMPLATE = "portal_template"
_WORKERS_AT_MOST = 63


@dataclass(frozen=True, kw_only=True)
class Announced:
    """Where the stores of this run will be; known to every process before they have been started."""

    folder: Path
    pg_port: int
    valkey_port: int
    pg_passwords: dict[str, str]
    valkey_password: str

    @classmethod
    def new(cls) -> "Announced":
        """Choose ports and passwords for a new run."""
        return cls(
            folder=Path(tempfile.mkdtemp(prefix="portal-tests-")),
            pg_port=_free_port(),
            valkey_port=_free_port(),
            pg_passwords=cached_passwords() or {role: secrets.token_urlsafe(16) for role in (ADMIN, LOGIN)},
            valkey_password=secrets.token_urlsafe(16),
        )

    @classmethod
    def parse(cls, text: str) -> "Announced":
        said = json.loads(text)
        return cls(**{**said, "folder": Path(said["folder"])})

    def __str__(self) -> str:
        return json.dumps({**self.__dict__, "folder": str(self.folder)})

    def environment(self, worker: str | None = None) -> dict[str, str]:
        """Return the variables under which a process uses this run's stores as `worker` (by default, itself)."""
        name = worker or this_worker()
        number = 1 + int(name.removeprefix("gw")) if name.startswith("gw") else 0
        host = ports.LOOPBACK
        return {
            "DATABASE_URL": f"postgresql://{LOGIN}:{self.pg_passwords[LOGIN]}@{host}:{self.pg_port}/test_{name}",
            "REDIS_URL": f"redis://:{self.valkey_password}@{host}:{self.valkey_port}/{number}",
            "PORTAL_VAR": str(self.folder / f"var-{name}"),
            NAME: str(self),
        }


def this_worker() -> str:
    """Return the name of this process within the test run."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def announced() -> Announced:
    """Return this run's stores: chosen by its first process, inherited by the others."""
    said = os.environ.get(NAME)
    return Announced.parse(said) if said else Announced.new()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ports.LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _cache_key() -> str:
    own = Path(__file__).read_bytes() + Path(fingerprints.__file__).with_name("stores.py").read_bytes()
    return hashlib.sha256(own + fingerprints.of_migrations(ROOT).encode()).hexdigest()[:24]


def cached_passwords() -> dict[str, str]:
    """Return the passwords of the migrated cluster that is kept for these migrations; empty when there is none."""
    for file in (CACHE / _cache_key()).glob("pg*.passwords"):
        return dict(json.loads(file.read_text("utf-8")))
    return {}


@dataclass(kw_only=True)
class Stores:
    """The running stores of one test run."""

    announced: Announced
    durable: bool = False
    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Start both stores with a migrated template."""
        where = self.announced
        surroundings = Surroundings(root=ROOT, logs=where.folder / "log")
        surroundings.logs.mkdir(parents=True, exist_ok=True)
        self.postgres = PostgresStore(
            folder=where.folder,
            surroundings=surroundings,
            settings={} if self.durable else CARELESS,
            preferred_port=where.pg_port,
            new_passwords=where.pg_passwords,
        )
        self.valkey = ValkeyStore(
            folder=where.folder / "valkey",
            surroundings=surroundings,
            databases=_WORKERS_AT_MOST + 1,
            durable=False,
            preferred_port=where.valkey_port,
            password=where.valkey_password,
        )
        kept = CACHE / _cache_key()
        if kept.is_dir():
            shutil.copytree(kept, where.folder, dirs_exist_ok=True)
        self._run(self.valkey, self.valkey.prepare())
        self._run(self.postgres, self.postgres.prepare())
        if not kept.is_dir():
            self._migrate_template()
            self._keep(kept)

    def _run(self, store: PostgresStore | ValkeyStore, child: Child) -> None:
        child.start()
        self.children.append(child)
        wait_until(store.answers, child, title=store.title, stopping=lambda: False)

    def _migrate_template(self) -> None:
        with self._admin() as connection:
            connection.execute(f"CREATE ROLE {LOGIN} LOGIN CREATEROLE PASSWORD '{self.announced.pg_passwords[LOGIN]}'")
            # Emptying all tables after a test has to pass the triggers that forbid just that.
            connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {LOGIN}")
            connection.execute(f"CREATE DATABASE {TEMPLATE} OWNER {LOGIN}")
        environment = {
            **os.environ,
            **self.announced.environment(),
            "DATABASE_URL": self.postgres.url(TEMPLATE),
            "PORTAL_DB_ROLE": "owner",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        words = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"The test database could not be migrated:\n{done.stdout}{done.stderr}")

    def _keep(self, kept: Path) -> None:
        """Put a copy of the migrated cluster aside for later runs; of older ones only the latest stays."""
        process = self.children.pop()
        process.ask_to_stop()
        process.await_stop(hurry=lambda: False)
        kept.parent.mkdir(parents=True, exist_ok=True)
        older = sorted((path for path in kept.parent.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
        for path in older[:-1]:
            shutil.rmtree(path, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=kept.parent))
        shutil.copytree(self.postgres.data, fresh / self.postgres.data.name)
        shutil.copy2(self.postgres.password_file, fresh)
        try:
            fresh.rename(kept)
        except OSError:  # another run was quicker
            shutil.rmtree(fresh)
        self._run(self.postgres, self.postgres.prepare())

    def create_database(self, name: str) -> None:
        """Create an empty, migrated database."""
        with self._admin() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER {LOGIN}")

    def _admin(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.postgres.url("postgres", role=ADMIN), autocommit=True)

    def stop(self) -> None:
        """Stop the stores and remove everything they have written."""
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.await_stop(hurry=lambda: False)
        shutil.rmtree(self.announced.folder, ignore_errors=True)
