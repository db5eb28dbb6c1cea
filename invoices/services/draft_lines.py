"""Rows of a draft as typed: invoice lines (BG-25) and document allowances and charges (BG-20, BG-21).

A row that cannot be computed yet is left out with a problem at its field, so that live totals work while it is typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from invoices.en16931.codes.vat import OUTSIDE_SCOPE, TAXED, UNTAXED, VAT_CATEGORIES
from invoices.en16931.document import AllowanceCharge, Document
from invoices.en16931.line import Item, Line, LineAllowanceCharge, Price
from invoices.en16931.money import EXACT, HUNDRED, ZERO, add_up, round_amount
from invoices.en16931.totals import calculate
from invoices.en16931.vat import VatGroup, list_taxable
from invoices.services.document_texts import charge_reason, discount_reason
from invoices.services.draft_reader import DraftReader
from invoices.services.typed_values import NotReadable, read_number

ALLOWANCE: Final = "allowance"
CHARGE: Final = "charge"
DISCOUNT_CODE: Final = "95"  # UNCL5189
UNIT_OF_PIECES: Final = "C62"
_TYPED_IN_A_LINE: Final = ("name", "description", "item_id", "price", "discount", "base_quantity")
_LARGEST: Final = Decimal(10) ** 15
_LARGEST_PERCENT: Final = 1000


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that can be computed, each list beside the uids of its rows in the editor."""

    lines: tuple[Line, ...] = ()
    line_uids: tuple[str, ...] = ()
    allowances: tuple[AllowanceCharge, ...] = ()
    allowance_uids: tuple[str, ...] = ()
    charges: tuple[AllowanceCharge, ...] = ()
    charge_uids: tuple[str, ...] = ()

    def vat_groups(self) -> set[VatGroup]:
        """Return the categories and rates that any row has."""
        lines = {(line.vat_category or "", line.vat_rate) for line in self.lines}
        return lines | {(entry.vat_category or "", entry.vat_rate) for entry in (*self.allowances, *self.charges)}


@dataclass(slots=True)
class _Gathered:
    entries: list[AllowanceCharge] = field(default_factory=list)
    uids: list[str] = field(default_factory=list)


def read_rows(content: Mapping[str, Any], *, reader: DraftReader, currency: str, language: str) -> Rows:
    """Read all rows of a draft's content; what cannot be computed is left out and noted by the reader.

    `language` is the buyer's: usual reasons are written in it.
    """
    lines: list[Line] = []
    uids: list[str] = []
    for row in content.get("lines") or ():
        line = _read_line(reader.of_row(row, kind="line"), position=len(lines) + 1, language=language)
        if line is not None:
            lines.append(line)
            uids.append(str(row.get("uid", "")))
    rows = Rows(lines=tuple(lines), line_uids=tuple(uids))
    groups = list_taxable(calculate(Document(currency=currency, lines=rows.lines)))
    return _with_adjustments(rows, content, reader=reader, spread=_Spread(groups, currency), language=language)


def is_blank(row: Mapping[str, Any]) -> bool:
    """Say whether nobody has typed anything in a line; its quantity, unit and VAT come filled in."""
    return not any(str(row.get(key) or "").strip() for key in _TYPED_IN_A_LINE)


def _read_line(reader: DraftReader, *, position: int, language: str) -> Line | None:
    if not any(reader.text(key) for key in _TYPED_IN_A_LINE):
        return None
    category, rate = _read_vat(reader)
    quantity, price = _needed(reader, "quantity", _("Write a quantity.")), _read_price(reader)
    discount = reader.number("discount")
    if quantity is None or price is None or price.net is None or category is None:
        return None
    if abs(quantity * price.net) >= _LARGEST:
        reader.refuse("price", _("The amount of this line is too large."))
        return None
    unit = reader.text("unit") or UNIT_OF_PIECES
    return Line(
        line_id=str(position),
        quantity=quantity,
        unit=unit,
        allowances=_discount(discount, language=language),
        price=replace(price, base_quantity_unit=unit if price.base_quantity else None),
        vat_category=category,
        vat_rate=rate,
        item=Item(
            name=reader.optional("name"),
            description=reader.optional("description"),
            seller_id=reader.optional("item_id"),
        ),
    )


def _read_price(reader: DraftReader) -> Price | None:
    net = _needed(reader, "price", _("Write a price."))
    base = reader.number("base_quantity")
    if base is not None and base <= 0:
        reader.refuse("base_quantity", _("The price must be for a quantity above zero."), rule="PEPPOL-EN16931-R121")
        return None
    return None if net is None else Price(net=net, base_quantity=base)


def _needed(reader: DraftReader, key: str, sentence: str) -> Decimal | None:
    if not reader.text(key):
        reader.refuse(key, sentence)
    return reader.number(key)


def _discount(percent: Decimal | None, *, language: str) -> tuple[LineAllowanceCharge, ...]:
    if not percent:
        return ()
    return (LineAllowanceCharge(percent=percent, reason=discount_reason(language), reason_code=DISCOUNT_CODE),)


def _read_vat(reader: DraftReader) -> tuple[str | None, Decimal | None]:
    """Read `S:25`, `AE:0` or `O:` as category (BT-151) and rate (BT-152); what the category fixes is fixed."""
    category, _colon, typed = reader.text("vat").partition(":")
    if category not in VAT_CATEGORIES:
        reader.refuse("vat", _("Choose a VAT rate."), rule="BR-CO-04")
        return None, None
    if category == OUTSIDE_SCOPE:
        return category, None
    if category in UNTAXED:
        return category, ZERO
    try:
        rate = read_number(typed)
    except NotReadable:
        rate = ZERO
    if not (ZERO < rate < HUNDRED) and category in TAXED:
        reader.refuse("vat", _("Choose a VAT rate."), rule="BR-S-05")
        return None, None
    return category, rate


@dataclass(frozen=True, slots=True)
class _Spread:
    """The lines' sums per VAT category and rate, over which an adjustment without a VAT of its own is divided."""

    groups: dict[VatGroup, Decimal]
    currency: str

    def over(self, entry: AllowanceCharge) -> list[AllowanceCharge]:
        """Divide the entry; the last group takes what is left, so that the parts add up."""
        total = add_up(self.groups.values())
        if entry.percent is not None or not total or entry.amount is None:
            return [replace(entry, vat_category=category, vat_rate=rate) for category, rate in self.groups]
        parts: list[AllowanceCharge] = []
        left = round_amount(entry.amount, currency=self.currency)
        for n, ((category, rate), net) in enumerate(self.groups.items(), start=1):
            share = EXACT.divide(EXACT.multiply(entry.amount, net), total)
            part = left if n == len(self.groups) else round_amount(share, currency=self.currency)
            left -= part
            parts.append(replace(entry, amount=part, vat_category=category, vat_rate=rate))
        return [part for part in parts if part.amount]


def _with_adjustments(
    rows: Rows, content: Mapping[str, Any], *, reader: DraftReader, spread: _Spread, language: str
) -> Rows:
    gathered = {ALLOWANCE: _Gathered(), CHARGE: _Gathered()}
    for row in content.get("allowances") or ():
        row_reader = reader.of_row(row, kind="allowance")
        kind = CHARGE if row.get("kind") == CHARGE else ALLOWANCE
        entry = _read_adjustment(row_reader, kind=kind, language=language)
        if entry is None:
            continue
        for part in [entry] if entry.vat_category else spread.over(entry):
            gathered[kind].entries.append(part)
            gathered[kind].uids.append(str(row.get("uid", "")))
    return replace(
        rows,
        allowances=tuple(gathered[ALLOWANCE].entries),
        allowance_uids=tuple(gathered[ALLOWANCE].uids),
        charges=tuple(gathered[CHARGE].entries),
        charge_uids=tuple(gathered[CHARGE].uids),
    )


def _read_adjustment(reader: DraftReader, *, kind: str, language: str) -> AllowanceCharge | None:
    """Read an allowance or charge; without a VAT of its own it comes back without category, to be spread."""
    if not any(reader.text(key) for key in ("reason", "percent", "amount")):
        return None
    percent, amount = reader.number("percent"), reader.number("amount")
    if percent is None and amount is None:
        if not reader.text("percent") and not reader.text("amount"):
            reader.refuse("amount", _("Write an amount or a percentage."))
        return None
    if abs(amount or ZERO) >= _LARGEST or abs(percent or ZERO) > _LARGEST_PERCENT:
        reader.refuse("amount", _("The amount is too large."))
        return None
    category, rate = _read_vat(reader) if reader.text("vat") else (None, None)
    if reader.text("vat") and category is None:
        return None
    typed, is_discount = reader.text("reason"), kind == ALLOWANCE
    return AllowanceCharge(
        amount=None if percent is not None else amount,
        percent=percent,
        vat_category=category,
        vat_rate=rate,
        reason=typed or (discount_reason(language) if is_discount else charge_reason(language)),
        reason_code=DISCOUNT_CODE if is_discount and not typed else None,
    )
