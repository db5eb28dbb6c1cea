"""Reads for screens: an invoice's deliveries with their tries, and what a person must look at."""

from django.db.models import Prefetch

from invoices.delivery.models import Attempt, Delivery
from invoices.lifecycle import NEEDS_ATTENTION
from invoices.models import Invoice

COUNT_CAP = 10_000


def list_deliveries(invoice: Invoice) -> list[Delivery]:
    """List the deliveries of an invoice, newest first, each with `attempts.all()` loaded; two queries."""
    tries = Prefetch("attempts", queryset=Attempt.objects.order_by("number"))
    return list(Delivery.objects.filter(invoice_id=invoice.pk).order_by("-pk").prefetch_related(tries))


def get_newest(invoice: Invoice) -> Delivery | None:
    """Return the delivery that the invoice's status shows, or None when it was never sent."""
    return Delivery.objects.filter(invoice_id=invoice.pk).order_by("-pk").first()


def count_needing_attention() -> int:
    """Count the company's invoices that were not delivered or whose outcome is unknown, at most 10,000."""
    return Invoice.objects.filter(delivery_state__in=NEEDS_ATTENTION).order_by()[:COUNT_CAP].count()
