"""The one place that says what time it is, so that tests and the demo can move the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended_moment", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _pretended.get() or timezone.now()


def today_in(zone: str) -> date:
    """Return today's date in an IANA time zone, for example Europe/Stockholm."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Let the block believe that it is the given aware moment; for demo data and tests only."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
