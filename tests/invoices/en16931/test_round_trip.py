"""Writing and reading are mirror images over the whole model, and what is written stands in the schema's order."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from invoices.en16931.document import Document, DocumentKind
from invoices.en16931.ubl.parse import parse
from invoices.en16931.ubl.read import read
from invoices.en16931.ubl.remainder import is_out_of_order
from invoices.en16931.ubl.write import write
from tests.factories import documents as factory
from tests.invoices.en16931 import strategies


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents)
def test_what_is_written_reads_back_the_same_and_stands_in_the_order_of_the_schema(document: Document) -> None:
    root = parse(write(document))
    assert read(root) == document
    assert not [element.tag for element in root.iter() if is_out_of_order(element)]


@pytest.mark.parametrize("name", factory.ALL)
def test_own_samples_read_back_the_same(name: str) -> None:
    document = factory.ALL[name]()
    assert read(write(document)) == document


@pytest.mark.parametrize("kind", DocumentKind)
def test_empty_document_reads_back_as_itself(kind: DocumentKind) -> None:
    document = Document(type_code="381" if kind is DocumentKind.CREDIT_NOTE else "380")
    assert read(write(document)) == document


def test_characters_that_xml_cannot_carry_are_left_out() -> None:
    document = Document(invoice_number="A\x00\x0b1\ufffe\ud800")
    assert read(write(document)).invoice_number == "A1"


def test_credit_note_without_means_carries_its_due_date_in_an_undefined_one() -> None:
    document = replace(factory.swedish_credit_note(), payment_means=())
    read_back = read(write(document))
    assert (read_back.due_date, [given.code for given in read_back.payment_means]) == (document.due_date, ["1"])
