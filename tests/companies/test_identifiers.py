"""Numbers of companies: right ones are cleaned, wrong ones answered with what would be right."""

import pytest
from django.utils import translation

from companies import identifiers
from companies.identifiers import InvalidNumberError


@pytest.mark.parametrize(
    ("country", "typed", "clean"),
    [
        ("SE", "556036-0793", "5560360793"),
        ("SE", "16 556036 0793", "5560360793"),
        ("SE", "SE 5560360793", "5560360793"),
        ("NO", "923 609 016", "923609016"),
        ("NO", "923609016MVA", "923609016"),
        ("DK", "DK 61 05 64 16", "61056416"),
        ("FI", "2077474-0", "20774740"),
        ("IS", "450401-3150", "4504013150"),
        ("DE", "HRB 12345", "HRB12345"),
    ],
)
def test_a_right_number_is_cleaned(country: str, typed: str, clean: str) -> None:
    assert identifiers.read_legal_id(country, typed) == clean


@pytest.mark.parametrize(
    ("country", "typed"), [("SE", "123"), ("NO", "12345678"), ("FI", "x"), ("IS", ""), ("DE", "1")]
)
def test_a_wrong_number_is_refused_with_its_shape(country: str, typed: str) -> None:
    with translation.override("en"), pytest.raises(InvalidNumberError):
        identifiers.read_legal_id(country, typed)


def test_a_wrong_check_digit_names_the_right_one() -> None:
    with translation.override("en"), pytest.raises(InvalidNumberError, match="Did you mean 556036-0793"):
        identifiers.read_legal_id("SE", "556036-0791")


@pytest.mark.parametrize(
    ("country", "typed", "clean"),
    [
        ("SE", "SE556036079301", "SE556036079301"),
        ("SE", "556036-079301", "SE556036079301"),
        ("NO", "NO 923 609 016 MVA", "NO923609016MVA"),
        ("DK", "61056416", "DK61056416"),
        ("FI", "FI20774740", "FI20774740"),
        ("DE", "DE 136,695 976", "DE136695976"),
    ],
)
def test_a_right_vat_number_gets_its_country(country: str, typed: str, clean: str) -> None:
    assert identifiers.read_vat_id(country, typed) == clean


@pytest.mark.parametrize(("country", "typed"), [("SE", "SE123"), ("NO", "NO923609017MVA"), ("DE", "136695975")])
def test_a_wrong_vat_number_is_refused(country: str, typed: str) -> None:
    with translation.override("en"), pytest.raises(InvalidNumberError, match="is not a VAT number"):
        identifiers.read_vat_id(country, typed)


def test_electronic_addresses_are_checked_by_scheme() -> None:
    assert identifiers.read_electronic_address("0216", "003720774740") == "003720774740"
    assert identifiers.read_electronic_address("0088", "7300010000001") == "7300010000001"
    for scheme, typed in (("0216", "20774740"), ("0088", "7300010000002"), ("0007", "5560360791"), ("9930", " ")):
        with translation.override("en"), pytest.raises(InvalidNumberError):
            identifiers.read_electronic_address(scheme, typed)


def test_the_electronic_address_follows_from_the_organisation_number() -> None:
    assert identifiers.propose_electronic_address("FI", "20774740") == ("0216", "003720774740")
    assert identifiers.propose_electronic_address("DE", "HRB1") == ("", "")
