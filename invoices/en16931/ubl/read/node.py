"""Taking a UBL element apart: each child is taken once, and whatever is not taken or not canonical is noticed.

`Oddity` is how the readers say that the model alone would not write the same again; ../remainder.py then finds out
what. Used by the other readers of this package only.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from lxml import etree

from invoices.en16931.party import Identifier
from invoices.en16931.ubl.names import XSI, cac, cbc
from invoices.en16931.ubl.order import INNER_RANKS

_CANONICAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_LONGEST_NUMBER: Final = 60

SCHEME_ID: Final = "schemeID"
CURRENCY_ID: Final = "currencyID"
UNIT_CODE: Final = "unitCode"

_TAX_SCHEME: Final = cac("TaxScheme")
_ID: Final = cbc("ID")


class Oddity:
    """Remember whether anything was met that the model cannot say; `currency` is what every amount should state."""

    __slots__ = ("currency", "met")

    def __init__(self) -> None:
        self.met = False
        self.currency: str | None = None


class Node:
    """Hold an aggregate's children by name until they are taken."""

    __slots__ = ("_children", "element", "odd")

    def __init__(self, element: etree._Element, odd: Oddity, ranks: dict[str, int] = INNER_RANKS) -> None:
        self.element = element
        self.odd = odd
        children: dict[str, etree._Element | list[etree._Element]] = {}
        last = 0
        for child in element:
            tag = child.tag
            rank = ranks.get(tag, last)
            if rank < last:
                odd.met = True
            last = rank
            if tag not in children:
                children[tag] = child
            else:
                present = children[tag]
                if isinstance(present, list):
                    present.append(child)
                else:
                    children[tag] = [present, child]
        self._children = children

    def close(self, *, is_root: bool = False) -> None:
        """Notice what nobody took; the root alone may point to a schema."""
        if self._children:
            self.odd.met = True
        for name in self.element.keys():  # noqa: SIM118 - iterating an element gives its children
            if not is_root or not str(name).startswith(XSI):
                self.odd.met = True

    def element_of(self, tag: str) -> etree._Element | None:
        """Take the first child of a name, noticing further ones."""
        found = self._children.pop(tag, None)
        if isinstance(found, list):
            self.odd.met = True
            return found[0]
        return found

    def nodes(self, tag: str) -> list["Node"]:
        """Take all children of a name."""
        return [Node(child, self.odd) for child in self.elements(tag)]

    def elements(self, tag: str) -> list[etree._Element]:
        """Take all children of a name as they are."""
        found = self._children.pop(tag, None)
        if found is None:
            return []
        return found if isinstance(found, list) else [found]

    def node(self, tag: str) -> "Node | None":
        """Take an aggregate that stands for a group of the model, be it empty."""
        found = self.element_of(tag)
        return None if found is None else Node(found, self.odd)

    def wrapper(self, tag: str) -> "Node | None":
        """Take an aggregate that the model writes only around content."""
        found = self.element_of(tag)
        if found is None:
            return None
        if len(found) == 0:
            self.odd.met = True
        return Node(found, self.odd)

    def text(self, tag: str) -> str | None:
        """Take a text without attributes."""
        found = self.element_of(tag)
        if found is None:
            return None
        if found.keys() or len(found):
            self.odd.met = True
        return found.text or ""

    def text_of(self, element: etree._Element) -> str:
        """Read the text of a taken element that should have no attributes."""
        if element.keys() or len(element):
            self.odd.met = True
        return element.text or ""

    def nested_text(self, tag: str, inner: str) -> str | None:
        """Take a text inside an aggregate that holds nothing else."""
        found = self.element_of(tag)
        if found is None:
            return None
        child = self.only_child(found, inner)
        return None if child is None else self.text_of(child)

    def nested_identifier(self, tag: str, inner: str) -> Identifier | None:
        """Take an identifier inside an aggregate that holds nothing else."""
        found = self.element_of(tag)
        if found is None:
            return None
        child = self.only_child(found, inner)
        return None if child is None else self.as_identifier(child)

    def only_child(self, outer: etree._Element, inner: str) -> etree._Element | None:
        """Return the only child of a taken aggregate, noticing any other."""
        children = list(outer)
        if len(children) == 1 and children[0].tag == inner and not outer.keys():
            return children[0]
        self.odd.met = True
        return outer.find(inner)

    def day(self, tag: str) -> date | None:
        """Take a date, with or without a time zone that is then left to the remainder."""
        value = self.text(tag)
        if value is None:
            return None
        found = _DATE.fullmatch(value.strip())
        if found is None:
            self.odd.met = True
            return None
        if len(value) != 10:
            self.odd.met = True
        return self._date(found[1])

    def number(self, tag: str) -> Decimal | None:
        """Take a decimal without a unit."""
        value = self.text(tag)
        return None if value is None else self.decimal(value)

    def amount(self, tag: str, *, currency: str | None = None) -> Decimal | None:
        """Take an amount, noticing a currency other than the one expected."""
        found = self.element_of(tag)
        if found is None:
            return None
        if len(found) or self.attribute(found, CURRENCY_ID) != (currency or self.odd.currency):
            self.odd.met = True
        return self.decimal(found.text or "")

    def quantity(self, tag: str) -> tuple[Decimal | None, str | None]:
        """Take a quantity with its unit; a unit without a number is a unit."""
        found = self.element_of(tag)
        if found is None:
            return None, None
        if len(found):
            self.odd.met = True
        unit = self.attribute(found, UNIT_CODE)
        value = found.text or ""
        return (None if unit is not None and not value else self.decimal(value)), unit

    def identifier(self, tag: str) -> Identifier | None:
        """Take an identifier with its scheme."""
        found = self.element_of(tag)
        return None if found is None else self.as_identifier(found)

    def as_identifier(self, element: etree._Element) -> Identifier:
        """Read an identifier with its scheme from a taken element."""
        if len(element):
            self.odd.met = True
        return Identifier(element.text or "", scheme=self.attribute(element, SCHEME_ID))

    def attribute(self, element: etree._Element, name: str) -> str | None:
        """Return an attribute, noticing any other."""
        value = element.get(name)
        if len(element.keys()) > (value is not None):
            self.odd.met = True
        return value

    def attributes(self, element: etree._Element, *names: str) -> list[str | None]:
        """Return the named attributes, noticing any other."""
        given = element.attrib
        values = [given.get(name) for name in names]
        if len(given) != len(values) - values.count(None):
            self.odd.met = True
        return values

    def decimal(self, value: str) -> Decimal | None:
        """Read a decimal, noticing one that would be written in another way."""
        if len(value) <= _LONGEST_NUMBER:
            if _CANONICAL.fullmatch(value):
                return Decimal(value)
            if _NUMBER.fullmatch(value.strip()):
                self.odd.met = True
                return Decimal(value.strip())
        self.odd.met = True
        return None

    def expect(self, tag: str, value: str) -> None:
        """Take a text that the model always writes in one way, noticing another."""
        if self.text(tag) != value:
            self.odd.met = True

    def expect_vat_scheme(self) -> None:
        """Take the tax scheme, which is VAT wherever the norm speaks of it."""
        if self.nested_text(_TAX_SCHEME, _ID) != "VAT":
            self.odd.met = True

    def _date(self, value: str) -> date | None:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.odd.met = True
            return None
