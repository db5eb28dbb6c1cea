"""The file in which a running portal tells other commands where its stores are. Standard library only.

Written by the launcher alone, mode 0600, for as long as it lives; the settings read it where the environment is silent.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from portal.launcher import processes

NAME = "run.json"


def read(var: Path) -> dict[str, str]:
    """Return what the running portal of `var` has announced, or nothing when none runs there."""
    try:
        content = json.loads((var / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    said = {str(name): str(value) for name, value in content.items()}
    mark = processes.Mark.parse(said.get("LAUNCHER", ""))
    return said if mark is not None and mark.is_alive() else {}


def write(var: Path, said: Mapping[str, str]) -> None:
    """Announce `said` for as long as this process lives; readers see the old file or the new one, never half of it."""
    text = json.dumps({"LAUNCHER": str(processes.Mark.of(os.getpid())), **said}, indent=1, sort_keys=True)
    write_private(var / NAME, text)


def remove(var: Path) -> None:
    """Withdraw the announcement."""
    with contextlib.suppress(FileNotFoundError):
        (var / NAME).unlink()


def write_private(path: Path, text: str) -> None:
    """Replace the file with `text` in one step, readable by its owner only."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)
