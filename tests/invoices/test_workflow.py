"""Issuing and delivery joined: the invoice and the intent to deliver it commit together, once."""

import pytest
from django.db import IntegrityError, connection, transaction

from companies.tenancy import APPLICATION_ROLE
from invoices.delivery.models import Delivery
from invoices.delivery.routing import UnreachableError
from invoices.delivery.services import AlreadySentError
from invoices.en16931.ubl.read import read
from invoices.lifecycle import DeliveryState, EventKind
from invoices.models import Draft, Invoice, NumberSeries
from invoices.services.crediting import credit
from invoices.services.issuing import Refused
from invoices.workflow import issue_and_send, review, send_again
from tests.factories.companies import draft, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scope")]


@pytest.fixture
def sent_messages(monkeypatch) -> list[tuple]:
    """Collect what would be handed to the broker."""
    sent: list[tuple] = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda name, args, kwargs, **_: sent.append((name, args, kwargs)), raising=True
    )
    return sent


def test_an_invoice_and_its_delivery_commit_together_and_the_message_after(
    seller, buyer, clerk, sent_messages, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invoice = issue_and_send(draft(seller, buyer), by=clerk)
        assert sent_messages == []
    delivery = Delivery.objects.get()
    assert (delivery.invoice, delivery.channel, delivery.state) == (invoice, "email_pdf", DeliveryState.QUEUED)
    assert buyer.email in str(delivery.recipient)
    assert [kwargs for _, _, kwargs in sent_messages] == [{"company_id": seller.pk}]
    stored = Invoice.objects.get()
    assert (stored.delivery_state, stored.delivery_method) == (DeliveryState.QUEUED, "email_pdf")
    assert [event.kind for event in stored.events.all()] == [EventKind.CHECKED, EventKind.ISSUED, EventKind.QUEUED]


def test_sending_twice_gives_one_invoice_and_one_delivery(seller, buyer, clerk) -> None:
    first_tab, second_tab = draft(seller, buyer), Draft.objects.get()
    assert issue_and_send(first_tab, by=clerk).pk == issue_and_send(second_tab, by=clerk).pk
    assert Delivery.objects.count() == Invoice.objects.count() == 1


def test_a_customer_that_cannot_be_reached_is_refused_before_a_number_is_used(seller, buyer, clerk) -> None:
    buyer.email = ""
    buyer.save()
    unreachable = draft(seller, buyer)
    with pytest.raises(Refused) as refused:
        issue_and_send(unreachable, by=clerk)
    assert [(p.field, p.rule) for p in refused.value.problems] == [("method", "PORTAL-METHOD")]
    assert not Invoice.objects.exists() and not NumberSeries.objects.exists()
    assert ("method", "PORTAL-METHOD") in [(p.field, p.rule) for p in review(unreachable).problems]
    assert not review(unreachable).can_be_sent
    assert issue_and_send(unreachable, by=clerk, method="none").delivery_state == DeliveryState.NONE
    assert not Delivery.objects.exists()


def test_a_fault_while_queueing_takes_the_invoice_back(seller, buyer, clerk) -> None:
    one = draft(seller, buyer)
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute(
            "alter table delivery_delivery add constraint no_more check (created_at < '2000-01-01') not valid"
        )
        cursor.execute(f"set role {APPLICATION_ROLE}")
    with pytest.raises(IntegrityError), transaction.atomic():
        issue_and_send(one, by=clerk)
    assert not Invoice.objects.exists() and Draft.objects.exists() and not NumberSeries.objects.exists()


def test_review_shows_what_send_would_do_without_writing(seller, buyer, clerk) -> None:
    one = draft(seller, buyer, lines=[line(), line(uid="x", price="")])
    seen = review(one)
    assert [problem.field for problem in seen.problems] == ["line-x-price"]
    assert not seen.can_be_sent
    assert read(seen.xml).totals == seen.document.totals
    assert "email_pdf" in [option.channel for option in seen.options if option.is_available]
    good = review(draft(seller, buyer))
    assert good.can_be_sent and good.problems == ()
    assert not Invoice.objects.exists()


def test_a_credit_note_proposes_the_way_the_invoice_went(seller, buyer, clerk) -> None:
    invoice = issue_and_send(draft(seller, buyer, method="email_pdf"), by=clerk)
    note = credit(Invoice.objects.get(pk=invoice.pk), by=clerk)
    assert note.content["method"] == "email_pdf"
    assert issue_and_send(note, by=clerk).credits == invoice
    assert [delivery.channel for delivery in Delivery.objects.order_by("pk")] == ["email_pdf", "email_pdf"]


def test_sending_again_replaces_what_waits(seller, buyer, clerk) -> None:
    invoice = Invoice.objects.get(pk=issue_and_send(draft(seller, buyer), by=clerk).pk)
    again = send_again(invoice, by=clerk)
    assert [row.state for row in Delivery.objects.order_by("pk")] == [DeliveryState.REPLACED, DeliveryState.QUEUED]
    other = send_again(invoice, by=clerk, channel="email_pdf", recipient=again.recipient | {"shown": "b@example.com"})
    assert other.recipient["shown"] == "b@example.com"
    Delivery.objects.filter(pk=other.pk).update(state=DeliveryState.UNKNOWN)
    with pytest.raises(AlreadySentError):
        send_again(invoice, by=clerk)
    with pytest.raises(UnreachableError):
        send_again(invoice, by=clerk, channel="print_post")
