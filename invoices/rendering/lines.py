"""Invoice lines in words (BG-25): one row each, with everything beyond the columns as details under the name.

Called by layout.py. Sums of the document are in sums.py.
"""

from collections.abc import Iterator
from decimal import Decimal

from invoices.en16931.codes.vat import OUTSIDE_SCOPE
from invoices.en16931.document import Document
from invoices.en16931.line import Item, Line, LineAllowanceCharge, Price
from invoices.en16931.money import ZERO
from invoices.rendering.sheet import Row
from invoices.rendering.units import unit_name
from invoices.rendering.writing import Writing, one_line, paragraphs


def rows(document: Document, *, writing: Writing) -> tuple[Row, ...]:
    """Return the document's lines, each with the sum so far for the foot of its page."""
    result, so_far = [], ZERO
    for line in document.lines:
        so_far += line.net_amount or ZERO
        result.append(_row(line, writing, so_far))
    return tuple(result)


def _row(line: Line, writing: Writing, so_far: Decimal) -> Row:
    item, price = line.item or Item(), line.price or Price()
    return Row(
        item_id=one_line(item.seller_id),
        name=one_line(item.name),
        details=tuple(_details(line, item, price, writing)),
        quantity=writing.quantity(line.quantity),
        unit=unit_name(line.unit, language=writing.language),
        price=writing.formats.price(price.net),
        discount=writing.formats.percent(_discount(line)),
        vat=vat_of_line(line.vat_category, line.vat_rate, writing=writing),
        amount=writing.amount(line.net_amount),
        carried=writing.amount(so_far),
    )


def vat_of_line(category: str | None, rate: Decimal | None, *, writing: Writing) -> str:
    """Write the VAT rate of a line or of a sum; nothing where the supply is outside the scope of VAT."""
    return "" if category == OUTSIDE_SCOPE else writing.formats.percent(rate)


def _discount(line: Line) -> Decimal | None:
    """Return the percentage of the line's only allowance (BT-138), which has a column of its own."""
    return line.allowances[0].percent if len(line.allowances) == 1 else None


def _details(line: Line, item: Item, price: Price, writing: Writing) -> Iterator[str]:
    labels, formats = writing.labels, writing.formats
    yield from paragraphs(item.description)
    yield from paragraphs(line.note)
    if line.period and (period := formats.period(line.period.start, line.period.end)):
        yield labels.period_of_line.format(period=period)
    yield from (f"{one_line(attribute.name)}: {one_line(attribute.value)}" for attribute in item.attributes)
    numbered = (
        (labels.your_item_id, item.buyer_id),
        (labels.standard_item_id, item.standard_id.value if item.standard_id else None),
        (labels.order_line, line.order_line_reference),
        (labels.object_of_line, line.invoiced_object.value if line.invoiced_object else None),
        (labels.accounting_of_line, line.buyer_accounting_reference),
        *((labels.classification, each.value) for each in item.classifications),
    )
    yield from (label.format(number=text) for label, value in numbered if (text := one_line(value)))
    if item.origin_country:
        yield labels.origin.format(country=formats.country(item.origin_country))
    yield from _price_details(line, price, writing)


def _price_details(line: Line, price: Price, writing: Writing) -> Iterator[str]:
    labels = writing.labels
    if price.base_quantity is not None and price.base_quantity != 1:
        unit = unit_name(price.base_quantity_unit or line.unit, language=writing.language)
        yield labels.price_per.format(quantity=f"{writing.formats.quantity(price.base_quantity)} {unit}".strip())
    if price.discount:
        yield labels.price_before_discount.format(amount=writing.formats.price(price.gross))
    if _discount(line) is None:
        yield from (_named(labels.discount, each, writing.deduction(each.amount)) for each in line.allowances)
    yield from (_named(labels.charge, each, writing.amount(each.amount)) for each in line.charges)


def _named(label: str, each: LineAllowanceCharge, amount: str) -> str:
    return f"{one_line(each.reason) or label} {amount}"
