"""Reads for the screens of companies."""

from companies.models import Customer
from portal.kit.paging import Page, take_page

ORDER = ("name", "id")
PAGE_SIZE = 50


def list_customers(*, words: str = "", archived: bool = False, cursor: str = "") -> Page:
    """Return a page of the customer register by name."""
    rows = Customer.objects.exclude(archived_at=None) if archived else Customer.objects.filter(archived_at=None)
    return take_page(rows.matching(words), order=ORDER, cursor=cursor, size=PAGE_SIZE)


def count_customers() -> dict[str, int]:
    """Count active and archived customers."""
    archived = Customer.objects.exclude(archived_at=None).count()
    return {"archived": archived, "active": Customer.objects.count() - archived}
