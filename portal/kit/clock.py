"""The one place that says what time it is, so that tests can move the clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()


def today_in(zone: str) -> date:
    """Return today's date in an IANA time zone, for example Europe/Stockholm."""
    return timezone.now().astimezone(ZoneInfo(zone)).date()
