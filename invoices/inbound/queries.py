"""Reads for the inbox screens: a page of received invoices, one of them with its timeline, quarantine, counts."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet

from invoices.inbound.models import InboundMessage, ReceivedEvent, ReceivedInvoice
from portal.kit.paging import Page, take_page

COUNT_CAP = 10_000
NEWEST_FIRST = ("-received_at", "-id")
LIST_COLUMNS = (
    "id",
    "public_id",
    "number",
    "type_code",
    "issue_date",
    "due_date",
    "currency",
    "seller_name",
    "net_amount",
    "vat_amount",
    "amount_due",
    "is_valid",
    "state",
    "received_at",
)


def list_received(*, words: str = "", state: str = "", cursor: str = "", size: int = 50) -> Page:
    """Return a page of the inbox as rows of values, newest first, searched by number or seller and kept to a state."""
    return take_page(
        filter_received(words=words, state=state).values(*LIST_COLUMNS), order=NEWEST_FIRST, cursor=cursor, size=size
    )


def filter_received(*, words: str = "", state: str = "") -> QuerySet[ReceivedInvoice]:
    """Return the received invoices whose number begins with, or whose seller's name contains, the words."""
    received = ReceivedInvoice.objects.all()
    if words := words.strip():
        received = received.filter(Q(number__startswith=words) | Q(seller_name__icontains=words))
    if state in ReceivedInvoice.State:
        received = received.filter(state=state)
    return received


def get_received(public_id: uuid.UUID) -> ReceivedInvoice:
    """Return a received invoice with its message (raw bytes included); raises ReceivedInvoice.DoesNotExist."""
    return ReceivedInvoice.objects.select_related("message").get(public_id=public_id)


def list_events(invoice: ReceivedInvoice) -> list[ReceivedEvent]:
    """List the timeline of a received invoice, oldest first."""
    return list(ReceivedEvent.objects.filter(invoice_id=invoice.pk).order_by("at", "id"))


def list_quarantined(*, limit: int = 100) -> list[InboundMessage]:
    """List messages in quarantine, newest first, without their bytes."""
    kept = InboundMessage.objects.filter(state=InboundMessage.State.QUARANTINED).defer("raw")
    return list(kept.order_by("-received_at", "-id")[:limit])


def count_new() -> int:
    """Count received invoices that nobody has opened, at most 10,000."""
    return ReceivedInvoice.objects.filter(state=ReceivedInvoice.State.NEW).order_by()[:COUNT_CAP].count()


def count_by_state() -> dict[str, int]:
    """Count received invoices of each state and quarantined messages, each at most 10,000."""
    received: dict[str, Any] = {
        state: ReceivedInvoice.objects.filter(state=state).order_by()[:COUNT_CAP].count()
        for state in ReceivedInvoice.State.values
    }
    kept = InboundMessage.objects.filter(state=InboundMessage.State.QUARANTINED)
    return {**received, "quarantined": kept.order_by()[:COUNT_CAP].count()}
