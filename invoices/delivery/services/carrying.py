"""Carries a delivery out: claims the row, lets the channel send outside any transaction, records the outcome.

Called by the task with ids. A worker may die between any two steps; what it leaves behind is looked into by settling.
"""

from collections.abc import Iterable
from datetime import datetime

import structlog
from django.db import transaction

from invoices.delivery import lifecycle, registry
from invoices.delivery.contract import ClaimLostError, Outcome, OutcomeKind
from invoices.delivery.models import Delivery
from invoices.delivery.package import DocumentDamagedError, pack
from invoices.delivery.services import recording
from invoices.lifecycle import DeliveryState
from portal.kit.clock import now

log = structlog.get_logger(__name__)


def carry_out_all(delivery_ids: Iterable[int]) -> None:
    """Carry out each delivery by itself; a fault in one, which the log tells, never stops the next."""
    for delivery_id in delivery_ids:
        try:
            carry_out(delivery_id)
        except Exception:
            log.exception("delivery_not_recorded", delivery=delivery_id)


def carry_out(delivery_id: int) -> Delivery | None:
    """Try a delivery that is due once; returns None when it is not due, or another worker has it."""
    delivery = claim(delivery_id)
    if delivery is None:
        return None
    try:
        outcome = _try(delivery)
    except ClaimLostError:
        log.warning("delivery_claim_lost", delivery=delivery.pk)
        return None
    return recording.record(delivery, outcome, started_at=_claimed(delivery))


def claim(delivery_id: int) -> Delivery | None:
    """Take a due delivery for this worker by compare-and-swap, in a transaction of its own."""
    moment = now()
    delivery = Delivery.objects.due(moment).select_related("invoice").filter(pk=delivery_id).first()
    if delivery is None:
        return None
    try:
        with transaction.atomic(durable=True):
            return lifecycle.advance(
                delivery,
                lifecycle.Event.CLAIM,
                by=None,
                changes={
                    "claimed_at": moment,
                    "handed_over_at": None,
                    "next_try_at": None,
                    "attempt_count": delivery.attempt_count + 1,
                },
            )
    except lifecycle.OvertakenError:
        return None


def _try(delivery: Delivery) -> Outcome:
    channel = registry.get_channel(delivery.channel)
    if channel is None:
        return Outcome.failed("channel_missing")
    try:
        return channel.send(pack(delivery), handing_over=lambda: hand_over(delivery))
    except ClaimLostError:
        raise
    except DocumentDamagedError as error:
        log.exception("delivery_document_damaged", delivery=delivery.pk)
        return Outcome.failed("document_damaged", str(error))
    except Exception as error:
        log.exception("delivery_fault", delivery=delivery.pk, channel=delivery.channel)
        kind = OutcomeKind.UNKNOWN if delivery.handed_over_at else OutcomeKind.DEFERRED
        return Outcome(kind, "interrupted" if delivery.handed_over_at else "internal", type(error).__name__)


def hand_over(delivery: Delivery) -> None:
    """Commit that the document is about to leave the portal; raises ClaimLostError when the claim is no longer ours."""
    moment = now()
    ours = Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.SENDING, attempt_count=delivery.attempt_count, handed_over_at=None
    )
    if not ours.update(handed_over_at=moment):
        raise ClaimLostError(f"Delivery {delivery.pk} belongs to another worker.")
    delivery.handed_over_at = moment


def _claimed(delivery: Delivery) -> datetime:
    return delivery.claimed_at or now()
