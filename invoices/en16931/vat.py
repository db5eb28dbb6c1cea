"""The VAT breakdown (BG-23): amounts gathered per category and rate, and VAT computed once on each sum.

Never per line: 400 lines of 0.50 at 25 % give 50.00, not 400 rounded parts. Called by totals.py alone.
"""

from collections.abc import Sequence
from decimal import Decimal

from invoices.en16931.codes.vat import EXEMPTION_CODES, NEEDS_REASON, UNTAXED
from invoices.en16931.document import AllowanceCharge, Document, VatBreakdown
from invoices.en16931.line import Line
from invoices.en16931.money import EXACT, ZERO, round_amount, round_part, share_of

VatGroup = tuple[str, Decimal | None]


def complete_rate(category: str | None, *, rate: Decimal | None) -> Decimal | None:
    """Return the rate, or 0 for a category that must say 0 and says nothing (BR-Z-05, BR-E-05, BR-AE-05 ...)."""
    return ZERO if rate is None and category in UNTAXED else rate


def list_taxable(document: Document) -> dict[VatGroup, Decimal]:
    """Sum what each VAT category and rate is due on: line nets less allowances plus charges (BR-S-08 and its kin).

    Lines, allowances and charges without a category or an amount count nothing.
    """
    return sum_taxable(document.lines, allowances=document.allowances, charges=document.charges)


def sum_taxable(
    lines: Sequence[Line],
    *,
    allowances: Sequence[AllowanceCharge] = (),
    charges: Sequence[AllowanceCharge] = (),
) -> dict[VatGroup, Decimal]:
    """Sum as `list_taxable` does, from parts of a document."""
    sums: dict[VatGroup, Decimal] = {}
    for line in lines:
        _add(sums, line.vat_category, line.vat_rate, line.net_amount)
    for allowance in allowances:
        _add(sums, allowance.vat_category, allowance.vat_rate, allowance.amount and -allowance.amount)
    for charge in charges:
        _add(sums, charge.vat_category, charge.vat_rate, charge.amount)
    return sums


def breakdown(
    sums: dict[VatGroup, Decimal], *, currency: str | None, given: Sequence[VatBreakdown]
) -> tuple[VatBreakdown, ...]:
    """Compute BG-23 from what VAT is due on, highest rate first.

    Reasons for exemption (BT-120, BT-121) are taken from a breakdown given, else from the one VATEX code that the
    category has.
    """
    reasons = {group.vat_category: group for group in given}
    ordered = sorted(sums.items(), key=lambda item: (-(item[0][1] or ZERO), item[0][0]))
    return tuple(
        _row(group, taxable=taxable, currency=currency, given=reasons.get(group[0])) for group, taxable in ordered
    )


def _add(sums: dict[VatGroup, Decimal], category: str | None, rate: Decimal | None, amount: Decimal | None) -> None:
    if category is not None and amount is not None:
        group = (category, complete_rate(category, rate=rate))
        sums[group] = EXACT.add(sums.get(group, ZERO), amount)


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
