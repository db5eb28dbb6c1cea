"""What people type as numbers and dates, and what the portal makes of it."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.services.typed_values import NotReadable, is_ambiguous, read_date, read_number, write_number

TODAY = date(2026, 11, 21)
NUMBERS = [
    ("1 234,50", "1234.50"),
    ("1\u00a0234,50", "1234.50"),
    ("1\u202f234\u202f567,5", "1234567.5"),
    ("1.234,50", "1234.50"),
    ("1,234.50", "1234.50"),
    ("1.234.567", "1234567"),
    ("1,234,567", "1234567"),
    ("1'234.50", "1234.50"),
    ("1’234,50", "1234.50"),
    ("1234.5", "1234.5"),
    ("1234,5", "1234.5"),
    ("−3", "-3"),
    ("-3,5", "-3.5"),
    ("- 3", "-3"),
    ("+7", "7"),
    ("12,5 %", "12.5"),
    ("25%", "25"),
    ("100:-", "100"),
    ("100,-", "100"),
    ("kr 100", "100"),
    ("1 000 kr", "1000"),
    ("99,90 SEK", "99.90"),
    ("€5", "5"),
    (",5", "0.5"),
    (".5", "0.5"),
    ("5,", "5"),
    ("0", "0"),
    ("  42  ", "42"),
    ("0.12345678", "0.12345678"),
    ("000000000000000000001", "1"),
]
NO_NUMBERS = [
    "", " ", "-", ",", "abc", "1e5", "NaN", "Infinity", "1 23", "12 34", "1 2345", "1,23,4", "1.2.3", "1 234 56", "--3",
    "3-", "1/2", "٣", "1_000", "0x10", "1 234.567.890", "1234567890123456", "0.123456789", "5 st", "kr", "%",
]  # fmt: skip
DATES = [
    ("2026-11-21", date(2026, 11, 21)),
    ("2026-1-5", date(2026, 1, 5)),
    ("20261121", date(2026, 11, 21)),
    ("2026/11/21", date(2026, 11, 21)),
    ("21.11.2026", date(2026, 11, 21)),
    ("21/11/2026", date(2026, 11, 21)),
    ("21-11-2026", date(2026, 11, 21)),
    ("1.2.27", date(2027, 2, 1)),
    ("+30", date(2026, 12, 31)),
    ("+ 0", date(2026, 12, 1)),
    ("idag", TODAY),
    ("I dag", TODAY),
    ("today", TODAY),
    ("tänään", TODAY),
    ("Í dag", TODAY),
    ("i morgen", date(2026, 11, 22)),
    ("yesterday", date(2026, 11, 20)),
]
NO_DATES = [
    "", "21", "2026-13-01", "2026-02-30", "11/21/2026", "0226-11-21", "2026-11", "1999-12-31", "soon", "+", "+1000",
    "21.11-2026", "2026-1121", "²026-11-21",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "value"), NUMBERS)
def test_reads_numbers_as_typed(typed, value):
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_refuses_what_is_no_number(typed):
    with pytest.raises(NotReadable):
        read_number(typed)


@pytest.mark.parametrize(
    ("typed", "sign", "doubtful"),
    [
        ("1.234", ",", True),
        ("1,234", ",", False),
        ("1,234", ".", True),
        ("0.125", ",", False),
        ("1.23", ",", False),
        ("1234.500", ",", False),
        ("-12.345", ",", True),
    ],
)
def test_doubts_only_what_has_two_common_readings(typed, sign, doubtful):
    assert is_ambiguous(typed, decimal_sign=sign) is doubtful


@pytest.mark.parametrize(("typed", "day"), DATES)
def test_reads_dates_as_typed(typed, day):
    assert read_date(typed, today=TODAY, start=date(2026, 12, 1)) == day


@pytest.mark.parametrize("typed", NO_DATES)
def test_refuses_what_is_no_date(typed):
    with pytest.raises(NotReadable):
        read_date(typed, today=TODAY)


@pytest.mark.parametrize("value", ["0", "1.50", "-3", "1234567.125", "1E+3", "100", "0.10"])
def test_written_numbers_read_back_alike(value):
    for sign in ",.":
        assert read_number(write_number(Decimal(value), decimal_sign=sign)) == Decimal(value)
    assert write_number(Decimal("1.50")) == "1,5"
    assert write_number(Decimal("1E+3")) == "1000"
