"""Numbers and dates as people in the Nordic countries and English speakers type them. Pure functions, no models.

`services.composing` calls them and turns a `NotReadable` into a problem at its field. Nothing here guesses silently:
where two readings are common, `is_ambiguous` says so.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

MAX_INTEGER_DIGITS, MAX_DECIMALS = 15, 8
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

_SPACES = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u202f\t", " "))
_SIGNS = str.maketrans({"−": "-", "–": "-", "’": "'"})
_CURRENCY = re.compile(
    r"^(?:kr|sek|nok|dkk|isk|eur|usd|gbp|[€$£])\.? ?|(?:,-|:-|\.-)$| ?(?:kr\.?|sek|nok|dkk|isk|eur|[€%])$", re.I
)
# Digits in groups of three or in one run, then at most one decimal sign; the same group sign throughout.
_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?(?P<whole>[0-9]{1,3}(?P<group>[ '])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]*)"
    r"(?:[.,](?P<part>[0-9]*))?"
)
_POINTED = re.compile(r"(?P<sign>[+-]?) ?(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?P<part>[0-9]*))?")
_COMMAED = re.compile(r"(?P<sign>[+-]?) ?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]*))?")
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?P<separator>[.,])[0-9]{3}")

_DAY_WORDS = {
    0: ("today", "idag", "i dag", "í dag", "tänään"),
    1: ("tomorrow", "imorgon", "i morgon", "i morgen", "á morgun", "huomenna"),
    -1: ("yesterday", "igår", "i går", "í gær", "eilen"),
}
_OFFSETS = {word: offset for offset, words in _DAY_WORDS.items() for word in words}
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-./]?)(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})([-./])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4}|[0-9]{2})")
_DAYS_LATER = re.compile(r"\+ ?(?P<days>[0-9]{1,3})")


class NotReadable(ValueError):  # noqa: N818 - a verdict about what was typed
    """What was typed is not a number or a date that the portal understands."""


def read_number(text: str) -> Decimal:
    """Read "1 234,50", "1.234,50", "1,234.50", "−3", "12,5 %" or "100:-" as a decimal; raises NotReadable."""
    plain = _plain(text)
    match = _NUMBER.fullmatch(plain)
    if match is None and plain.count(".") + plain.count(",") > 1:
        match = _POINTED.fullmatch(plain) or _COMMAED.fullmatch(plain)
    if match is None:
        raise NotReadable(text)
    whole = re.sub(r"[^0-9]", "", match["whole"])
    part = match["part"] or ""
    if not whole and not part:
        raise NotReadable(text)
    if len(whole.lstrip("0")) > MAX_INTEGER_DIGITS or len(part.rstrip("0")) > MAX_DECIMALS:
        raise NotReadable(text)
    sign = "-" if match["sign"] == "-" else ""
    return Decimal(f"{sign}{whole or '0'}.{part or '0'}") if part else Decimal(f"{sign}{whole}")


def is_ambiguous(text: str, *, decimal_sign: str = ",") -> bool:
    """Say whether "1.234" may mean more than a thousand; the language's own decimal sign is never doubted."""
    match = _AMBIGUOUS.fullmatch(_plain(text))
    return match is not None and match["separator"] != decimal_sign


def read_date(text: str, *, today: date, start: date | None = None) -> date:
    """Read "2026-11-21", "21.11.2026", "21/11/26", "today" or "+30" (days after `start`); raises NotReadable."""
    plain = " ".join(text.translate(_SPACES).lower().split())
    if plain in _OFFSETS:
        return today + timedelta(days=_OFFSETS[plain])
    if later := _DAYS_LATER.fullmatch(plain):
        return (start or today) + timedelta(days=int(later["days"]))
    match = _YEAR_FIRST.fullmatch(plain) or _DAY_FIRST.fullmatch(plain)
    if match is None:
        raise NotReadable(text)
    year = int(match["year"])
    try:
        day = date(year + 2000 if year < 100 else year, int(match["month"]), int(match["day"]))
    except ValueError as wrong:
        raise NotReadable(text) from wrong
    if not EARLIEST <= day <= LATEST:
        raise NotReadable(text)
    return day


def write_number(value: Decimal, *, decimal_sign: str = ",") -> str:
    """Write a decimal as a person would type it: no exponent, no trailing zeros, no grouping."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", decimal_sign)


def _plain(text: str) -> str:
    plain = " ".join(text.translate(_SPACES).translate(_SIGNS).split())
    return _CURRENCY.sub("", plain).strip()
