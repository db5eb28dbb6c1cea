"""The file in which a running portal tells other commands where its stores are. Standard library only."""

import json
from pathlib import Path


def read(var: Path) -> dict[str, str]:
    """Return what `var/run.json` says, or nothing when it is missing or unreadable."""
    try:
        content = json.loads((var / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in content.items()} if isinstance(content, dict) else {}
