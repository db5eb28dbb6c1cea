"""Real workers, real broker, real database, real SMTP, and kill -9 between any two steps: nothing lost, nothing doubled."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from celery import current_app

from companies.models import Company
from companies.tenancy import company_scope
from invoices.delivery import tasks
from invoices.delivery.models import Attempt, Delivery
from invoices.delivery.services import deliver
from invoices.inbound import intake
from invoices.inbound import tasks as inbound_tasks
from invoices.inbound.models import InboundMessage, ReceivedInvoice
from invoices.lifecycle import OPEN, DeliveryState
from invoices.models import SealedDocument
from portal.kit.clock import now
from tests.factories import sealed
from tests.factories.companies import company, customer
from tests.invoices.delivery import stopping
from tests.invoices.delivery.mailbox import Mailbox
from tests.invoices.delivery.stopping import MAIL, NETWORK, POINTS, arm, reached
from tests.invoices.delivery.worker import Worker, until

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.controller.start()
    yield box
    box.controller.stop()


@pytest.fixture
def worker(tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    monkeypatch.setenv(stopping.FOLDER, str(tmp_path))
    made = Worker(tmp_path, mail_port=mailbox.port)
    yield made
    made.kill()


@pytest.fixture
def seller(transactional_db: None) -> Company:
    return company(name="Nordljus AB")


@pytest.fixture
def recipient(transactional_db: None) -> Company:
    return company(name="Kungälvs Betong AB")


def send(seller: Company, recipient: Company, channel: str, stop_at: str = "", folder: Path | None = None) -> Delivery:
    """Queue an invoice; with `stop_at` the worker that takes it stops there."""
    buyer = sealed.as_customer(seller, recipient) if channel == NETWORK else customer(seller)
    where = {"company_id": recipient.pk} if channel == NETWORK else {"email": "faktura@kund.example"}
    with company_scope(seller.pk):
        invoice = sealed.invoice(seller, buyer)
        if folder is None:
            return deliver(invoice, channel=channel, recipient=where, by=None)
        row = Delivery(invoice=invoice, channel=channel, recipient={**where, "stop_at": stop_at}, next_try_at=now())
        arm(folder, str(row.message_id))
        row.save(force_insert=True)
        tasks.carry_out.delay([row.pk], company_id=seller.pk)
        return row


def states(seller: Company) -> dict[int, str]:
    with company_scope(seller.pk):
        return dict(Delivery.objects.values_list("pk", "state"))


def settle(seller: Company, worker: Worker) -> None:
    """Sweep, twice at once and with every message doubled, until no delivery is open."""

    def is_settled() -> bool:
        now_states = states(seller)
        if not OPEN & set(now_states.values()):
            return True
        for _ in range(2):
            tasks.sweep.delay()
            tasks.carry_out.delay(list(now_states), company_id=seller.pk)
        return False

    until(is_settled, what=lambda: (states(seller), worker.logs()), every=1)


def inbox(recipient: Company) -> Counter[str]:
    with company_scope(recipient.pk):
        return Counter(InboundMessage.objects.values_list("message_id", flat=True))


def mails(mailbox: Mailbox) -> Counter[str]:
    return Counter(str(message["Message-ID"])[1:].partition("@")[0] for message in mailbox.messages)


def test_killed_between_any_two_steps_through_the_network(seller, recipient, worker, tmp_path) -> None:
    rows = {point: send(seller, recipient, NETWORK, point, tmp_path) for point in POINTS}
    worker.start()
    until(lambda: len(reached(tmp_path)) == len(POINTS), what=lambda: (reached(tmp_path), worker.logs()))
    worker.kill()
    found = states(seller)
    assert {point: found[row.pk] for point, row in rows.items()} == {
        "claimed": DeliveryState.SENDING,
        "handed_over": DeliveryState.SENDING,
        "transported": DeliveryState.SENDING,
        "recorded": DeliveryState.DELIVERED,
    }
    assert len(inbox(recipient)) == 2
    worker.start()
    settle(seller, worker)
    assert set(states(seller).values()) == {DeliveryState.DELIVERED}
    assert inbox(recipient) == {str(row.message_id): 1 for row in rows.values()}
    with company_scope(seller.pk):
        tries = Counter(Attempt.objects.values_list("delivery_id", flat=True))
        assert {point: tries[row.pk] for point, row in rows.items()} == {
            "claimed": 2,
            "handed_over": 2,
            "transported": 1,
            "recorded": 1,
        }


def test_killed_between_any_two_steps_by_mail(seller, recipient, worker, mailbox, tmp_path) -> None:
    """What may have left is not sent again: the mailbox counts."""
    rows = {point: send(seller, recipient, MAIL, point, tmp_path) for point in POINTS}
    worker.start()
    until(lambda: len(reached(tmp_path)) == len(POINTS), what=lambda: (reached(tmp_path), worker.logs()))
    worker.kill()
    worker.start()
    settle(seller, worker)
    found = states(seller)
    assert {point: found[row.pk] for point, row in rows.items()} == {
        "claimed": DeliveryState.SENT,
        "handed_over": DeliveryState.UNKNOWN,
        "transported": DeliveryState.UNKNOWN,
        "recorded": DeliveryState.SENT,
    }
    arrived = {str(rows[point].message_id): 1 for point in ("claimed", "transported", "recorded")}
    assert mails(mailbox) == arrived


def test_a_killed_pool_process_is_replaced_and_its_message_comes_back(seller, recipient, worker, tmp_path) -> None:
    row = send(seller, recipient, NETWORK, "transported", tmp_path)
    worker.start()
    until(lambda: reached(tmp_path), what=worker.logs)
    os.kill(reached(tmp_path)[str(row.message_id)], signal.SIGKILL)
    settle(seller, worker)
    assert states(seller) == {row.pk: DeliveryState.DELIVERED}
    assert inbox(recipient) == {str(row.message_id): 1}


def test_a_flushed_broker_loses_nothing(seller, recipient, worker, mailbox) -> None:
    rows = [send(seller, recipient, channel) for channel in (NETWORK, MAIL) * 3]
    with time_machine.travel(now() - timedelta(minutes=2)):  # long enough ago for the sweep of the inbox
        raw = _other_invoice(seller, recipient)
        intake.receive(company_id=recipient.pk, message_id="early", channel="network", sender="x", raw=raw)
    with current_app.connection_for_write() as broker:
        assert broker.default_channel.client.llen("celery") == 7
        broker.default_channel.client.flushdb()
    worker.start()
    settle(seller, worker)
    inbound_tasks.sweep.delay()
    assert {states(seller)[row.pk] for row in rows} == {DeliveryState.DELIVERED, DeliveryState.SENT}
    assert sorted(mails(mailbox).values()) == [1, 1, 1]
    until(lambda: _read(recipient) == 4, what=worker.logs)


def test_two_workers_two_sweeps_and_every_message_twice(seller, recipient, worker, mailbox, tmp_path) -> None:
    other = Worker(tmp_path, mail_port=mailbox.port, name="other", processes=2)
    rows = [send(seller, recipient, channel) for channel in (NETWORK, MAIL) * 8]
    for row in rows:
        tasks.carry_out.delay([row.pk, row.pk], company_id=seller.pk)
    try:
        worker.start()
        other.start()
        settle(seller, worker)
    finally:
        other.kill()
    assert Counter(states(seller).values()) == {DeliveryState.DELIVERED: 8, DeliveryState.SENT: 8}
    assert set(inbox(recipient).values()) == {1}
    assert len(inbox(recipient)) == 8
    assert Counter(mails(mailbox).values()) == {1: 8}


def test_killed_before_reading_the_inbox_reads_it_later(seller, recipient, worker, tmp_path) -> None:
    with time_machine.travel(now() - timedelta(minutes=2)):
        row = send(seller, recipient, NETWORK)
        arm(tmp_path, "reading")
        raw = _other_invoice(seller, recipient)
        intake.receive(company_id=recipient.pk, message_id="early", channel="network", sender="x", raw=raw)
    worker.start()
    until(lambda: reached(tmp_path), what=worker.logs)
    worker.kill()
    worker.start()
    inbound_tasks.sweep.delay()
    settle(seller, worker)
    until(lambda: _read(recipient) == 2, what=worker.logs)
    assert inbox(recipient) == {"early": 1, str(row.message_id): 1}


def _other_invoice(seller: Company, recipient: Company) -> bytes:
    invoice = sealed.invoice(seller, sealed.as_customer(seller, recipient))
    with company_scope(seller.pk):
        return bytes(SealedDocument.objects.get(invoice=invoice).xml)


def _read(recipient: Company) -> int:
    with company_scope(recipient.pk):
        return ReceivedInvoice.objects.count()
