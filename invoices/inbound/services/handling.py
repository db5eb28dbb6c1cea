"""What a member does with a received invoice. Telling the seller is the business of delivery.services.answers."""

from typing import Any

from django.db import transaction

from accounts.models import User
from companies.services import audit
from invoices.inbound import lifecycle
from invoices.inbound.lifecycle import Event
from invoices.inbound.models import ReceivedInvoice


def mark_opened(invoice: ReceivedInvoice, *, by: User) -> bool:
    """Note that a member has opened the invoice for the first time; returns whether it was the first."""
    return invoice.state == ReceivedInvoice.State.NEW and _advance(invoice, Event.OPEN, by=by)


def approve(invoice: ReceivedInvoice, *, by: User) -> bool:
    """Approve the invoice; returns False when somebody has already decided."""
    with transaction.atomic():
        if not _advance(invoice, Event.APPROVE, by=by):
            return False
        audit.record("received.approved", by=by, subject=invoice)
    return True


def reject(invoice: ReceivedInvoice, *, reason: str, by: User) -> bool:
    """Reject the invoice; returns False when somebody has already decided. Raises ValueError without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise ValueError("A rejection needs a reason.")
    with transaction.atomic():
        if not _advance(invoice, Event.REJECT, by=by, detail={"reason": reason}):
            return False
        audit.record("received.rejected", by=by, subject=invoice, reason=reason)
    return True


def _advance(invoice: ReceivedInvoice, event: Event, *, by: User, detail: dict[str, Any] | None = None) -> bool:
    try:
        lifecycle.advance(invoice, event, by=by, detail=detail)
    except lifecycle.IllegalMoveError:
        return False
    return True
