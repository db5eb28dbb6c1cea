"""Golden files both ways: each own sample is written as its file says, and the file is read as the sample.

The files are broken into lines for people; `pytest tests/invoices/en16931 --update` writes them anew.
"""

from pathlib import Path

import pytest
from lxml import etree

from invoices.en16931.ubl.read import read
from invoices.en16931.ubl.write import write
from tests.factories import documents as factory

FOLDER = Path(__file__).parents[2] / "golden" / "ubl"


def _in_lines(data: bytes) -> bytes:
    tree = etree.fromstring(data)
    etree.indent(tree, space="  ")
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8") + b"\n"


@pytest.mark.parametrize("name", factory.ALL)
def test_writes_as_the_golden_file(name: str, updating: bool) -> None:
    path, written = FOLDER / f"{name}.xml", _in_lines(write(factory.ALL[name]()))
    if updating:
        path.write_bytes(written)
    assert path.read_bytes() == written


@pytest.mark.parametrize("name", factory.ALL)
def test_reads_the_golden_file(name: str) -> None:
    assert read((FOLDER / f"{name}.xml").read_bytes()) == factory.ALL[name]()


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.xml")} == set(factory.ALL)
