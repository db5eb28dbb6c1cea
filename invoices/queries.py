"""Reads for screens: rows and counts in the shape that a list or page shows, in few queries."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Count, F, QuerySet, Sum, When

from companies.tenancy import current_company_id
from invoices.lifecycle import NEEDS_ATTENTION
from invoices.models import Invoice, InvoiceEvent

COUNT_CAP = 10_000
ZERO = Decimal(0)
_COUNTS = """
select
    (select count(*) from (select 1 from invoices_draft where company_id = %(company)s and discarded_at is null
        limit %(cap)s) d),
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


def latest_invoices(limit: int = 8) -> QuerySet[Invoice]:
    """Return the latest issued invoices as a query that a list may draw."""
    newest = Invoice.objects.newest_first().values("pk")[:limit]
    return Invoice.objects.filter(pk__in=newest)


def list_to_handle(*, limit: int) -> list[dict[str, Any]]:
    """Return the newest invoices whose delivery a person must look at."""
    rows = Invoice.objects.needing_attention().newest_first()
    values = rows.values("public_id", "number", "buyer_name", "amount_due", "currency", "delivery_state")
    return [dict(row) for row in values[:limit]]


def sum_month(today: date) -> list[tuple[str, int, Decimal]]:
    """Return (currency, documents, amount to pay) of what was issued since the first of today's month."""
    signed = Case(When(type_code="381", then=-F("amount_due")), default=F("amount_due"))
    rows = Invoice.objects.filter(issue_date__gte=today.replace(day=1), issue_date__lte=today)
    sums = rows.values_list("currency").annotate(documents=Count("pk"), amount=Sum(signed)).order_by("-documents")
    return [(currency, documents, amount or ZERO) for currency, documents, amount in sums]


def get_invoice(public_id: UUID) -> Invoice:
    """Return the invoice with its sealed document and neighbours; raises Invoice.DoesNotExist."""
    return Invoice.objects.select_related("sealed", "credits", "customer").get(public_id=public_id)


def list_events(invoice: Invoice) -> list[InvoiceEvent]:
    """Return the invoice's timeline, newest first."""
    return list(InvoiceEvent.objects.filter(invoice=invoice).order_by("-at", "-id"))


def list_credit_notes(invoice: Invoice) -> list[Invoice]:
    """Return the credit notes that refer to the invoice."""
    return list(Invoice.objects.filter(credits=invoice).order_by("id"))
