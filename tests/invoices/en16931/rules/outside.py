"""The corpus and judge beside the project: where they lie, and the judge as a program of its own to ask."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "conformance"
LAYERS = {"cen": "en16931", "peppol": "peppol", "selfbilling": "peppol"}

needed = pytest.mark.skipif(not CORPUS.is_dir(), reason="the conformance corpus ../shared/conformance is not here")

# Its own process, since a process must not hold two XSLT engines.
_PROGRAM = """
import base64, json, os, sys
sys.path.insert(0, sys.argv[1])
import oracle
answers, judge = os.fdopen(os.dup(1), "w"), oracle.Oracle()
for line in sys.stdin:
    try:
        answer = judge.judge(base64.b64decode(line))
    except Exception as error:
        answer = {"error": str(error)}
    answers.write(json.dumps(answer) + "\\n")
    answers.flush()
"""


class Judge:
    """Ask the official rules about documents, one after the other."""

    def __enter__(self) -> "Judge":
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(CORPUS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def ask(self, data: bytes) -> dict[str, Any]:
        """Return {"doctype", "xsd", "findings"}, or {"error"} where the engine gave up."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(base64.b64encode(data).decode() + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())
