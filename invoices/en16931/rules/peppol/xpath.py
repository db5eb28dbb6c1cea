"""The little of XPath 2.0 that the Peppol rules speak, over lxml elements: paths, string values, casts, comparisons.

It keeps XPath's own manners where they decide a verdict: only the four XML blanks are blank, a path that gives two
nodes where one is wanted cannot be judged, decimals divide to eighteen places. Called by the rule modules alone.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_DOWN, Context, Decimal
from typing import Final

from lxml import etree

from invoices.en16931.rules.location import CAC_NS, CBC_NS, CREDIT_NOTE_NS, INVOICE_NS

Element = etree._Element

INVOICE: Final = f"{{{INVOICE_NS}}}Invoice"
CREDIT_NOTE: Final = f"{{{CREDIT_NOTE_NS}}}CreditNote"

BLANKS: Final = " \t\r\n"
EXACT: Final = Context(prec=200)
_DOUBLE_PRECISION: Final = Context(prec=17)
_DIVISION_PLACES: Final = 18

_RUN_OF_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?|[+-]?INF")
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DATE: Final = re.compile(r"(-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_MONTH_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Undecidable(Exception):  # noqa: N818 - an answer about a document, not a fault
    """The rule's question has no answer for this document: two values where one is wanted, or no number."""


class Namespace:
    """Give qualified tag names as attributes: `cbc.ID` is `{urn:…CommonBasicComponents-2}ID`."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def __getattr__(self, name: str) -> str:
        tag = f"{{{self._uri}}}{name}"
        setattr(self, name, tag)
        return tag


cac: Final = Namespace(CAC_NS)
cbc: Final = Namespace(CBC_NS)


def kids(node: Element, *tags: str) -> list[Element]:
    """Return the elements at the path of child steps below the node."""
    found = list(node.iterchildren(tags[0]))
    for tag in tags[1:]:
        found = [child for parent in found for child in parent.iterchildren(tag)]
    return found


def has(node: Element, *tags: str) -> bool:
    """Tell whether there is an element at the path below the node."""
    if len(tags) == 1:
        return next(node.iterchildren(tags[0]), None) is not None
    return bool(kids(node, *tags))


def text(node: Element) -> str:
    """Return the string value of an element: all the text in it, comments left out."""
    return str(node.xpath("string()")) if len(node) else node.text or ""


def texts(nodes: Iterable[Element]) -> Iterator[str]:
    """Yield the string values of the elements, as late as possible."""
    return (text(node) for node in nodes)


def one(nodes: list[Element]) -> str:
    """Return the string value of at most one element. Raises Undecidable for more."""
    return single([text(node) for node in nodes])


def single(values: list[str]) -> str:
    """Return the only value, or the empty string for none. Raises Undecidable for more."""
    if len(values) > 1:
        raise Undecidable("there is more than one value where one is allowed")
    return values[0] if values else ""


def own_text(*nodes: Element) -> str:
    """Return the only text node of the elements, XPath's `text()`. Raises Undecidable where a comment splits it."""
    pieces: list[str] = []
    for node in nodes:
        pieces += [piece for piece in (node.text, *(child.tail for child in node)) if piece]
    return single(pieces)


def squash(value: str) -> str:
    """Return the value as `normalize-space()` does: trimmed, inner runs of XML blanks made one space."""
    if value.isascii():
        return " ".join(value.split())
    return _RUN_OF_BLANKS.sub(" ", value).strip(" ")


def is_any(nodes: Iterable[Element], *values: str) -> bool:
    """Tell whether one of the elements holds exactly one of the values."""
    return any(text(node) in values for node in nodes)


def to_decimal(value: str) -> Decimal:
    """Return the text cast to xs:decimal. Raises Undecidable when it is none."""
    value = value.strip(BLANKS)
    if not _DECIMAL.fullmatch(value):
        raise Undecidable(f"“{value[:40]}” is not a decimal number")
    return Decimal(value)


def decimal(nodes: list[Element]) -> Decimal | None:
    """Return the number that the path gives, None when the path is empty. Raises Undecidable."""
    return to_decimal(one(nodes)) if nodes else None


def number(value: str) -> Decimal | None:
    """Return the text as XPath's `number()` sees it; None is its NaN."""
    value = value.strip(BLANKS)
    if not _DOUBLE.fullmatch(value):
        return None
    return _DOUBLE_PRECISION.create_decimal(value)


def to_double(value: str) -> Decimal:
    """Return the text for a comparison with a number. Raises Undecidable when it is none."""
    result = number(value)
    if result is None:
        raise Undecidable(f"“{value[:40]}” is not a number")
    return result


def is_integer(value: str) -> bool:
    """Tell whether the text is castable as xs:integer (blanks around and a sign are)."""
    return _INTEGER.fullmatch(value.strip(BLANKS)) is not None


def to_integer(value: str) -> int:
    """Return the text cast to xs:integer. Raises Undecidable."""
    if not is_integer(value):
        raise Undecidable(f"“{value[:40]}” is not a whole number")
    return int(value.strip(BLANKS))


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Return the xs:decimal division as the reference processor does: to eighteen decimals or more, half down."""
    if divisor == 1:
        return dividend
    places = max(_DIVISION_PLACES, _scale(dividend) - _scale(divisor) + _DIVISION_PLACES)
    exact = EXACT.divide(dividend, divisor)
    return exact.quantize(Decimal(1).scaleb(-places, EXACT), rounding=ROUND_HALF_DOWN, context=EXACT)


def _scale(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if exponent == 0 or not value:
        return 0
    reduced = value.normalize(EXACT).as_tuple().exponent
    return -reduced if isinstance(reduced, int) else 0


def date_minutes(value: str) -> int | None:
    """Return a number that orders xs:date values (in minutes; no zone means UTC), None when it is no date."""
    match = _DATE.fullmatch(value.strip(BLANKS))
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not 1 <= month <= 12 or day < 1 or (day > 28 and day > _days_in(month, year=year)):
        return None
    zone = _zone_minutes(match[4])
    return None if zone is None else _day_number(year, month=month, day=day) * 1440 - zone


def to_date(value: str) -> int:
    """Return the ordering number of an xs:date. Raises Undecidable when it is none."""
    minutes = date_minutes(value)
    if minutes is None:
        raise Undecidable(f"“{value[:40]}” is not a date")
    return minutes


def _days_in(month: int, *, year: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTH_DAYS[month - 1]


def _zone_minutes(zone: str | None) -> int | None:
    if zone is None or zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        return None
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)


def _day_number(year: int, *, month: int, day: int) -> int:
    # Years counted from March, so that the leap day is the last one.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day
