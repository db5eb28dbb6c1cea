"""Dates and moments as people of a language write them; cached, because lists write thousands a second.

Month names and patterns come from the CLDR by way of Babel.
"""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton


@lru_cache(maxsize=20_000)
def show_date(day: date, language: str, *, year: bool = False) -> str:
    """Return the date short, for example 20 nov or 20 nov 2026."""
    return str(format_skeleton("yMMMd" if year else "MMMd", day, locale=language, fuzzy=True))


@lru_cache(maxsize=2_000)
def show_long_date(day: date, language: str) -> str:
    """Return the date with the month's full name, for example 20 november 2026."""
    return str(format_date(day, "long", locale=language))


def show_moment(moment: datetime, language: str, zone: str) -> str:
    """Return date and time of day in the time zone, for example 20 nov 2026 14:32."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{show_date(local.date(), language, year=True)} {local:%H:%M}"
