"""Fingerprints of what a start depends on, and the file that remembers those of the last one.

Only whether something changed is asked: names, sizes and times of files are enough where they are many, contents
where a mistake would cost.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from portal.launcher.run_file import write_private

_ROOMS = ("portal", "accounts", "companies", "invoices", "recurring", "signing", "reports")


class Stamps:
    """What the last start has finished, by name of the step."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, name: str) -> str:
        """Return the stamp of a step, empty when it was never finished."""
        return self._all().get(name, "")

    def put(self, name: str, value: str) -> None:
        """Remember that a step was finished for this fingerprint."""
        write_private(self._file, json.dumps({**self._all(), name: value}, indent=1))

    def _all(self) -> dict[str, str]:
        try:
            content = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}


def of_migrations(root: Path) -> str:
    """Return the fingerprint of all migrations and of the lock that brings those of the packages."""
    return _of_contents(root, [root / "requirements.lock", *_project_files(root, "migrations/*.py")])


def of_static_files(root: Path) -> str:
    """Return the fingerprint of what collectstatic gathers."""
    files = [path for path in (root / "static").rglob("*") if path.is_file()]
    files.append(root / "portal" / "kit" / "static_build.py")
    return _of_times(root, [root / "requirements.lock", *files, *(root / "portal" / "settings").glob("*.py")])


def of_source(root: Path) -> str:
    """Return the fingerprint of all Python of the project."""
    return _of_times(root, [root / "requirements.lock", *_project_files(root, "*.py")])


def _project_files(root: Path, pattern: str) -> list[Path]:
    return [path for room in _ROOMS for path in (root / room).rglob(pattern)]


def _of_contents(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest() if path.exists() else b"-")
    return digest.hexdigest()


def _of_times(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.exists():
            stat = path.stat()
            digest.update(f"{path.relative_to(root)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
