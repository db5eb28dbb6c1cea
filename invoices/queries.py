"""Reads for screens: rows and counts in the shape that a list or page shows, in few queries."""

from invoices.models import Draft

COUNT_CAP = 10_000


def count_for_navigation() -> dict[str, int]:
    """Count what the left bar shows beside its entries, each capped at 10,000."""
    return {"drafts": Draft.objects.order_by()[:COUNT_CAP].count()}
