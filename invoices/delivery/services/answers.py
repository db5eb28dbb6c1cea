"""What a recipient inside this portal does with an invoice, told to the seller in the same transaction.

Bound to the transmission: the message id finds the one delivery that brought the document, never the invoice number.
Screens of the inbox call these verbs instead of inbound's own.
"""

import uuid

from django.db import transaction

from accounts.models import User
from companies.tenancy import company_scope, every_company
from invoices.delivery import lifecycle
from invoices.delivery.channels.network.transport import Network
from invoices.delivery.contract import Outcome
from invoices.delivery.models import Delivery
from invoices.delivery.services import recording
from invoices.inbound.models import ReceivedInvoice
from invoices.inbound.services import handling
from invoices.lifecycle import DeliveryState, EventKind
from portal.kit.clock import now


def open_received(received: ReceivedInvoice, *, by: User) -> bool:
    """Note the first opening of a received invoice and tell the seller; returns whether it was the first."""
    with transaction.atomic():
        is_first = handling.mark_opened(received, by=by)
        if is_first:
            _tell_seller(received, EventKind.VIEWED)
    return is_first


def approve_received(received: ReceivedInvoice, *, by: User) -> bool:
    """Approve a received invoice and tell the seller; returns False when somebody has already decided."""
    with transaction.atomic():
        is_done = handling.approve(received, by=by)
        if is_done:
            _tell_seller(received, EventKind.APPROVED)
    return is_done


def reject_received(received: ReceivedInvoice, *, reason: str, by: User) -> bool:
    """Reject a received invoice and tell the seller why; returns False when somebody has already decided.

    Raises ValueError without a reason.
    """
    with transaction.atomic():
        is_done = handling.reject(received, reason=reason, by=by)
        if is_done:
            _tell_seller(received, EventKind.REJECTED, reason=" ".join(reason.split()))
    return is_done


def _tell_seller(received: ReceivedInvoice, kind: EventKind, *, reason: str = "") -> None:
    message = received.message
    if message.channel != Network.key:
        return
    try:
        sent_as = uuid.UUID(message.message_id)
    except ValueError:  # no delivery of this portal, which numbers its messages so
        return
    with every_company():
        delivery = Delivery.objects.filter(message_id=sent_as, channel=Network.key).first()
    if delivery is None:
        return
    with company_scope(delivery.company_id):
        lifecycle.lock_invoice(delivery.invoice_id)
        delivery = Delivery.objects.select_related("invoice").get(pk=delivery.pk)
        if kind is not EventKind.REJECTED:
            lifecycle.write_event(delivery, kind, by=None, at=now(), detail={})
        else:
            _reject(_note_arrival(delivery), reason)


def _note_arrival(delivery: Delivery) -> Delivery:
    """Record the arrival that the answer proves, where a worker died before it could."""
    if delivery.state == DeliveryState.QUEUED:
        taken = {"claimed_at": now(), "attempt_count": delivery.attempt_count + 1, "next_try_at": None}
        lifecycle.advance(delivery, lifecycle.Event.CLAIM, by=None, changes=taken)
    if delivery.state in {DeliveryState.SENDING, DeliveryState.UNKNOWN}:
        recording.record(delivery, Outcome.delivered(answered=True), started_at=delivery.claimed_at or now())
    return delivery


def _reject(delivery: Delivery, reason: str) -> None:
    if lifecycle.is_legal(delivery.state, lifecycle.Event.REJECT):
        lifecycle.advance(
            delivery,
            lifecycle.Event.REJECT,
            by=None,
            detail={"reason": "rejected", "answer": reason},
            changes={"reason": "rejected", "detail": reason[:500]},
        )
