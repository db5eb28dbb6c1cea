"""An own PostgreSQL and an own Valkey on loopback: folders, passwords, command lines, readiness.

Used by `stack` for `manage.py up` and by the tests for their throw-away stores; who watches the children is up to them.
"""

import json
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal.launcher import ports
from portal.launcher.binaries import Postgres, find_postgres, find_valkey
from portal.launcher.child import Child, Surroundings, tail
from portal.launcher.errors import LaunchError
from portal.launcher.run_file import write_private

ADMIN, LOGIN, DATABASE = "postgres", "portal", "portal"
READY_SECONDS = 60.0
# For stores that are thrown away: what a crash of the machine would lose does not matter.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def wait_until(ready: Callable[[], bool], child: Child, *, title: str, stopping: Callable[[], bool]) -> None:
    """Wait until `ready`; raises LaunchError with the log's end when the child ends or takes too long."""
    deadline = time.monotonic() + READY_SECONDS
    while not ready():
        if stopping():
            return
        if not child.is_running():
            raise LaunchError(
                f"{title} did not start: it {child.how_it_ended()}; {child.log} ends with\n{child.last_words()}"
            )
        if time.monotonic() > deadline:
            raise LaunchError(
                f"{title} did not answer in {READY_SECONDS:.0f} s; {child.log} ends with\n{child.last_words()}"
            )
        time.sleep(0.03)


@dataclass(kw_only=True)
class PostgresStore:
    """A PostgreSQL cluster in `folder`, named after its major version so that a newer one never opens older files.

    The superuser is the launcher's alone. The portal signs in as LOGIN, an ordinary role that owns the database and may
    create roles, which is what it gets from a hosted PostgreSQL, too.
    """

    folder: Path
    surroundings: Surroundings
    settings: Mapping[str, str] = field(default_factory=dict)
    preferred_port: int = 54329
    programs: Postgres = field(default_factory=find_postgres)
    new_passwords: dict[str, str] = field(
        default_factory=lambda: {role: secrets.token_urlsafe(24) for role in (ADMIN, LOGIN)}
    )
    port: int = 0

    @property
    def title(self) -> str:
        return f"PostgreSQL {self.programs.version}"

    @property
    def data(self) -> Path:
        return self.folder / f"pg{self.programs.major}"

    def prepare(self) -> Child:
        """Create the cluster when there is none yet and return the child that serves it."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self.port = ports.pick(self.preferred_port)
        options = {"listen_addresses": ports.LOOPBACK, "port": str(self.port), "unix_socket_directories": ""}
        options |= {"timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C"}
        words = [word for name, value in {**options, **self.settings}.items() for word in ("-c", f"{name}={value}")]
        return Child(
            name="postgres",
            argv=self.programs.command("postgres", "-D", str(self.data), *words),
            surroundings=self.surroundings,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
            grace_seconds=30,
        )

    def url(self, database: str = DATABASE, *, role: str = LOGIN) -> str:
        """Return the address of a database for a role."""
        return f"postgresql://{role}:{self._passwords()[role]}@{ports.LOOPBACK}:{self.port}/{database}"

    def answers(self) -> bool:
        """Tell whether the server takes connections."""
        import psycopg

        try:
            psycopg.connect(self.url("postgres", role=ADMIN), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_database(self) -> None:
        """Create the portal's login and its database where they are missing."""
        import psycopg
        from psycopg import sql

        login, database = sql.Identifier(LOGIN), sql.Identifier(DATABASE)
        with psycopg.connect(self.url("postgres", role=ADMIN), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [LOGIN]).fetchone() is None:
                password = sql.Literal(self._passwords()[LOGIN])
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(login, password))
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, login))

    def _passwords(self) -> dict[str, str]:
        content: dict[str, str] = json.loads(self.password_file.read_text("utf-8"))
        return content

    @property
    def password_file(self) -> Path:
        """Where the passwords of the cluster's two roles are kept, mode 0600."""
        return self.data.with_suffix(".passwords")

    def _initialise(self) -> None:
        """Create the cluster beside its place and move it there whole; an interrupted start leaves no half one."""
        fresh, first = self.data.with_suffix(".new"), self.data.with_suffix(".first")
        shutil.rmtree(fresh, ignore_errors=True)
        write_private(self.password_file, json.dumps(self.new_passwords))
        write_private(first, self.new_passwords[ADMIN])
        words = ["-D", str(fresh), "-U", ADMIN, "--pwfile", str(first), "--auth=scram-sha-256", "--encoding=UTF8"]
        # Since version 17 PostgreSQL knows Unicode by itself; before, it asks the operating system.
        words += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] * (self.programs.major >= 17)
        words += ["--locale=C.UTF-8"] * (self.programs.major < 17)
        words += ["--no-sync"] * (self.settings.get("fsync") == "off")
        log = self.surroundings.logs / "initdb.log"
        try:
            process = self.surroundings.spawn(self.programs.command("initdb", *words), log)
            code = process.wait(READY_SECONDS * 2)
        except subprocess.TimeoutExpired:
            process.kill()
            raise LaunchError(f"initdb of {self.title} hangs; see {log}.") from None
        finally:
            first.unlink(missing_ok=True)
        if code:
            raise LaunchError(f"{self.title} could not create its data folder; {log} ends with\n{tail(log)}")
        fresh.rename(self.data)


@dataclass(kw_only=True)
class ValkeyStore:
    """A Valkey (or Redis) that writes every change to an append-only file and never throws a message away."""

    folder: Path
    surroundings: Surroundings
    databases: int = 16
    durable: bool = True
    preferred_port: int = 63799
    program: tuple[Path, str] = field(default_factory=find_valkey)
    port: int = 0
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def title(self) -> str:
        name = "Valkey" if "valkey" in self.program[0].name else "Redis"
        return f"{name} {self.program[1]}"

    def prepare(self) -> Child:
        """Write the configuration and return the child that serves it."""
        self.port = ports.pick(self.preferred_port)
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = {
            "port": self.port,
            "bind": ports.LOOPBACK,
            "requirepass": self.password,
            "dir": json.dumps(str(self.folder), ensure_ascii=False),
            "databases": self.databases,
            "appendonly": "yes" if self.durable else "no",
            "save": '""',
            "maxmemory-policy": "noeviction",
        }
        configuration = self.folder / "valkey.conf"
        write_private(configuration, "".join(f"{name} {value}\n" for name, value in lines.items()))
        return Child(name="valkey", argv=[str(self.program[0]), str(configuration)], surroundings=self.surroundings)

    def url(self, database: int = 0) -> str:
        """Return the address of one of the numbered databases."""
        return f"redis://:{self.password}@{ports.LOOPBACK}:{self.port}/{database}"

    def answers(self) -> bool:
        """Tell whether the server answers a ping."""
        import redis

        try:
            with redis.Redis.from_url(self.url(), socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
