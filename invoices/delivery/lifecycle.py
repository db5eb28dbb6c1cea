"""States of a delivery: the one table of moves, and `advance`, the only door through which a delivery changes state.

Who moves what, and when, is decided in services/. The invoice's delivery columns are a projection of its newest
delivery and are written here alone.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from invoices.delivery.models import Attempt, Delivery
from invoices.lifecycle import DeliveryState, EventKind
from invoices.models import Invoice, InvoiceEvent
from portal.kit.clock import now


class Event(StrEnum):
    """What can happen to a delivery."""

    CLAIM = "claim"
    SEND = "send"
    DELIVER = "deliver"
    DEFER = "defer"
    LOSE = "lose"
    FAIL = "fail"
    REJECT = "reject"
    REPLACE = "replace"


_S, _E = DeliveryState, Event
TRANSITIONS: dict[tuple[DeliveryState, Event], DeliveryState] = {
    (_S.QUEUED, _E.CLAIM): _S.SENDING,
    (_S.SENDING, _E.SEND): _S.SENT,
    (_S.SENDING, _E.DELIVER): _S.DELIVERED,
    (_S.SENDING, _E.DEFER): _S.QUEUED,
    (_S.SENDING, _E.LOSE): _S.UNKNOWN,
    (_S.SENDING, _E.FAIL): _S.FAILED,
    # An answer to the question what became of it; deferred means that it surely never arrived.
    (_S.UNKNOWN, _E.SEND): _S.SENT,
    (_S.UNKNOWN, _E.DELIVER): _S.DELIVERED,
    (_S.UNKNOWN, _E.DEFER): _S.QUEUED,
    (_S.UNKNOWN, _E.FAIL): _S.FAILED,
    (_S.SENT, _E.DELIVER): _S.DELIVERED,
    (_S.SENT, _E.REJECT): _S.REJECTED,
    (_S.DELIVERED, _E.REJECT): _S.REJECTED,
    (_S.QUEUED, _E.REPLACE): _S.REPLACED,
    (_S.FAILED, _E.REPLACE): _S.REPLACED,
    (_S.REJECTED, _E.REPLACE): _S.REPLACED,
}
# A claim and a replacement have no line of their own in the timeline: the outcome and the new sending tell it.
TIMELINE: dict[Event, EventKind] = {
    _E.SEND: EventKind.SENT,
    _E.DELIVER: EventKind.DELIVERED,
    _E.DEFER: EventKind.DEFERRED,
    _E.LOSE: EventKind.UNKNOWN,
    _E.FAIL: EventKind.FAILED,
    _E.REJECT: EventKind.REJECTED,
}


class IllegalMoveError(Exception):
    """The table has no such move."""


class OvertakenError(Exception):
    """Somebody else moved the delivery first; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What goes into the append-only row of a try."""

    started_at: datetime
    outcome: str
    code: str
    detail: str


def is_legal(state: str, event: Event) -> bool:
    """Say whether the table has the move."""
    return (DeliveryState(state), event) in TRANSITIONS


def advance(
    delivery: Delivery,
    event: Event,
    *,
    by: User | None,
    detail: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    tried: Tried | None = None,
    only_if: dict[str, Any] | None = None,
) -> Delivery:
    """Move the delivery by compare-and-swap; write its try, the timeline and the invoice's columns with it.

    `detail` goes to the timeline, `changes` to the row's other columns; `only_if` adds to the comparison, which is on
    state and number of tries. Raises IllegalMoveError when the table forbids the move, OvertakenError when the row is
    no longer as it was read.
    """
    old = DeliveryState(delivery.state)
    if not is_legal(old, event):
        raise IllegalMoveError(f"A delivery that is {old} cannot {event}.")
    new, moment = TRANSITIONS[old, event], now()
    seen = {"pk": delivery.pk, "state": old, "attempt_count": delivery.attempt_count, **(only_if or {})}
    with transaction.atomic():
        lock_invoice(delivery.invoice_id)
        if not Delivery.objects.filter(**seen).update(state=new, changed_at=moment, **(changes or {})):
            raise OvertakenError(f"Delivery {delivery.pk} is no longer {old}.")
        if tried is not None:
            _write_attempt(delivery, tried, ended_at=moment)
        if event in TIMELINE:
            write_event(delivery, TIMELINE[event], by=by, at=moment, detail=detail or {})
        _project(delivery, new, at=moment)
    delivery.state, delivery.changed_at = new, moment
    for name, value in (changes or {}).items():
        setattr(delivery, name, value)
    return delivery


def lock_invoice(invoice_id: int) -> None:
    """Take the invoice's row lock, which is always taken before a delivery's, so that no two verbs deadlock."""
    Invoice.objects.select_for_update(no_key=True).filter(pk=invoice_id).values_list("pk").get()


def write_event(
    delivery: Delivery, kind: EventKind, *, by: User | None, at: datetime, detail: dict[str, Any]
) -> InvoiceEvent:
    """Append a line to the invoice's timeline with the facts of the delivery."""
    facts = {"delivery": delivery.pk, "channel": delivery.channel, "recipient": delivery.recipient.get("shown", "")}
    event = InvoiceEvent(
        company_id=delivery.company_id,
        invoice_id=delivery.invoice_id,
        kind=kind,
        at=at,
        by=by,
        by_name=by.get_full_name() if by else "",
        detail={**facts, **detail},
    )
    event.save(force_insert=True)
    return event


def project_new(delivery: Delivery, *, at: datetime) -> None:
    """Show a newly made delivery in its invoice's columns."""
    _project(delivery, DeliveryState(delivery.state), at=at)


def _write_attempt(delivery: Delivery, tried: Tried, *, ended_at: datetime) -> None:
    Attempt(
        company_id=delivery.company_id,
        delivery_id=delivery.pk,
        number=delivery.attempt_count,
        started_at=tried.started_at,
        ended_at=ended_at,
        outcome=tried.outcome,
        code=tried.code,
        detail=tried.detail,
    ).save(force_insert=True)


def _project(delivery: Delivery, state: DeliveryState, *, at: datetime) -> None:
    newer = Delivery.objects.filter(invoice_id=OuterRef("pk"), pk__gt=delivery.pk)
    Invoice.objects.filter(~Exists(newer), pk=delivery.invoice_id).update(
        delivery_state=state, delivery_method=delivery.channel, delivery_changed_at=at
    )
