"""Reads for screens: rows and counts in the shape that a list or page shows, in few queries."""

from django.db import connection

from companies.tenancy import current_company_id
from invoices.lifecycle import NEEDS_ATTENTION

COUNT_CAP = 10_000
_COUNTS = """
select
    (select count(*) from (select 1 from invoices_draft where company_id = %(company)s limit %(cap)s) d),
    (select count(*) from (select 1 from invoices_invoice where company_id = %(company)s limit %(cap)s) s),
    (select count(*) from (select 1 from invoices_invoice where company_id = %(company)s
        and delivery_state = any(%(attention)s) and delivery_state in ('failed', 'rejected', 'unknown')
        limit %(cap)s) a),
    (select count(*) from (select 1 from inbound_receivedinvoice where company_id = %(company)s and state = 'new'
        limit %(cap)s) r)
"""


def count_for_navigation() -> dict[str, int]:
    """Count what the left bar shows beside its entries in one query, each capped at 10,000."""
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS,
            {"company": current_company_id(), "cap": COUNT_CAP, "attention": [str(s) for s in NEEDS_ATTENTION]},
        )
        row = cursor.fetchone() or (0, 0, 0, 0)
    return dict(zip(("drafts", "sent", "attention", "received"), map(int, row), strict=True))
