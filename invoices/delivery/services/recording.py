"""Records the outcome of a try in one short transaction, and decides when the next one is due.

Used by carrying right after a try and by settling when the answer came later.
"""

from datetime import datetime, timedelta
from typing import Any

import structlog

from accounts.models import User
from invoices.delivery import lifecycle
from invoices.delivery.contract import Outcome, OutcomeKind
from invoices.delivery.lifecycle import Event
from invoices.delivery.models import Attempt, Delivery
from invoices.lifecycle import DeliveryState
from portal.kit.clock import now

log = structlog.get_logger(__name__)

# Reference: mail, section 2 (back-off of temporary faults); the last step repeats until the day is over.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP_AFTER = timedelta(hours=24)
# After an outage of the portal itself a day may be over before the second try; this many are made whatever the clock.
TRIES_AT_LEAST = 5
EVENTS = {
    OutcomeKind.SENT: Event.SEND,
    OutcomeKind.DELIVERED: Event.DELIVER,
    OutcomeKind.DEFERRED: Event.DEFER,
    OutcomeKind.UNKNOWN: Event.LOSE,
    OutcomeKind.FAILED: Event.FAIL,
}


def record(
    delivery: Delivery,
    outcome: Outcome,
    *,
    started_at: datetime,
    by: User | None = None,
    at_once: bool = False,
    only_if: dict[str, Any] | None = None,
) -> Delivery:
    """Move the delivery by the outcome of its present try; `at_once` makes a deferred one due immediately.

    An outcome that comes late, after the try had been written off as unknown, still settles it. One that comes after
    something else has been decided changes nothing and is logged.
    """
    if outcome.kind is OutcomeKind.DEFERRED:
        outcome, due_at = _when_to_try_again(delivery, outcome, started_at, at_once=at_once)
    else:
        due_at = now() + BACK_OFF[0] if outcome.kind is OutcomeKind.UNKNOWN else None
    try:
        return _advance(delivery, outcome, started_at, due_at, by=by, only_if=only_if)
    except lifecycle.OvertakenError:
        present = Delivery.objects.select_related("invoice").get(pk=delivery.pk)
        if _is_answer(present, delivery, outcome):
            return _advance(present, outcome, started_at, due_at, by=by, only_if=None)
        log.warning("delivery_outcome_late", delivery=present.pk, state=present.state, outcome=outcome.kind.value)
        return present


def next_delay(tries: int) -> timedelta:
    """Return how long to wait after so many tries."""
    return BACK_OFF[min(max(tries, 1), len(BACK_OFF)) - 1]


def _advance(
    delivery: Delivery,
    outcome: Outcome,
    started_at: datetime,
    due_at: datetime | None,
    *,
    by: User | None,
    only_if: dict[str, Any] | None,
) -> Delivery:
    facts: dict[str, Any] = {"attempt": delivery.attempt_count, "message_id": str(delivery.message_id)}
    facts |= {"reason": outcome.code, "answer": outcome.detail[:500]} if outcome.code or outcome.detail else {}
    facts |= {"next_try_at": due_at.isoformat()} if due_at and outcome.kind is OutcomeKind.DEFERRED else {}
    tried = lifecycle.Tried(started_at=started_at, outcome=outcome.kind.value, code=outcome.code, detail=outcome.detail)
    return lifecycle.advance(
        delivery,
        EVENTS[outcome.kind],
        by=by,
        detail=facts,
        # The row of a try is written once, when "sending" ends; a later answer is a line in the timeline.
        tried=tried if delivery.state == DeliveryState.SENDING else None,
        only_if=only_if,
        changes={
            "next_try_at": due_at,
            "reason": outcome.code,
            "detail": outcome.detail[:500],
            "receipt": outcome.receipt,
        },
    )


def _is_answer(present: Delivery, tried: Delivery, outcome: Outcome) -> bool:
    same_try = present.state == DeliveryState.UNKNOWN and present.attempt_count == tried.attempt_count
    return same_try and outcome.kind is not OutcomeKind.UNKNOWN


def _when_to_try_again(
    delivery: Delivery, outcome: Outcome, started_at: datetime, *, at_once: bool
) -> tuple[Outcome, datetime | None]:
    moment = now()
    first = Attempt.objects.filter(delivery_id=delivery.pk).order_by("number").first()
    deadline = (first.started_at if first else started_at) + GIVE_UP_AFTER
    if moment >= deadline and delivery.attempt_count >= TRIES_AT_LEAST:
        return Outcome.failed("gave_up", f"{outcome.code}: {outcome.detail}"[:500]), None
    due_at = moment if at_once else moment + next_delay(delivery.attempt_count)
    return outcome, min(due_at, deadline) if moment < deadline else due_at
