"""Code lists: rates by date, currencies' decimals, and agreement of the lists with one another."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.en16931.codes import countries, currencies, exemptions, payment, rates, references, schemes, units, vat
from invoices.en16931.money import round_amount, round_to_step, to_text


@pytest.mark.parametrize(
    ("country", "day", "percents"),
    [
        ("SE", date(2026, 3, 31), "25 12 6"),
        ("FI", date(2024, 8, 31), "24 14 10"),
        ("FI", date(2025, 12, 31), "25.5 14 10"),
        ("FI", date(2026, 1, 1), "25.5 13.5 10"),
        ("NO", date(2026, 11, 2), "25 15 12"),
        ("DK", date(2026, 11, 2), "25"),
        ("IS", date(2026, 11, 2), "24 11"),
        ("DE", date(2026, 11, 2), ""),
    ],
)
def test_rates_hold_on_their_day(country: str, day: date, percents: str) -> None:
    assert rates.list_percents(country, on=day) == [Decimal(percent) for percent in percents.split()]


@pytest.mark.parametrize(
    ("day", "percent"),
    [(date(2026, 3, 31), 12), (date(2026, 4, 1), 6), (date(2027, 12, 31), 6), (date(2028, 1, 1), 12)],
)
def test_swedish_food_changes_twice(day: date, percent: int) -> None:
    (food,) = [rate for rate in rates.list_rates("SE", on=day) if rate.kind is rates.RateKind.FOOD]
    assert food.percent == percent


@pytest.mark.parametrize("country", ["SE", "NO", "DK", "FI", "IS"])
def test_no_day_has_two_rates_of_one_kind(country: str) -> None:
    for day in (date(2020, 1, 1), date(2024, 8, 31), date(2026, 1, 1), date(2026, 4, 1), date(2028, 1, 1)):
        kinds = [rate.kind for rate in rates.list_rates(country, on=day)]
        assert len(kinds) == len(set(kinds)) and rates.RateKind.STANDARD in kinds


@pytest.mark.parametrize(
    ("value", "currency", "rounded"),
    [
        ("1.005", "SEK", "1.01"),
        ("-1.005", "SEK", "-1.01"),
        ("2.5", "ISK", "3"),
        ("-2.5", "JPY", "-3"),
        ("1.2345", "KWD", "1.23"),
        ("7", None, "7.00"),
        ("12345678901234567890123456789.995", "EUR", "12345678901234567890123456790.00"),
    ],
)
def test_amounts_round_half_up_to_the_currency(value: str, currency: str | None, rounded: str) -> None:
    assert to_text(round_amount(Decimal(value), currency=currency)) == rounded


def test_steps_round_half_up_and_refuse_nothing_or_less() -> None:
    assert round_to_step(Decimal("0.25"), step=Decimal("0.5")) == Decimal("0.5")
    with pytest.raises(ValueError, match="above zero"):
        round_to_step(Decimal(1), step=Decimal(0))


def test_decimals_are_written_without_an_exponent() -> None:
    assert [to_text(Decimal(text)) for text in ("1E+3", "1E-7", "0.10")] == ["1000", "0.0000001", "0.10"]


def test_lists_agree() -> None:
    assert {"SEK", "NOK", "DKK", "EUR", "ISK"} <= currencies.CURRENCIES
    assert countries.COUNTRIES >= countries.NORDIC
    assert set(units.COMMON_UNITS) <= units.UNITS
    assert schemes.ELECTRONIC_ADDRESS_SCHEMES.keys() >= set(schemes.ADDRESS_SCHEMES.values()) | {schemes.GLN}
    assert set(schemes.LEGAL_ID_SCHEMES.values()) <= schemes.IDENTIFIER_SCHEMES
    assert set(vat.EXEMPTION_CODES.values()) <= exemptions.EXEMPTION_REASONS.keys()
    assert vat.EXEMPTION_CODES.keys() <= vat.NEEDS_REASON <= vat.VAT_CATEGORIES.keys()
    assert payment.PAYMENT_MEANS.keys() >= payment.CREDIT_TRANSFERS | payment.CARDS | payment.DIRECT_DEBITS
    assert references.VAT_POINT_DATES.keys() == {"3", "35", "432"}
    for code in ("0037", "0177", "0193", "0202", "0205", "0212", "0213", "0215", "0217"):
        assert code not in schemes.ELECTRONIC_ADDRESS_SCHEMES
