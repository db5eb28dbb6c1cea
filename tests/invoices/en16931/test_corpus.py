"""Documents of others: each UBL file of the conformance corpus is read and written again without a finding lost or won.

The judge is the corpus' own oracle (official schema and rules), one for the process.
"""

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from invoices.en16931.ubl.parse import Unreadable, parse
from invoices.en16931.ubl.read import read
from invoices.en16931.ubl.write import write
from tests.factories import documents as factory

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "conformance"
ORACLE = CORPUS / "oracle.py"

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(not ORACLE.exists(), reason="the conformance corpus is not beside the project"),
]


def _is_billing(path: Path) -> bool:
    try:
        parse(path.read_bytes())
    except Unreadable:
        return False
    return True


def _files() -> list[Path]:
    folder = CORPUS / "documents"
    return [path for path in sorted(folder.rglob("*")) if path.suffix.lower() == ".xml" and _is_billing(path)]


@pytest.fixture(scope="module")
def oracle() -> Iterator[Any]:
    spec = importlib.util.spec_from_file_location("conformance_oracle", ORACLE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(CORPUS))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(CORPUS))
    yield module.Oracle()


def _verdict(judged: dict[str, Any]) -> tuple[bool, Counter[tuple[str, str]]]:
    return bool(judged["xsd"]), Counter((finding["rule"], finding["flag"]) for finding in judged["findings"])


def test_the_corpus_is_there() -> None:
    assert len(_files()) >= 100


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_reads_and_writes_again_with_the_same_findings(path: Path, oracle: Any) -> None:
    data = path.read_bytes()
    document = read(data)
    written = write(document)
    assert read(written) == document
    assert _verdict(oracle.judge(written)) == _verdict(oracle.judge(data))


@pytest.mark.parametrize("name", factory.ALL)
def test_own_samples_have_no_finding_at_all(name: str, oracle: Any) -> None:
    judged = oracle.judge(write(factory.ALL[name]()))
    assert (judged["xsd"], judged["findings"]) == ([], [])
