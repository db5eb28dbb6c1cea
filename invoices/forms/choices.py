"""What the editor's lists offer: units by name, VAT by country and day, currencies, payment terms.

A value that is stored but not offered (an imported unit, an old rate) is added to its list, so that nothing is lost.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from invoices.en16931.codes.rates import list_percents
from invoices.rendering.units import unit_name
from portal.kit.money_format import format_number

Choice = tuple[str, str]

# What the list of units offers (BT-130), the most used first; a document names them as the list does.
UNITS: Final = (
    *("C62", "HUR", "DAY", "WEE", "MON", "ANN", "MIN", "KGM", "GRM", "TNE", "MTR", "CMT", "KMT", "MTK", "MTQ", "HAR"),
    *("LTR", "KWH", "MWH", "SET", "PR", "DZN", "XPK", "XBX", "XCT", "XPX", "XRO", "XBG", "XBO", "LS", "E48"),
)
COMMON_CURRENCIES: Final = ("SEK", "NOK", "DKK", "EUR", "ISK", "USD", "GBP", "CHF", "PLN")
TERMS: Final = (0, 5, 8, 10, 14, 15, 20, 21, 30, 45, 60, 90)

# Categories without tax and how the list names them (BT-151, UNCL5305); O has no rate at all (BR-O-05).
UNTAXED: Final[tuple[tuple[str, Promise], ...]] = (
    ("AE:0", _lazy("reverse charge")),
    ("K:0", _lazy("to another EU country")),
    ("G:0", _lazy("export outside the EU")),
    ("E:0", _lazy("exempt from VAT")),
    ("Z:0", _lazy("zero rated")),
    ("O:", _lazy("outside the scope of VAT")),
)


def list_units(*, used: Iterable[str] = ()) -> list[Choice]:
    """List the usual units by name, and those used beyond them by their name or code."""
    language = get_language() or "en"
    codes = dict.fromkeys([*UNITS, *(code for code in used if code)])
    return [(code, unit_name(code, language=language)) for code in codes]


def list_vat(country: str, *, on: date, used: Iterable[str] = ()) -> list[Choice]:
    """List category and rate as `S:25` with labels: the country's rates on the day, then the untaxed categories."""
    rates = [(f"S:{percent.normalize():f}", _percent(percent)) for percent in list_percents(country, on=on)]
    without = [(value, _("0 %% · %(why)s") % {"why": name}) for value, name in UNTAXED]
    return [*rates, *without, *_missing(used, rates + without)]


def _percent(percent: Decimal) -> str:
    return _("%(rate)s %%") % {"rate": format_number(percent)}


def list_currencies(*, used: Iterable[str] = ()) -> list[Choice]:
    """List the usual currencies as "SEK, svensk krona", and those used beyond them."""
    language = get_language() or "en"
    codes = dict.fromkeys([*COMMON_CURRENCIES, *(code for code in used if code)])
    return [(code, _currency(code, language)) for code in codes]


@lru_cache(maxsize=512)
def _currency(code: str, language: str) -> str:
    name = Locale.parse(language).currencies.get(code, "")
    return f"{code}, {name}" if name else code


def list_terms(*, used: str = "") -> list[Choice]:
    """List payment terms in days, with the used one among them."""
    days = set(TERMS) | ({int(used)} if used.isascii() and used.isdigit() else set())
    return [(str(day), _term(day)) for day in sorted(days)]


def _term(days: int) -> str:
    if days == 0:
        return _("Pay at once")
    return ngettext("%(days)s day net", "%(days)s days net", days) % {"days": days}


def list_kinds() -> list[Choice]:
    """List what a row on the whole invoice can be: a discount (BG-20) or a charge (BG-21)."""
    return [("allowance", _("Discount")), ("charge", _("Charge"))]


def _missing(used: Iterable[str], known: Iterable[Choice]) -> list[Choice]:
    values = {value for value, _label in known}
    return [(value, value.replace(":", " ")) for value in dict.fromkeys(used) if value and value not in values]
