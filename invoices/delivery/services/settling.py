"""Clears up doubt: claims that a worker left behind, and outcomes that nobody knows.

What surely never left the portal is queued again; what may have left is asked about through its channel, and never
blindly sent again. Where asking cannot help, a member who has found out says so with `settle`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction

from accounts.models import User
from companies.services import audit
from invoices.delivery import lifecycle, registry
from invoices.delivery.contract import Outcome, OutcomeKind
from invoices.delivery.models import Delivery
from invoices.delivery.services import recording
from invoices.lifecycle import DeliveryState
from portal.kit.clock import now

log = structlog.get_logger(__name__)


def look_into_all(delivery_ids: Iterable[int]) -> None:
    """Look into each delivery by itself; a fault in one, which the log tells, never stops the next."""
    for delivery_id in delivery_ids:
        try:
            look_into(delivery_id)
        except Exception:
            log.exception("delivery_not_looked_into", delivery=delivery_id)


def look_into(delivery_id: int) -> Delivery | None:
    """Decide about a delivery in doubt; returns None when there is no doubt (any more)."""
    moment = now()
    delivery = Delivery.objects.in_doubt(moment, claimed_before=abandoned_before(moment)).filter(pk=delivery_id).first()
    if delivery is None:
        return None
    started_at = delivery.claimed_at or moment
    if delivery.state == DeliveryState.UNKNOWN:
        return _ask_again(delivery, started_at)
    # The first time it is due at once; a document that kills its worker again and again must wait like any fault.
    at_once = delivery.attempt_count == 1
    if delivery.handed_over_at is None:
        lost, same_claim = Outcome.deferred("worker_lost"), {"handed_over_at": None, "claimed_at": delivery.claimed_at}
        return recording.record(delivery, lost, started_at=started_at, at_once=at_once, only_if=same_claim)
    outcome = _ask(delivery) or Outcome.unknown("interrupted")
    return recording.record(delivery, outcome, started_at=started_at, at_once=at_once)


def settle(delivery: Delivery, *, arrived: bool, by: User) -> Delivery:
    """Let a member who has asked the recipient say what became of a delivery with unknown outcome.

    Raises IllegalMoveError when the outcome is known, OvertakenError when it became known meanwhile.
    """
    if delivery.state != DeliveryState.UNKNOWN:
        raise lifecycle.IllegalMoveError(f"The outcome of a delivery that is {delivery.state} is known.")
    with transaction.atomic():
        reason = "" if arrived else "said_missing"
        lifecycle.advance(
            delivery,
            lifecycle.Event.SEND if arrived else lifecycle.Event.FAIL,
            by=by,
            detail={"reason": reason, "said_by_member": True},
            changes={"reason": reason, "detail": "", "next_try_at": None},
        )
        audit.record("invoice.delivery_settled", by=by, subject=delivery.invoice, arrived=arrived)
    return delivery


def abandoned_before(moment: datetime) -> datetime:
    """Return the moment before which a claim counts as left behind by its worker."""
    return moment - timedelta(seconds=settings.DELIVERY_CLAIM_SECONDS)


def _ask_again(delivery: Delivery, started_at: datetime) -> Delivery:
    outcome = _ask(delivery)
    if outcome is not None and outcome.kind is not OutcomeKind.UNKNOWN:
        return recording.record(delivery, outcome, started_at=started_at, at_once=True)
    asked_for = now() - started_at
    later = None if outcome is None or asked_for > recording.GIVE_UP_AFTER else now() + _ask_delay(asked_for)
    same = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.UNKNOWN, next_try_at=delivery.next_try_at)
    same.update(next_try_at=later)
    return delivery


def _ask(delivery: Delivery) -> Outcome | None:
    channel = registry.get_channel(delivery.channel)
    if channel is None:
        return None
    try:
        return channel.ask(delivery)
    except Exception as error:
        log.exception("delivery_ask_fault", delivery=delivery.pk, channel=delivery.channel)
        return Outcome.unknown("interrupted", type(error).__name__)


def _ask_delay(asked_for: timedelta) -> timedelta:
    return next((delay for delay in recording.BACK_OFF if delay > asked_for / 2), recording.BACK_OFF[-1])
