"""Committing the intent: rows, timeline, audit and message together; repeats and refusals; a broker that is down."""

import socket
from collections.abc import Iterator

import pytest
from celery import current_app
from django.conf import settings
from django.db import transaction

from companies.models import AuditEntry
from companies.tenancy import company_scope
from invoices.delivery.models import Delivery
from invoices.delivery.services import AlreadySentError, carry_out, deliver, resend
from invoices.lifecycle import DeliveryState, EventKind
from invoices.models import Invoice, InvoiceEvent
from portal.kit.clock import now
from tests.factories import sealed
from tests.factories.companies import company, member
from tests.invoices.delivery.scripted import KEY

TO = {"email": "faktura@kund.example", "shown": "faktura@kund.example"}


def kinds(invoice: Invoice) -> list[str]:
    return list(InvoiceEvent.objects.filter(invoice=invoice).values_list("kind", flat=True))


def waiting_messages() -> int:
    with current_app.connection_for_write() as connection:
        return connection.default_channel.client.llen("celery")


def test_the_intent_is_one_row_one_line_one_audit_entry(seller, invoice, django_assert_max_num_queries) -> None:
    by = member(seller, name="Sara Lind")
    with django_assert_max_num_queries(16):
        delivery = deliver(invoice, channel="email_pdf", recipient=TO, by=by)
    assert (delivery.state, delivery.attempt_count, delivery.recipient) == (DeliveryState.QUEUED, 0, TO)
    event = InvoiceEvent.objects.get(invoice=invoice)
    assert (event.kind, event.by_name, event.detail["recipient"]) == (EventKind.QUEUED, "Sara Lind", TO["shown"])
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail["message_id"]) == ("invoice.queued", str(delivery.message_id))
    shown = Invoice.objects.get(pk=invoice.pk)
    assert (shown.delivery_state, shown.delivery_method) == (DeliveryState.QUEUED, "email_pdf")


def test_the_same_call_again_is_the_same_delivery(invoice) -> None:
    first = deliver(invoice, channel="email_pdf", recipient=TO, by=None)
    assert deliver(invoice, channel="email_pdf", recipient=TO, by=None).pk == first.pk
    assert Delivery.objects.count() == 1
    assert kinds(invoice) == [EventKind.QUEUED]


def test_another_way_is_not_a_repeat(invoice) -> None:
    deliver(invoice, channel="email_pdf", recipient=TO, by=None)
    with pytest.raises(AlreadySentError):
        deliver(invoice, channel="email_pdf", recipient={"email": "other@kund.example"}, by=None)
    with pytest.raises(AlreadySentError):
        deliver(invoice, channel="network", recipient=TO, by=None)
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.REJECTED, DeliveryState.QUEUED])
def test_sending_again_replaces_what_has_not_arrived(seller, invoice, state) -> None:
    old = deliver(invoice, channel="email_pdf", recipient=TO, by=None)
    Delivery.objects.filter(pk=old.pk).update(state=state)
    by = member(seller)
    new = resend(invoice, channel="email_pdf", recipient={"email": "new@kund.example"}, by=by)
    assert Delivery.objects.get(pk=old.pk).state == DeliveryState.REPLACED
    assert (new.state, new.message_id != old.message_id) == (DeliveryState.QUEUED, True)
    assert kinds(invoice) == [EventKind.QUEUED, EventKind.RESENT]
    assert InvoiceEvent.objects.last().detail["replaces"] == old.pk
    assert Invoice.objects.get(pk=invoice.pk).delivery_state == DeliveryState.QUEUED
    assert carry_out(old.pk) is None


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.DELIVERED])
def test_sending_a_delivered_invoice_again_keeps_the_first_delivery(invoice, state) -> None:
    old = deliver(invoice, channel="email_pdf", recipient=TO, by=None)
    Delivery.objects.filter(pk=old.pk).update(state=state)
    resend(invoice, channel="email_pdf", recipient=TO, by=None)
    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == [state, DeliveryState.QUEUED]


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.UNKNOWN])
def test_while_the_outcome_is_open_nothing_is_sent_again(invoice, state) -> None:
    old = deliver(invoice, channel="email_pdf", recipient=TO, by=None)
    Delivery.objects.filter(pk=old.pk).update(state=state)
    with pytest.raises(AlreadySentError) as caught:
        resend(invoice, channel="email_pdf", recipient=TO, by=None)
    assert caught.value.delivery.pk == old.pk
    assert Delivery.objects.count() == 1


def test_a_failed_delivery_is_not_silently_sent_again(invoice) -> None:
    old = deliver(invoice, channel="email_pdf", recipient=TO, by=None)
    Delivery.objects.filter(pk=old.pk).update(state=DeliveryState.FAILED)
    with pytest.raises(AlreadySentError):
        deliver(invoice, channel="email_pdf", recipient=TO, by=None)


def test_nothing_stays_of_a_transaction_that_is_rolled_back(seller, invoice) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        deliver(invoice, channel="email_pdf", recipient=TO, by=None)
        raise ZeroDivisionError
    assert not Delivery.objects.exists()
    assert Invoice.objects.get(pk=invoice.pk).delivery_state == DeliveryState.NONE


def test_a_stranger_cannot_deliver_or_carry_out(seller, invoice, delivery, channel) -> None:
    with company_scope(company().pk):
        with pytest.raises(Invoice.DoesNotExist):
            deliver(invoice, channel=KEY, recipient={}, by=None)
        assert carry_out(delivery.pk) is None
    assert channel.sent == []


@pytest.mark.django_db(transaction=True)
def test_the_message_goes_out_on_commit_with_ids_only() -> None:
    seller = company()
    invoice = sealed.invoice(seller)
    with company_scope(seller.pk):
        with transaction.atomic():
            deliver(invoice, channel="email_pdf", recipient=TO, by=None)
            assert waiting_messages() == 0
        assert waiting_messages() == 1
        deliver(invoice, channel="email_pdf", recipient=TO, by=None)
    assert waiting_messages() == 1


@pytest.fixture(params=["nobody listens", "it hangs"])
def broken_broker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let the application talk to a broker that is down or never answers; yields the fault that is logged."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        hangs = request.param == "it hangs"
        port = server.getsockname()[1] if hangs else 1
        options = current_app.conf.broker_transport_options
        monkeypatch.setitem(current_app.conf, "broker_transport_options", {**options, "socket_timeout": 0.5})
        monkeypatch.setitem(current_app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")
        monkeypatch.setattr(current_app, "_pool", None)
        monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
        yield "Timeout" if hangs else "Connection refused"


@pytest.mark.django_db(transaction=True)
def test_a_broken_broker_does_not_fail_the_request(broken_broker, caplog) -> None:
    assert {"socket_timeout", "socket_connect_timeout"} <= set(settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    seller = company()
    invoice = sealed.invoice(seller)
    with company_scope(seller.pk):
        delivery = deliver(invoice, channel="email_pdf", recipient=TO, by=None)
        assert Delivery.objects.due(now()).get() == delivery
    assert broken_broker in caplog.text
