"""Commits the intent to deliver: `deliver` for the first time, `resend` as an explicit new delivery.

Nothing is sent here. Both write the row, the timeline, the invoice's columns and the audit log in one transaction, and
a worker carries it out.
"""

from typing import Any

from django.db import transaction

from accounts.models import User
from companies.services import audit
from invoices.delivery import lifecycle
from invoices.delivery.contract import Recipient
from invoices.delivery.models import Delivery
from invoices.delivery.services import messages
from invoices.lifecycle import DeliveryState, EventKind
from invoices.models import Invoice
from portal.kit.clock import now


class AlreadySentError(Exception):
    """The invoice already has a delivery that stands in the way; `delivery` is that one."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(f"Delivery {delivery.pk} of the invoice is {delivery.state}.")
        self.delivery = delivery


def deliver(invoice: Invoice, *, channel: str, recipient: Recipient, by: User | None) -> Delivery:
    """Commit the intent to deliver an issued invoice; the same call repeated returns the first delivery.

    Raises AlreadySentError when the invoice has a delivery by another channel or to another recipient, or one that has
    failed: sending again is an explicit act, see `resend`.
    """
    with transaction.atomic():
        lifecycle.lock_invoice(invoice.pk)
        present = _newest(invoice)
        if present is not None:
            if not _is_same(present, channel, recipient):
                raise AlreadySentError(present)
            return present
        delivery = _make(invoice, channel, recipient)
        _tell(delivery, EventKind.QUEUED, by=by)
    return delivery


def resend(invoice: Invoice, *, channel: str, recipient: Recipient, by: User | None) -> Delivery:
    """Commit a new delivery of an invoice; a queued, failed or rejected one before it becomes replaced.

    One that was sent or delivered stays as it is, beside the new one. Raises AlreadySentError while a worker holds the
    present delivery or its outcome is unknown: that must be settled first.
    """
    with transaction.atomic():
        lifecycle.lock_invoice(invoice.pk)
        present = _newest(invoice)
        facts: dict[str, Any] = {}
        if present is not None:
            facts["replaces"] = present.pk
            _make_way(present, by=by)
        delivery = _make(invoice, channel, recipient)
        _tell(delivery, EventKind.RESENT if present else EventKind.QUEUED, by=by, **facts)
    return delivery


def _newest(invoice: Invoice) -> Delivery | None:
    return Delivery.objects.filter(invoice_id=invoice.pk).order_by("-pk").first()


def _is_same(present: Delivery, channel: str, recipient: Recipient) -> bool:
    stands = present.state not in {DeliveryState.FAILED, DeliveryState.REJECTED, DeliveryState.REPLACED}
    return stands and present.channel == channel and present.recipient == recipient


def _make_way(present: Delivery, *, by: User | None) -> None:
    if present.state in {DeliveryState.SENDING, DeliveryState.UNKNOWN}:
        raise AlreadySentError(present)
    if lifecycle.is_legal(present.state, lifecycle.Event.REPLACE):
        try:
            lifecycle.advance(present, lifecycle.Event.REPLACE, by=by, changes={"next_try_at": None})
        except lifecycle.OvertakenError:
            raise AlreadySentError(present) from None


def _make(invoice: Invoice, channel: str, recipient: Recipient) -> Delivery:
    moment = now()
    delivery = Delivery(
        company_id=invoice.company_id, invoice=invoice, channel=channel, recipient=recipient, next_try_at=moment
    )
    delivery.save(force_insert=True)
    lifecycle.project_new(delivery, at=moment)
    return delivery


def _tell(delivery: Delivery, kind: EventKind, *, by: User | None, **facts: Any) -> None:
    lifecycle.write_event(delivery, kind, by=by, at=now(), detail=facts)
    audit.record(
        f"invoice.{kind}",
        by=by,
        subject=delivery.invoice,
        channel=delivery.channel,
        recipient=delivery.recipient,
        message_id=delivery.message_id,
        **facts,
    )
    messages.announce_on_commit(delivery.pk, company_id=delivery.company_id)
