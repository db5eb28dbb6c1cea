"""States of a received invoice: the one table of moves, and `advance`, the only door through which they happen.

What a member may do with a received invoice is decided in services and views; PAID is reached by later payment tools.
"""

from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from invoices.inbound.models import ReceivedEvent, ReceivedInvoice
from portal.kit.clock import now

State = ReceivedInvoice.State


class Event(StrEnum):
    """What can happen to a received invoice."""

    OPEN = "open"
    APPROVE = "approve"
    REJECT = "reject"


class EventKind(TextChoices):
    """What its timeline tells."""

    RECEIVED = "received", _("Received")
    OPENED = "opened", _("Opened")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


OPEN = frozenset({State.NEW, State.OPENED})
FINAL = frozenset({State.REJECTED, State.PAID})
NEEDS_ATTENTION = frozenset({State.NEW})
TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.NEW, Event.OPEN): State.OPENED,
    (State.NEW, Event.APPROVE): State.APPROVED,
    (State.OPENED, Event.APPROVE): State.APPROVED,
    (State.NEW, Event.REJECT): State.REJECTED,
    (State.OPENED, Event.REJECT): State.REJECTED,
}
TIMELINE = {Event.OPEN: EventKind.OPENED, Event.APPROVE: EventKind.APPROVED, Event.REJECT: EventKind.REJECTED}


class IllegalMoveError(Exception):
    """The table has no such move, or somebody else moved the invoice first; nothing was changed."""


def advance(
    invoice: ReceivedInvoice, event: Event, *, by: User | None, detail: dict[str, Any] | None = None
) -> ReceivedInvoice:
    """Move a received invoice by compare-and-swap and write its timeline with it; raises IllegalMoveError."""
    old = State(invoice.state)
    if (old, event) not in TRANSITIONS:
        raise IllegalMoveError(f"A received invoice that is {old} cannot {event}.")
    new = TRANSITIONS[old, event]
    with transaction.atomic():
        if not ReceivedInvoice.objects.filter(pk=invoice.pk, state=old).update(state=new):
            raise IllegalMoveError(f"Received invoice {invoice.pk} is no longer {old}.")
        write_event(invoice, TIMELINE[event], by=by, detail=detail)
    invoice.state = new
    return invoice


def write_event(
    invoice: ReceivedInvoice, kind: EventKind, *, by: User | None, detail: dict[str, Any] | None = None
) -> ReceivedEvent:
    """Append a line to the timeline of a received invoice."""
    event = ReceivedEvent(
        company_id=invoice.company_id,
        invoice_id=invoice.pk,
        kind=kind,
        at=now(),
        by=by,
        by_name=by.get_full_name() if by else "",
        detail=detail or {},
    )
    event.save(force_insert=True)
    return event
