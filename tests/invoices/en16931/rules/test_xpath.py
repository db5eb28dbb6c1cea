"""The manners of XPath that decide verdicts: blanks, numbers, division, dates, single values, contexts."""

from decimal import Decimal

import pytest
from lxml import etree

from invoices.en16931.rules.peppol import xpath
from invoices.en16931.rules.peppol.facts import BILLING, Facts
from invoices.en16931.rules.peppol.registry import Pattern, Rulebook
from invoices.en16931.rules.peppol.xpath import Undecidable, cac, cbc


@pytest.mark.parametrize(
    ("dividend", "divisor", "expected"),
    [
        ("2", "3", "0.666666666666666667"),
        ("1", "3", "0.333333333333333333"),
        ("1", "524288", "0.000001907348632812"),
        ("-3", "524288", "-0.000005722045898437"),
        ("250.00", "1", "250.00"),
        ("5", "0.0000000000000000000000003", "16666666666666666666666666.666666666666666667"),
    ],
)
def test_decimals_divide_as_the_reference_processor_does(dividend: str, divisor: str, expected: str) -> None:
    assert xpath.quotient(Decimal(dividend), Decimal(divisor)) == Decimal(expected)


@pytest.mark.parametrize("value", ["1", " 1.5\n", "-.5", "5.", "1e5", "+1E-3", "INF", "-INF"])
def test_numbers_in_xpath(value: str) -> None:
    assert xpath.number(value) is not None


@pytest.mark.parametrize("value", ["", " ", "1_0", "0x10", "1 0", "Infinity", "nan", "١", "1,5", ".", "1e", "\u00a01"])
def test_what_is_no_number_in_xpath(value: str) -> None:
    assert xpath.number(value) is None
    with pytest.raises(Undecidable):
        xpath.to_double(value)


@pytest.mark.parametrize("value", ["1e5", "", "INF", "1.2.3", "1\u00a0"])
def test_what_is_no_decimal_in_xpath(value: str) -> None:
    with pytest.raises(Undecidable):
        xpath.to_decimal(value)


@pytest.mark.parametrize(
    "value", ["2024-02-29", "0000-01-01", " 2024-01-01 ", "2024-01-01Z", "2024-01-01+14:00", "12024-01-01"]
)
def test_dates_in_xpath(value: str) -> None:
    assert xpath.date_minutes(value) is not None


@pytest.mark.parametrize(
    "value", ["2023-02-29", "2024-13-01", "2024-1-1", "24-01-01", "2024-01-01+14:01", "01234-01-01", "2024-01-32", ""]
)
def test_what_is_no_date_in_xpath(value: str) -> None:
    assert xpath.date_minutes(value) is None


def test_dates_are_ordered_over_months_leap_years_and_zones() -> None:
    days = [
        "1999-12-31",
        "2000-02-28",
        "2000-02-29",
        "2000-03-01",
        "2024-01-01+01:00",
        "2024-01-01",
        "2024-01-01-01:00",
    ]
    moments = [xpath.to_date(day) for day in days]
    assert moments == sorted(set(moments))
    assert xpath.to_date("2024-03-01") - xpath.to_date("2024-02-28") == 2 * 24 * 60


def test_only_the_blanks_of_xml_are_blank() -> None:
    assert xpath.squash(" a \t\r\n b ") == "a b"
    assert xpath.squash("\u00a0å  ä\u2003") == "\u00a0å ä\u2003"


def test_a_text_that_a_comment_splits_cannot_be_taken_as_one() -> None:
    node = etree.fromstring("<a>x<!-- c -->y</a>")
    assert xpath.text(node) == "xy"
    with pytest.raises(Undecidable):
        xpath.own_text(node)


BUYER_REFERENCE = etree.fromstring(
    '<Invoice xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:Note>7</cbc:Note></Invoice>'
)


def test_only_the_first_context_that_fits_is_applied_in_a_pattern() -> None:
    first, second = Pattern("one"), Pattern("two")
    first.context(cac.Party).forbid("A-1", "Never.")
    first.context(cbc.Note, when=lambda node, facts: bool(1 // 0)).forbid("A-2", "Cannot be judged, so does not fit.")
    first.context(cbc.Note, when=lambda node, facts: node.text == "7").forbid("A-3", "Fits first.")
    first.context(cbc.Note).forbid("A-4", "Too late.")
    second.context(cbc.Note).forbid("A-5", "Another pattern.")
    asleep = Pattern("three", applies=lambda facts: False)
    asleep.context(cbc.Note).forbid("A-6", "Asleep.")
    book = Rulebook(first, second, asleep)
    found = book.judge(BUYER_REFERENCE, facts=Facts(BUYER_REFERENCE, ruleset=BILLING))
    assert [finding.rule for finding in found] == ["A-3", "A-5"]


def test_a_rule_that_cannot_be_judged_is_fatal_even_if_it_only_warns() -> None:
    pattern = Pattern("one")
    pattern.context(cbc.Note).rule("A-1", "Divides.", flag="warning")(lambda node, facts: bool(1 // 0))
    found = list(Rulebook(pattern).judge(BUYER_REFERENCE, facts=Facts(BUYER_REFERENCE, ruleset=BILLING)))
    assert [(finding.rule, finding.flag) for finding in found] == [("PEPPOL-ENGINE", "fatal")]
    assert "A-1" in found[0].text
