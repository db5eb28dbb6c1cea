"""What the payment code says, and when there is none."""

import json
from dataclasses import replace
from decimal import Decimal

from invoices.en16931.document import CreditTransfer, Document, PaymentMeans
from invoices.rendering.payment import bankgiro, plusgiro, slip_line
from invoices.rendering.payment_code import creditor_reference, payment_code, payment_code_text
from tests.invoices.rendering.documents import credit_note, invoice


def in_euro(reference: str) -> Document:
    transfer = CreditTransfer(account_id="FI21 1234 5600 0007 85", service_provider_id="NDEAFIHH")
    means = PaymentMeans(code="58", remittance_information=reference, credit_transfer=transfer)
    return replace(invoice(), currency="EUR", payment_means=(means,))


def test_kronor_to_a_bankgiro_are_a_using_qr() -> None:
    said = json.loads(payment_code_text(invoice()), parse_float=Decimal)
    assert (said["uqr"], said["tp"], said["pt"], said["acc"]) == (1, 1, "BG", "51648822")
    assert (said["iref"], said["ddt"], said["due"]) == ("104282026111", "20261220", Decimal("13125.00"))
    assert payment_code(invoice()).startswith(b"\x89PNG")


def test_euro_to_an_iban_are_an_epc_code_with_the_reference_in_its_international_form() -> None:
    rows = payment_code_text(in_euro("1234561")).split("\n")
    assert rows[:4] == ["BCD", "002", "1", "SCT"]
    assert rows[4:8] == ["NDEAFIHH", "Nordljus AB", "FI2112345600000785", "EUR13125"]
    assert rows[9] == creditor_reference("1234561")


def test_a_creditor_reference_leaves_one_when_divided_by_97() -> None:
    reference = creditor_reference("1234561")
    assert int(reference[4:] + "2715" + reference[2:4]) % 97 == 1
    assert creditor_reference("RF18539007547034") == "RF18539007547034"
    assert creditor_reference("two words") == ""


def test_there_is_no_code_for_a_credit_note_or_for_nothing_to_pay() -> None:
    document = invoice()
    assert document.totals
    paid = replace(document, totals=replace(document.totals, amount_due=Decimal(0)))
    assert [payment_code(each) for each in (credit_note(), paid, replace(document, currency="DKK"))] == [b"", b"", b""]


def test_numbers_are_written_as_banks_do() -> None:
    assert (bankgiro("51648822"), bankgiro("7342118")) == ("5164-8822", "734-2118")
    assert plusgiro("1234567") == "12\xa034\xa056-7"
    assert slip_line("71#000000001234567", creditor="87654321") == "+71<000000001234567+87654321<"
