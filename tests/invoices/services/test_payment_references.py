"""Payment references against the vectors that banks and norms publish."""

import pytest
from stdnum import iso11649, luhn
from stdnum.no import kontonr

from companies.models.company import ReferenceKind as Kind
from invoices.services.payment_references import digits_of, fik71, finnish, kid, luhn_digit, ocr, reference_for, rf


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (ocr("1234"), "12344"),
        (ocr("1234", with_length=True), "123463"),
        (ocr("1234", length=10), "0000012344"),
        (kid("12345678"), "123456782"),
        (kid("12345678", modulus=11), "123456785"),
        (finnish("123456"), "1234561"),
        (finnish("1"), "0013"),
        (rf("539007547034"), "RF18539007547034"),
        (fik71("1234"), "71#000000000012344"),
        (luhn_digit("1"), "8"),
        (luhn_digit("2"), "6"),
        (digits_of("K-1042"), "201042"),
        (digits_of("10042"), "10042"),
    ],
)
def test_official_vectors(made, expected):
    assert made == expected


def test_every_number_gives_a_reference_that_others_accept():
    for n in [*range(1, 2000), 10**9, 10**13]:
        number = str(n)
        assert luhn.is_valid(ocr(number, with_length=True))
        assert int(ocr(number, with_length=True)[-2]) == len(ocr(number, with_length=True)) % 10
        assert luhn.is_valid(kid(number)) and luhn.is_valid(fik71(number)[3:])
        assert len(fik71(number)) == 18
        assert iso11649.is_valid(rf(finnish(number)))


def test_modulus_11_agrees_with_norwegian_account_numbers():
    assert kontonr.is_valid("86011117947")
    assert kid("8601111794", modulus=11) == "86011117947"
    assert "-" in {kid(str(n), modulus=11)[-1] for n in range(100)}


@pytest.mark.parametrize(
    ("kind", "number", "length", "expected"),
    [
        (Kind.OCR_LENGTH, "10428", None, "1042878"),
        (Kind.OCR, "10428", None, "104281"),
        (Kind.OCR, "10428", 8, "00104281"),
        (Kind.OCR, "123456789", 5, "123456789"),
        (Kind.KID10, "K10428", None, "20104287"),
        (Kind.KID11, "12345678", 12, "000123456785"),
        (Kind.FIK71, "123456789012345", None, "123456789012345"),
        (Kind.FINNISH, "10428", None, "104281"),
        (Kind.RF, "123456", None, "RF341234561"),
        (Kind.NUMBER, "K10428", None, "K10428"),
        (Kind.AUTOMATIC, "10428", None, "10428"),
        (Kind.OCR, "9" * 30, None, "9" * 30),
        (Kind.OCR, "—", None, "—"),
    ],
)
def test_reference_of_an_invoice_number(kind, number, length, expected):
    assert reference_for(number, kind=kind, length=length) == expected
