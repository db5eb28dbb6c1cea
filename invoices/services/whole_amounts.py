"""Says openly what rounding to whole units does to a document in a currency without decimals (ISK, JPY).

Peppol holds every line and percentage to 0.02 of its exact value (R040, R120). Where whole amounts cannot keep that,
the difference becomes a line's own charge or allowance, and a percentage moves into its reason. Pure functions.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeVar

from invoices.en16931.document import AllowanceCharge, Document
from invoices.en16931.line import Line, LineAllowanceCharge
from invoices.en16931.money import EXACT, amount_decimals, share_of
from invoices.services.document_texts import rounding_reason
from invoices.services.typed_values import write_number

SLACK: Final = Decimal("0.02")
_HUNDREDTH: Final = Decimal("0.01")

Adjustment = TypeVar("Adjustment", AllowanceCharge, LineAllowanceCharge)


def explain_rounding(document: Document, *, language: str) -> Document:
    """Return the document with its rounding stated; one in a currency with decimals comes back as it is."""
    if amount_decimals(document.currency):
        return document
    return replace(
        document,
        lines=tuple(_line(line, language=language) for line in document.lines),
        allowances=tuple(map(_adjustment, document.allowances)),
        charges=tuple(map(_adjustment, document.charges)),
    )


def without_rounding(line: Line, *, currency: str | None) -> Line:
    """Return a line without what `explain_rounding` has put in: parts of a unit that the currency does not have."""
    if amount_decimals(currency):
        return line
    return replace(
        line,
        allowances=tuple(entry for entry in line.allowances if not _is_rounding(entry)),
        charges=tuple(entry for entry in line.charges if not _is_rounding(entry)),
    )


def _is_rounding(entry: LineAllowanceCharge) -> bool:
    return entry.percent is None and entry.amount is not None and entry.amount != entry.amount.to_integral_value()


def _line(line: Line, *, language: str) -> Line:
    line = replace(line, allowances=tuple(map(_adjustment, line.allowances)))
    price = line.price
    if line.quantity is None or price is None or price.net is None or line.net_amount is None:
        return line
    exact = EXACT.multiply(line.quantity, price.net)
    if price.base_quantity:
        exact = EXACT.divide(exact, price.base_quantity)
    exact += sum((entry.amount or 0 for entry in line.charges), Decimal(0))
    exact -= sum((entry.amount or 0 for entry in line.allowances), Decimal(0))
    difference = EXACT.subtract(line.net_amount, exact)
    if abs(difference) <= SLACK:
        return line
    amount = abs(difference).quantize(_HUNDREDTH, context=EXACT)
    entry = LineAllowanceCharge(amount=amount, reason=rounding_reason(language))
    if difference > 0:
        return replace(line, charges=(*line.charges, entry))
    return replace(line, allowances=(*line.allowances, entry))


def _adjustment(entry: Adjustment) -> Adjustment:
    if entry.percent is None or entry.amount is None or entry.base_amount is None:
        return entry
    if abs(share_of(entry.base_amount, percent=entry.percent) - entry.amount) <= SLACK:
        return entry
    reason = f"{entry.reason} {write_number(entry.percent)} %"
    return replace(entry, percent=None, base_amount=None, reason=reason)
