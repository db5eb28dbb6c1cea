"""What a file says beyond the model survives: odd numbers, repeats, foreign elements, wrong order."""

from dataclasses import replace

import pytest
from lxml import etree

from invoices.en16931.document import Document
from invoices.en16931.ubl.parse import Reason, Unreadable, parse
from invoices.en16931.ubl.read import read
from invoices.en16931.ubl.write import write
from tests.factories import documents as factory
from tests.factories.complete import complete

CHANGES = {
    "number with a plus": (">299.97</cbc:LineExtensionAmount>", ">+299.97</cbc:LineExtensionAmount>"),
    "number that is none": (">3</cbc:InvoicedQuantity>", ">three</cbc:InvoicedQuantity>"),
    "number with an exponent": (">3</cbc:InvoicedQuantity>", ">3E0</cbc:InvoicedQuantity>"),
    "number without end": (">3</cbc:InvoicedQuantity>", f">{'9' * 5000}</cbc:InvoicedQuantity>"),
    "empty number": (">299.97</cbc:LineExtensionAmount>", "></cbc:LineExtensionAmount>"),
    "date with a zone": ("2026-11-02</cbc:IssueDate>", "2026-11-02Z</cbc:IssueDate>"),
    "date that is none": ("2026-11-02</cbc:IssueDate>", "2026-02-30</cbc:IssueDate>"),
    "other currency": ('LineExtensionAmount currencyID="SEK"', 'LineExtensionAmount currencyID="NOK"'),
    "no currency": ('PayableAmount currencyID="SEK"', "PayableAmount"),
    "other tax scheme": ("<cbc:ID>VAT</cbc:ID>", "<cbc:ID>vat</cbc:ID>"),
    "attribute": ("<cbc:BuyerReference>", '<cbc:BuyerReference languageID="sv">'),
    "attribute of a group": ("<cac:Contact>", '<cac:Contact a="1">'),
    "element outside the norm": (
        "<cbc:IssueDate>",
        "<cbc:CopyIndicator>false</cbc:CopyIndicator><cbc:UUID>1</cbc:UUID><cbc:IssueDate>",
    ),
    "group outside the norm": (
        "<cac:PaymentMeans>",
        "<cac:DeliveryTerms><cbc:ID>1</cbc:ID></cac:DeliveryTerms><cac:PaymentMeans>",
    ),
    "foreign namespace": (
        "<cbc:CustomizationID>",
        '<x:a xmlns:x="urn:x" x:b="1"><x:c>&amp;</x:c></x:a><cbc:CustomizationID>',
    ),
    "repeated value": (
        "<cbc:CustomizationID>",
        "<cbc:CustomizationID>other</cbc:CustomizationID><cbc:CustomizationID>",
    ),
    "repeated terms": (
        "<cac:PaymentTerms>",
        "<cac:PaymentTerms><cbc:Note>10 days</cbc:Note></cac:PaymentTerms><cac:PaymentTerms>",
    ),
    "repeated total": ("<cac:LegalMonetaryTotal>", "<cac:TaxTotal/><cac:TaxTotal/><cac:LegalMonetaryTotal>"),
    "empty group": ("<cac:PaymentTerms>", "<cac:Delivery><cac:DeliveryLocation/></cac:Delivery><cac:PaymentTerms>"),
    "element in a value": ("<cbc:Name>Skruv, ask", "<cbc:Name><cbc:ID>1</cbc:ID>Skruv, ask"),
    "third tax registration": (
        "<cac:PartyLegalEntity>",
        "<cac:PartyTaxScheme><cbc:CompanyID>1</cbc:CompanyID><cac:TaxScheme/></cac:PartyTaxScheme><cac:PartyLegalEntity>",
    ),
    "wrong order": ("<cbc:BuyerReference>ref-4711</cbc:BuyerReference>", ""),
    "indicator as a number": (
        "<cac:TaxTotal>",
        "<cac:AllowanceCharge><cbc:ChargeIndicator>1</cbc:ChargeIndicator></cac:AllowanceCharge><cac:TaxTotal>",
    ),
    "no document currency": ("<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>", ""),
    "preceding credit note": (
        "<cac:AccountingSupplierParty>",
        "<cac:BillingReference><cac:CreditNoteDocumentReference><cbc:ID>1</cbc:ID></cac:CreditNoteDocumentReference>"
        "</cac:BillingReference><cac:AccountingSupplierParty>",
    ),
}


def _changed(name: str) -> bytes:
    old, new = CHANGES[name]
    text = write(factory.swedish_rounded_invoice()).decode()
    assert old in text
    text = text.replace(old, new)
    if name == "wrong order":
        text = text.replace("<cac:PaymentMeans>", f"{old}<cac:PaymentMeans>")
    return text.encode()


def _said(data: bytes) -> str:
    return etree.canonicalize(data.decode().partition("?>")[2])


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_is_lost(name: str) -> None:
    data = _changed(name)
    document = read(data)
    assert document.remainder
    assert _said(write(document)) == _said(data)
    assert read(write(document)) == document


def test_other_prefixes_in_the_source_are_no_difference() -> None:
    data = _changed("element outside the norm")
    other = data.replace(b"cbc:", b"n0:").replace(b":cbc", b":n0").replace(b"cac:", b"x:").replace(b":cac", b":x")
    assert read(other) == read(data)


@pytest.mark.parametrize("name", factory.ALL)
def test_own_documents_have_no_remainder(name: str) -> None:
    assert read(write(factory.ALL[name]())).remainder == ()


def test_a_value_beside_the_remainder_can_be_changed() -> None:
    document = replace(read(_changed("element outside the norm")), invoice_number="77")
    root = parse(write(document))
    assert [etree.QName(child).localname for child in root][2:6] == ["ID", "CopyIndicator", "UUID", "IssueDate"]
    assert root[2].text == "77"


@pytest.mark.parametrize("data", [b"CreditNote", b"Invoice"])
def test_a_bare_root_with_any_type_code_keeps_its_kind(data: bytes) -> None:
    for code in ("380", "381"):
        kind = data.decode()
        text = write(Document(type_code={"Invoice": "380", "CreditNote": "381"}[kind])).decode()
        changed = text.replace(">380<", f">{code}<").replace(">381<", f">{code}<").encode()
        assert write(read(changed)) == changed


def test_an_element_of_another_kind_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(etree.fromstring("<Order/>"))
    assert refusal.value.reason is Reason.ROOT


def test_comments_and_a_schema_location_are_no_remainder() -> None:
    text = write(complete()).decode()
    text = text.replace("<cbc:CustomizationID>", "<!-- c --><cbc:CustomizationID>", 1)
    start = '<Invoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" '
    assert read(text.replace("<Invoice ", start).encode()) == complete()


def test_a_file_of_many_odd_lines_is_read_in_reasonable_steps() -> None:
    """Guard against a search per change through all lines: that would be a step for each pair of lines."""
    text = write(factory.long_invoice(500)).decode()
    data = text.replace('cbc:InvoicedQuantity unitCode="H87"', 'cbc:InvoicedQuantity unitCode="H87" a="1"').encode()
    document = read(data)
    assert len(document.remainder) == 500
    assert _said(write(document)) == _said(data)
