"""From what a person states to every amount of a document: line nets, allowances, VAT breakdown and totals.

One function, `calculate`, serves the editor's preview, issuing, recurring and imports alike. It never judges; gaps in
the input leave gaps in the output and the rules name them. Amounts are positive in a credit note (type 381) too.
"""

from dataclasses import replace
from decimal import Decimal

from invoices.en16931.document import AllowanceCharge, Document, Totals
from invoices.en16931.line import Line, LineAllowanceCharge, Price
from invoices.en16931.money import EXACT, ZERO, add_up, round_amount, round_part, round_to_step, share_of, smallest_step
from invoices.en16931.vat import breakdown, complete_rate, sum_taxable


def calculate(
    document: Document, *, cash_rounding: Decimal | None = None, exchange_rate: Decimal | None = None
) -> Document:
    """Fill every amount that follows from others: BT-131, BT-92, BT-99, BT-136, BT-141, BG-22 and BG-23.

    `cash_rounding` is the step that the amount due is rounded to (1 for Swedish öresavrundning), which gives BT-114; a
    currency without decimals has its own step. VAT is rounded to the currency, parts of sums to two decimals at most.
    `exchange_rate` is what one unit of BT-5 costs in BT-6, which gives BT-111. Stated and kept are BT-113 and, without
    an exchange rate, BT-111.
    """
    currency = document.currency
    lines = tuple([_line(line, currency=currency) for line in document.lines])
    nets = sum_taxable(lines)
    allowances = tuple([_adjustment(given, nets=nets, currency=currency) for given in document.allowances])
    charges = tuple([_adjustment(given, nets=nets, currency=currency) for given in document.charges])
    sums = sum_taxable(lines, allowances=allowances, charges=charges)
    calculated = replace(
        document,
        lines=lines,
        allowances=allowances,
        charges=charges,
        vat_breakdown=breakdown(sums, currency=currency, given=document.vat_breakdown),
    )
    return replace(calculated, totals=_totals(calculated, cash_rounding=cash_rounding, exchange_rate=exchange_rate))


def _line(line: Line, *, currency: str | None) -> Line:
    price = _price(line.price)
    before = _before_adjustments(line.quantity, price=price, currency=currency)
    allowances = tuple(_line_adjustment(given, base=before, currency=currency) for given in line.allowances)
    charges = tuple(_line_adjustment(given, base=before, currency=currency) for given in line.charges)
    net = None
    if before is not None:
        less, more = add_up(given.amount for given in allowances), add_up(given.amount for given in charges)
        net = EXACT.add(EXACT.subtract(before, less), more)
    return replace(
        line,
        price=price,
        allowances=allowances,
        charges=charges,
        net_amount=net,
        vat_rate=complete_rate(line.vat_category, rate=line.vat_rate),
    )


def _price(price: Price | None) -> Price | None:
    """Derive the net price from the gross price and its discount (PEPPOL-EN16931-R046), which UBL must state."""
    if price is None or price.gross is None:
        return price
    discount = price.discount if price.discount is not None else ZERO
    return replace(price, net=EXACT.subtract(price.gross, discount), discount=discount)


def _before_adjustments(quantity: Decimal | None, *, price: Price | None, currency: str | None) -> Decimal | None:
    """Multiply quantity and net price over the base quantity (BT-149), rounded as an amount."""
    if quantity is None or price is None or price.net is None:
        return None
    amount = EXACT.multiply(quantity, price.net)
    if price.base_quantity:
        amount = EXACT.divide(amount, price.base_quantity)
    return round_part(amount, currency=currency)


def _line_adjustment(given: LineAllowanceCharge, *, base: Decimal | None, currency: str | None) -> LineAllowanceCharge:
    base = given.base_amount if given.base_amount is not None else base
    if given.percent is None or base is None:
        return replace(given, amount=_rounded(given.amount, currency=currency))
    base = round_part(base, currency=currency)
    amount = round_part(share_of(base, percent=given.percent), currency=currency)
    return replace(given, amount=amount, base_amount=base)


def _adjustment(
    given: AllowanceCharge, *, nets: dict[tuple[str, Decimal | None], Decimal], currency: str | None
) -> AllowanceCharge:
    """Compute a document allowance or charge; a percentage without a base is of the lines with the same VAT."""
    rate = complete_rate(given.vat_category, rate=given.vat_rate)
    base = given.base_amount
    if base is None and given.percent is not None and given.vat_category is not None:
        base = nets.get((given.vat_category, rate), ZERO)
    if given.percent is None or base is None:
        return replace(given, amount=_rounded(given.amount, currency=currency), vat_rate=rate)
    base = round_part(base, currency=currency)
    amount = round_part(share_of(base, percent=given.percent), currency=currency)
    return replace(given, amount=amount, base_amount=base, vat_rate=rate)


def _totals(document: Document, *, cash_rounding: Decimal | None, exchange_rate: Decimal | None) -> Totals:
    """Add up BG-22 (BR-CO-10 to BR-CO-16)."""
    currency, given = document.currency, document.totals or Totals()

    def total(*amounts: Decimal | None) -> Decimal:
        return round_part(add_up(amounts), currency=currency)

    lines_net = total(*[line.net_amount for line in document.lines])
    allowances = total(*[allowance.amount for allowance in document.allowances])
    charges = total(*[charge.amount for charge in document.charges])
    tax_exclusive = total(lines_net, -allowances, charges)
    tax_total = total(*[group.tax_amount for group in document.vat_breakdown])
    tax_inclusive = total(tax_exclusive, tax_total)
    prepaid = _rounded(given.prepaid, currency=currency)
    unrounded = total(tax_inclusive, -(prepaid or ZERO))
    payable = round_to_step(unrounded, step=max(cash_rounding or ZERO, smallest_step(currency)))
    rounding = total(payable, -unrounded) or None
    return Totals(
        lines_net=lines_net,
        allowances=allowances if document.allowances else None,
        charges=charges if document.charges else None,
        tax_exclusive=tax_exclusive,
        tax_total=tax_total,
        tax_total_accounting=_accounting_tax(document, tax_total=tax_total, exchange_rate=exchange_rate),
        tax_inclusive=tax_inclusive,
        prepaid=prepaid,
        rounding=rounding,
        amount_due=total(unrounded, rounding),
    )


def _accounting_tax(document: Document, *, tax_total: Decimal, exchange_rate: Decimal | None) -> Decimal | None:
    """Return BT-111, which exists only beside a VAT accounting currency (BT-6)."""
    currency = document.vat_accounting_currency
    if currency is None or currency == document.currency:
        return None
    if exchange_rate is not None:
        return round_amount(EXACT.multiply(tax_total, exchange_rate), currency=currency)
    return document.totals.tax_total_accounting if document.totals else None


def _rounded(value: Decimal | None, *, currency: str | None) -> Decimal | None:
    return None if value is None else round_part(value, currency=currency)
