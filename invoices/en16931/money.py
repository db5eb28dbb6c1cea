"""Decimal arithmetic of amounts: rounding half up to a currency's decimals, and the text form that XML takes.

No float anywhere near. Called by vat, totals, the UBL writer and every screen that shows or takes an amount.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from invoices.en16931.codes.currencies import minor_units

ZERO: Final = Decimal(0)
HUNDRED: Final = Decimal(100)

# Enough digits that no product or sum of invoice values is ever cut before it is rounded on purpose.
EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)

_STEPS: Final = {0: Decimal("1"), 1: Decimal("0.1"), 2: Decimal("0.01")}


def amount_decimals(currency: str | None) -> int:
    """Return how many decimals an amount in the currency has: its minor units, at most the norm's two (BR-DEC)."""
    return min(minor_units(currency), 2)


def round_amount(value: Decimal, *, currency: str | None) -> Decimal:
    """Round an amount half up (ties away from zero) to the decimals of its currency."""
    return value.quantize(_STEPS[amount_decimals(currency)], rounding=ROUND_HALF_UP, context=EXACT)


def round_part(value: Decimal, *, currency: str | None) -> Decimal:
    """Round an amount that goes into a sum half up to two decimals, or to the currency's where that loses nothing.

    A line of 562.5 krónur stays so: Peppol lets a line or allowance differ from its computation by 0.02 at most
    (PEPPOL-EN16931-R040, R120), whatever the currency's coins are.
    """
    rounded = value.quantize(_STEPS[2], rounding=ROUND_HALF_UP, context=EXACT)
    whole = round_amount(rounded, currency=currency)
    return whole if whole == rounded else rounded


def smallest_step(currency: str | None) -> Decimal:
    """Return the smallest amount that can be paid in the currency, as far as amounts can state it."""
    return _STEPS[amount_decimals(currency)]


def round_to_step(value: Decimal, *, step: Decimal) -> Decimal:
    """Round half up to a multiple of `step`, as whole krona for Swedish cash rounding.

    Raises:
        ValueError: if the step is not above zero.
    """
    if step <= 0:
        raise ValueError(f"A rounding step must be above zero, not {step}.")
    whole = EXACT.divide(value, step).quantize(Decimal(1), rounding=ROUND_HALF_UP, context=EXACT)
    return EXACT.multiply(whole, step)


def add_up(amounts: Iterable[Decimal | None]) -> Decimal:
    """Add amounts exactly; an absent one counts as nothing."""
    total = ZERO
    for amount in amounts:
        if amount is not None:
            total = EXACT.add(total, amount)
    return total


def share_of(base: Decimal, *, percent: Decimal) -> Decimal:
    """Return `percent` hundredths of the base, not rounded."""
    return EXACT.divide(EXACT.multiply(base, percent), HUNDRED)


def to_text(value: Decimal) -> str:
    """Write a decimal as XML Schema demands: no exponent, its decimals kept."""
    return format(value, "f")
