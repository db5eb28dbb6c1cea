"""One line of an invoice (BG-25): quantity, price, VAT, item, its own allowances and charges.

Document-level groups live in document.py. Amounts are Decimal in the document's currency; prices and quantities carry
as many decimals as they were given.
"""

from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal

from invoices.en16931.party import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Hold an invoicing period, of the document (BG-14) or of a line (BG-26)."""

    start: date | None = None  # BT-73, BT-134
    end: date | None = None  # BT-74, BT-135


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAllowanceCharge:
    """Hold an allowance (BG-27) or a charge (BG-28) of a line; which one is told by the list it is in."""

    amount: Decimal | None = None  # BT-136, BT-141
    base_amount: Decimal | None = None  # BT-137, BT-142
    percent: Decimal | None = None  # BT-138, BT-143
    reason: str | None = None  # BT-139, BT-144
    reason_code: str | None = None  # BT-140 (UNCL5189), BT-145 (UNCL7161)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Hold the price details of a line (BG-29), all without VAT and for `base_quantity` units."""

    net: Decimal | None = None  # BT-146
    discount: Decimal | None = None  # BT-147
    gross: Decimal | None = None  # BT-148
    base_quantity: Decimal | None = None  # BT-149
    base_quantity_unit: str | None = None  # BT-150


@dataclass(frozen=True, slots=True)
class Classification:
    """Hold a classification of an item (BT-158) with its list and the list's version."""

    value: str
    _: KW_ONLY
    scheme: str | None = None  # BT-158-1, UNCL7143
    version: str | None = None  # BT-158-2


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAttribute:
    """Hold a property of an item (BG-32)."""

    name: str | None = None  # BT-160
    value: str | None = None  # BT-161


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Hold what is sold on a line (BG-31)."""

    name: str | None = None  # BT-153
    description: str | None = None  # BT-154
    seller_id: str | None = None  # BT-155
    buyer_id: str | None = None  # BT-156
    standard_id: Identifier | None = None  # BT-157
    classifications: tuple[Classification, ...] = ()  # BT-158
    origin_country: str | None = None  # BT-159
    attributes: tuple[ItemAttribute, ...] = ()  # BG-32


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold an invoice line (BG-25)."""

    line_id: str | None = None  # BT-126
    note: str | None = None  # BT-127
    invoiced_object: Identifier | None = None  # BT-128
    quantity: Decimal | None = None  # BT-129
    unit: str | None = None  # BT-130
    net_amount: Decimal | None = None  # BT-131
    order_line_reference: str | None = None  # BT-132
    buyer_accounting_reference: str | None = None  # BT-133
    period: Period | None = None  # BG-26
    allowances: tuple[LineAllowanceCharge, ...] = ()  # BG-27
    charges: tuple[LineAllowanceCharge, ...] = ()  # BG-28
    price: Price | None = None  # BG-29
    vat_category: str | None = None  # BT-151
    vat_rate: Decimal | None = None  # BT-152, percent
    item: Item | None = None  # BG-31
