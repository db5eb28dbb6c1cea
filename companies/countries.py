"""Names of countries in the language of the interface (ISO 3166-1, names from the CLDR), Nordic countries first."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

NORDIC = ("SE", "NO", "DK", "FI", "IS")
# Territories of the CLDR that are no countries of ISO 3166-1 for an address.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name) of all countries in the active language."""
    return _choices(get_language() or "sv")


def country_name(code: str, language: str) -> str:
    """Return the name of the country in the language, or the code itself when nobody knows it."""
    return str(Locale.parse(language).territories.get(code, code))


@lru_cache(maxsize=8)
def _choices(language: str) -> list[tuple[str, str]]:
    names = Locale.parse(language).territories
    codes = [code for code in map(str, names) if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES]
    rest = sorted((code for code in codes if code not in NORDIC), key=lambda code: str(names[code]).casefold())
    return [(code, str(names[code])) for code in (*NORDIC, *rest)]
