"""Numbers, amounts and dates as a document's language writes them; exact, from Decimal, never through a float.

Marks and date names come from Babel and are kept per language. A minus is U+2212, which is as wide as a digit.
Called by the modules that lay a document out.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from invoices.en16931.money import amount_decimals

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
# English documents go to the Nordic countries and Europe, so they put the day first.
_LOCALES = {"en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Formats:
    """How one language writes numbers and dates."""

    language: str
    group: str
    decimal: str
    percent_sign: str

    def amount(self, value: Decimal | None, *, currency: str | None) -> str:
        """Write an amount with the decimals of its currency; more only where the value has more."""
        if value is None:
            return ""
        return self._write(value, decimals=max(amount_decimals(currency), _used_decimals(value)))

    def price(self, value: Decimal | None) -> str:
        """Write a unit price (BT-146) with all its decimals, at least two."""
        return "" if value is None else self._write(value, decimals=max(2, _used_decimals(value)))

    def quantity(self, value: Decimal | None) -> str:
        """Write a quantity (BT-129) with the decimals that say something."""
        return "" if value is None else self._write(value, decimals=_used_decimals(value))

    def percent(self, value: Decimal | None) -> str:
        """Write a percentage, as 25 % or 5.5%."""
        return "" if value is None else f"{self.quantity(value)}{self.percent_sign}"

    def day(self, value: date | None) -> str:
        """Write a date with the month's name."""
        return "" if value is None else _write_date(value, self.language)

    def period(self, start: date | None, end: date | None) -> str:
        """Write a period, open where a side is absent."""
        if start is None and end is None:
            return ""
        return f"{self.day(start)} \N{EN DASH} {self.day(end)}".strip()

    def country(self, code: str | None) -> str:
        """Return the country's name, or the code where it has none."""
        return str(Locale.parse(_locale(self.language)).territories.get(code or "", code or ""))

    def _write(self, value: Decimal, *, decimals: int) -> str:
        text = f"{abs(value):,.{decimals}f}".replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)
        return f"{MINUS}{text}" if value < 0 and value.normalize() != 0 else text


def _used_decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _locale(language: str) -> str:
    return _LOCALES.get(language, language)


@lru_cache(maxsize=4096)
def _write_date(value: date, language: str) -> str:
    return str(format_date(value, format="long", locale=_locale(language)))


@lru_cache(maxsize=16)
def formats_for(language: str) -> Formats:
    """Return how a language of the portal writes numbers and dates."""
    locale = Locale.parse(_locale(language))
    symbols = locale.number_symbols["latn"]
    spaced = NO_BREAK in locale.percent_formats[None].pattern
    return Formats(language, symbols["group"], symbols["decimal"], f"{NO_BREAK}%" if spaced else "%")
