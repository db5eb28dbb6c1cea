"""Amounts and numbers as the reader's language writes them: decimal and group signs from CLDR, a real minus sign.

Decimal in, text out; reading what people type is the business of `invoices.services.typed_values`.
"""

from decimal import Decimal
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

MINUS = "\N{MINUS SIGN}"


@lru_cache(maxsize=32)
def signs(language: str) -> tuple[str, str]:
    """Return the decimal and the group sign of a language, for example a comma and a no-break space for sv."""
    symbols = Locale.parse(language).number_symbols["latn"]
    # Babel's group signs vary between kinds of no-break space; one kind lines up in tables and can be found again.
    group = "\N{NO-BREAK SPACE}" if symbols["group"].isspace() else symbols["group"]
    return symbols["decimal"], group


def format_amount(value: Decimal, *, decimals: int = 2, language: str = "") -> str:
    """Write an amount with its decimals and grouped thousands: 43211 becomes "43 211,00" in Swedish."""
    return _translated(f"{value:,.{decimals}f}", language)


def format_number(value: Decimal, *, language: str = "") -> str:
    """Write a quantity, price or rate with the decimals it needs and no more: 25.50 becomes "25,5" in Swedish."""
    text = f"{value:,f}"
    return _translated(text.rstrip("0").rstrip(".") if "." in text else text, language)


def _translated(text: str, language: str) -> str:
    decimal, group = signs(language or get_language() or "en")
    return text.translate({ord(","): group, ord("."): decimal, ord("-"): MINUS})
