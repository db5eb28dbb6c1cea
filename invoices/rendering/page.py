"""The measures of a printed document: column widths, groups of references and payment fields, the height of the box.

Widths are whole millimetres reckoned from the number of characters, which is near enough for a typeface whose figures
are equally wide; what does not fit breaks inside its cell. Called by pdf.py; read by templates/invoices/pdf/page.html.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from invoices.rendering.labels import Labels
from invoices.rendering.look import Look, Window
from invoices.rendering.sheet import Fact, Sheet

SHEET_WIDTH = 176
WIDEST = SHEET_WIDTH
_GAP = 3
_REFERENCES_A_ROW, _FIELDS_A_ROW = 5, 3
_CODE_WIDTH, _BOX_WIDTH = 36, 168
_SPACE = "\N{NO-BREAK SPACE}" * 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """One row of the payment box: facts and the widths of their columns."""

    facts: tuple[Fact, ...]
    widths: tuple[int, ...]

    @property
    def width(self) -> int:
        """Return the width of the row."""
        return sum(self.widths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the template needs beside the words."""

    window: str
    logo: bool
    made_on: str
    running_heading: str
    contact: str
    registrations: str
    count: tuple[str, ...]
    references: tuple[tuple[Fact, ...], ...]
    widths: tuple[int, ...]
    fact_widths: tuple[int, int]
    carried: str
    brought: str
    payment_fields: tuple[FieldGroup, ...]
    payment_height: int

    @property
    def facts_width(self) -> int:
        """Return the width of the dates and terms."""
        return sum(self.fact_widths)


def measure(sheet: Sheet, *, labels: Labels, look: Look, logo: bool, made_on: str) -> Page:
    """Reckon the measures of one document."""
    fields = tuple(_field_groups(sheet))
    return Page(
        window=look.window.value,
        logo=logo,
        made_on=made_on,
        running_heading=f"{sheet.heading} \N{MIDDLE DOT} {sheet.seller}",
        contact="\n".join(sheet.foot.contact),
        registrations="\n".join(sheet.foot.registrations),
        count=tuple(filter(None, re.split(r"({pages?})", labels.page_of_pages))),
        references=tuple(_in_rows(sheet.references, _REFERENCES_A_ROW)),
        widths=line_widths(sheet, labels=labels),
        fact_widths=_fact_widths(sheet, look),
        carried=f"{labels.carried_forward}{_SPACE}",
        brought=f"{labels.brought_forward}{_SPACE}",
        payment_fields=fields,
        payment_height=_payment_height(sheet, len(fields)),
    )


def _fact_widths(sheet: Sheet, look: Look) -> tuple[int, int]:
    room = 78 if look.window is Window.LEFT else 92
    label = min(44, max(33, ceil(_GAP + max((len(fact.label) for fact in sheet.facts), default=0) * 1.7)))
    return label, room - label


def line_widths(sheet: Sheet, *, labels: Labels) -> tuple[int, ...]:
    """Return the widths of the line columns in millimetres; the description takes what the others leave."""
    rows = sheet.rows
    item = [_fit([row.item_id for row in rows], labels.item_id, 14, 30)] if sheet.has_item_ids else []
    quantity = _fit([row.quantity for row in rows], labels.quantity, 14, 28)
    unit = _fit([row.unit for row in rows], labels.unit, 11, 22)
    price = _fit([row.price for row in rows], labels.unit_price, 21, 34)
    discount = [_fit([row.discount for row in rows], labels.discount, 13, 20)] if sheet.has_discounts else []
    vat = _fit([row.vat for row in rows], labels.vat, 13, 20)
    amount = _fit([row.amount for row in rows], labels.amount, 25, 40)
    others = [*item, quantity, unit, price, *discount, vat, amount]
    return (*item, SHEET_WIDTH - sum(others), quantity, unit, price, *discount, vat, amount)


def _fit(texts: Iterable[str], label: str, least: int, most: int) -> int:
    longest = max(map(len, texts), default=0)
    return min(most, max(least, ceil(_GAP + longest * 1.9), ceil(_GAP + len(label) * 1.55)))


def _in_rows(facts: Sequence[Fact], size: int) -> Iterable[tuple[Fact, ...]]:
    for start in range(0, len(facts), size):
        group = tuple(facts[start : start + size])
        missing = size - len(group) if start else 0
        yield (*group, *(Fact(label="", value="") for _ in range(missing)))


def _field_groups(sheet: Sheet) -> Iterable[FieldGroup]:
    room = _BOX_WIDTH - (_CODE_WIDTH if sheet.payment.code else 0)
    fields = sheet.payment.fields
    for start in range(0, len(fields), _FIELDS_A_ROW):
        facts = fields[start : start + _FIELDS_A_ROW]
        needed = [max(26, ceil(4 + max(len(fact.value) * 2.0, len(fact.label) * 1.5))) for fact in facts]
        while sum(needed) > room:
            needed[needed.index(max(needed))] -= 1
        spare = (room - sum(needed)) // _FIELDS_A_ROW
        yield FieldGroup(facts=facts, widths=tuple(width + min(spare, 14) for width in needed))


def _payment_height(sheet: Sheet, rows: int) -> int:
    words = 23 + 12 * rows + (9 if sheet.payment.text else 0)
    return max(words, 45 if sheet.payment.code else 30)
