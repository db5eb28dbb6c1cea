"""What a recipient does in the inbox reaches the seller's timeline, bound to the transmission and in both companies' scopes."""

from typing import Any

import pytest

from companies.models import AuditEntry, Company
from companies.tenancy import company_scope
from invoices.delivery.models import Attempt, Delivery
from invoices.delivery.services import answers, carry_out, deliver, resend
from invoices.delivery.services.carrying import claim
from invoices.inbound import intake
from invoices.inbound.models import InboundMessage, ReceivedEvent, ReceivedInvoice
from invoices.inbound.services import read_message
from invoices.lifecycle import DeliveryState
from invoices.models import Invoice, InvoiceEvent, SealedDocument
from tests.factories import sealed
from tests.factories.companies import company, member


@pytest.fixture
def recipient(db: None) -> Company:
    return company(name="Kungälvs Betong AB")


def to(recipient: Company) -> dict[str, Any]:
    return {"company_id": recipient.pk, "name": recipient.name, "shown": recipient.name}


@pytest.fixture
def delivered(seller: Company, recipient: Company) -> Delivery:
    invoice = sealed.invoice(seller, sealed.as_customer(seller, recipient))
    delivery = deliver(invoice, channel="network", recipient=to(recipient), by=None)
    carry_out(delivery.pk)
    return delivery


def read_all(recipient: Company) -> list[ReceivedInvoice]:
    for message in InboundMessage.objects.filter(state="new"):
        read_message(message.pk)
    return list(ReceivedInvoice.objects.order_by("pk"))


def timeline(invoice: Invoice) -> list[str]:
    return list(InvoiceEvent.objects.filter(invoice=invoice).values_list("kind", flat=True))


def test_opened_and_approved_are_told_once(seller, recipient, delivered) -> None:
    with company_scope(recipient.pk):
        (received,) = read_all(recipient)
        by = member(recipient, name="Johan Berg")
        assert answers.open_received(received, by=by)
        assert not answers.open_received(received, by=by)
        assert answers.approve_received(received, by=by)
        assert not answers.approve_received(received, by=by)
        assert not answers.reject_received(received, reason="too late", by=by)
        assert list(ReceivedEvent.objects.values_list("kind", "by_name")) == [
            ("received", ""),
            ("opened", "Johan Berg"),
            ("approved", "Johan Berg"),
        ]
        assert [entry.action for entry in AuditEntry.objects.all()] == ["received.approved"]
    assert timeline(delivered.invoice) == ["queued", "delivered", "viewed", "approved"]
    assert InvoiceEvent.objects.last().by_name == ""  # the recipient's people are nobody to the seller
    assert Delivery.objects.get().state == DeliveryState.DELIVERED


def test_a_rejection_with_its_reason_reaches_the_seller(seller, recipient, delivered) -> None:
    with company_scope(recipient.pk):
        (received,) = read_all(recipient)
        answers.reject_received(received, reason="  Wrong \n price ", by=member(recipient))
        assert ReceivedInvoice.objects.get().state == "rejected"
    row = Delivery.objects.get()
    assert (row.state, row.reason, row.detail) == (DeliveryState.REJECTED, "rejected", "Wrong price")
    assert Invoice.objects.get().delivery_state == DeliveryState.REJECTED
    assert InvoiceEvent.objects.last().detail["answer"] == "Wrong price"
    new = resend(delivered.invoice, channel="network", recipient=to(recipient), by=None)
    assert (Delivery.objects.get(pk=row.pk).state, new.state) == (DeliveryState.REPLACED, DeliveryState.QUEUED)


def test_a_rejection_needs_a_reason(recipient, delivered) -> None:
    with company_scope(recipient.pk):
        (received,) = read_all(recipient)
        with pytest.raises(ValueError, match="reason"):
            answers.reject_received(received, reason="  ", by=member(recipient))
        assert ReceivedInvoice.objects.get().state == "new"


def test_the_answer_belongs_to_the_transmission_not_to_the_number(seller, recipient, delivered) -> None:
    """The same invoice was sent twice; rejecting the copy leaves the first delivery as it was."""
    copy = resend(delivered.invoice, channel="network", recipient=to(recipient), by=None)
    carry_out(copy.pk)
    with company_scope(recipient.pk):
        _, second = read_all(recipient)
        answers.reject_received(second, reason="twice", by=member(recipient))
    states = dict(Delivery.objects.values_list("pk", "state"))
    assert states == {delivered.pk: DeliveryState.DELIVERED, copy.pk: DeliveryState.REJECTED}


def test_an_answer_proves_the_arrival_that_a_dead_worker_could_not_record(seller, recipient) -> None:
    invoice = sealed.invoice(seller, sealed.as_customer(seller, recipient))
    delivery = deliver(invoice, channel="network", recipient=to(recipient), by=None)
    claim(delivery.pk)
    intake.receive(
        company_id=recipient.pk,
        message_id=str(delivery.message_id),
        channel="network",
        sender=seller.name,
        raw=bytes(SealedDocument.objects.get().xml),
    )
    with company_scope(recipient.pk):
        (received,) = read_all(recipient)
        answers.reject_received(received, reason="no", by=member(recipient))
    assert Delivery.objects.get().state == DeliveryState.REJECTED
    assert [row.outcome for row in Attempt.objects.all()] == ["delivered"]


def test_what_came_from_elsewhere_is_answered_here_alone(seller, recipient, delivered) -> None:
    """A message that only claims the id of somebody's delivery moves nothing."""
    with company_scope(recipient.pk):
        (received,) = read_all(recipient)
        received.message.channel = "file"
        answers.reject_received(received, reason="no", by=member(recipient))
    assert Delivery.objects.get().state == DeliveryState.DELIVERED
