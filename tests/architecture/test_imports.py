"""The walls of the house: who may import whom, as pyproject.toml lays it down."""

import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]


def test_every_import_looks_down() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([program], cwd=BASE, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
