"""The VAT breakdown (BG-23): amounts gathered per category and rate, and VAT computed once on each sum.

Never per line: 400 lines of 0.50 at 25 % give 50.00, not 400 rounded parts. Called by totals.py alone.
"""

from collections.abc import Iterator
from decimal import Decimal

from invoices.en16931.codes.vat import EXEMPTION_CODES, NEEDS_REASON, UNTAXED
from invoices.en16931.document import Document, VatBreakdown
from invoices.en16931.money import EXACT, ZERO, round_amount, round_part, share_of

VatGroup = tuple[str, Decimal | None]


def complete_rate(category: str | None, *, rate: Decimal | None) -> Decimal | None:
    """Return the rate, or 0 for a category that must say 0 and says nothing (BR-Z-05, BR-E-05, BR-AE-05 ...)."""
    return ZERO if rate is None and category in UNTAXED else rate


def list_taxable(document: Document) -> dict[VatGroup, Decimal]:
    """Sum what each VAT category and rate is due on: line nets less allowances plus charges (BR-S-08 and its kin).

    Lines, allowances and charges without a category or an amount count nothing.
    """
    sums: dict[VatGroup, Decimal] = {}
    for category, rate, amount in _parts(document):
        if category is not None and amount is not None:
            group = (category, complete_rate(category, rate=rate))
            sums[group] = EXACT.add(sums.get(group, ZERO), amount)
    return sums


def breakdown(document: Document) -> tuple[VatBreakdown, ...]:
    """Compute BG-23 from lines, allowances and charges whose amounts are known, highest rate first.

    Reasons for exemption (BT-120, BT-121) are taken from the document's present breakdown, else from the one VATEX
    code that the category has.
    """
    reasons = {given.vat_category: given for given in document.vat_breakdown}
    sums = sorted(list_taxable(document).items(), key=lambda item: (-(item[0][1] or ZERO), item[0][0]))
    return tuple(
        _row(group, taxable=taxable, currency=document.currency, given=reasons.get(group[0])) for group, taxable in sums
    )


def _parts(document: Document) -> Iterator[tuple[str | None, Decimal | None, Decimal | None]]:
    for line in document.lines:
        yield line.vat_category, line.vat_rate, line.net_amount
    for allowance in document.allowances:
        amount = None if allowance.amount is None else -allowance.amount
        yield allowance.vat_category, allowance.vat_rate, amount
    for charge in document.charges:
        yield charge.vat_category, charge.vat_rate, charge.amount


def _row(group: VatGroup, *, taxable: Decimal, currency: str | None, given: VatBreakdown | None) -> VatBreakdown:
    category, rate = group
    reason = code = None
    if category in NEEDS_REASON:
        reason = given.exemption_reason if given else None
        code = given.exemption_reason_code if given else None
        if reason is None and code is None:
            code = EXEMPTION_CODES.get(category)
    taxable = round_part(taxable, currency=currency)
    return VatBreakdown(
        taxable_amount=taxable,
        tax_amount=round_amount(share_of(taxable, percent=rate or ZERO), currency=currency),
        vat_category=category,
        vat_rate=rate,
        exemption_reason=reason,
        exemption_reason_code=code,
    )
