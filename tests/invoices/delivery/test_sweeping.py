"""The sweep: what is due and what is in doubt, of every company, in chunks of one company, also twice at once."""

import json
import threading
from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import connection

from companies.models import Company
from companies.tenancy import company_scope
from invoices.delivery import tasks
from invoices.delivery.contract import Outcome
from invoices.delivery.models import Delivery
from invoices.delivery.services import messages, sweeping
from invoices.lifecycle import DeliveryState
from portal.kit.clock import now
from tests.factories import sealed
from tests.factories.companies import company, customer
from tests.invoices.delivery.scripted import KEY

pytestmark = pytest.mark.django_db(transaction=True)


def queued(of: Company, *, count: int = 1, **fields: Any) -> list[int]:
    """Create deliveries that no message has announced."""
    buyer = customer(of)
    values = {"channel": KEY, "recipient": {"shown": "somebody"}, "next_try_at": now()} | fields
    invoices = [sealed.invoice(of, buyer) for _ in range(count)]
    with company_scope(of.pk):
        return [Delivery.objects.create(invoice=invoice, **values).pk for invoice in invoices]


def take_messages() -> list[tuple[str, list[int], int]]:
    """Take the waiting messages from the broker: (task, ids, company)."""
    taken = []
    with current_app.connection_for_write() as broker:
        while raw := broker.default_channel.client.rpop("celery"):
            message = json.loads(raw)
            args, kwargs, _ = json.loads(b64decode(message["body"]))
            taken.append((message["headers"]["task"].rsplit(".", 1)[1], args[0], kwargs["company_id"]))
    return taken


def test_it_hands_out_what_is_due_of_each_company() -> None:
    ours, theirs = company(), company()
    our_ids, their_ids = queued(ours, count=2), queued(theirs)
    queued(ours, next_try_at=now() + timedelta(minutes=5))
    queued(ours, state=DeliveryState.SENT)
    queued(ours, state=DeliveryState.SENDING, claimed_at=now())
    assert sweeping.sweep() == 3
    assert sorted(take_messages()) == sorted([("carry_out", our_ids, ours.pk), ("carry_out", their_ids, theirs.pk)])


def test_it_hands_out_what_is_in_doubt(settings) -> None:
    ours = company()
    old = now() - timedelta(seconds=settings.DELIVERY_CLAIM_SECONDS + 1)
    abandoned = queued(ours, state=DeliveryState.SENDING, claimed_at=old, next_try_at=None)
    to_ask = queued(ours, state=DeliveryState.UNKNOWN, claimed_at=old)
    queued(ours, state=DeliveryState.UNKNOWN, claimed_at=old, next_try_at=None)
    assert sweeping.sweep() == 2
    assert take_messages() == [("look_into", abandoned + to_ask, ours.pk)]


def test_a_backlog_goes_out_in_chunks(monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(messages, "CHUNK", 2)
    ours = company()
    ids = queued(ours, count=5)
    with django_assert_num_queries(4):  # two for the scope, two reads
        sweeping.sweep()
    assert [taken[1] for taken in take_messages()] == [ids[:2], ids[2:4], ids[4:]]


def test_two_sweeps_at_once_and_double_messages_send_once(channel) -> None:
    ours = company()
    ids = queued(ours, count=3)
    channel.outcomes = [Outcome.sent()] * 3
    fault: list[BaseException] = []
    start = threading.Barrier(2)

    def work() -> None:
        try:
            start.wait(10)
            tasks.sweep.apply().get()
            start.wait(10)
            tasks.carry_out.apply(args=[ids], kwargs={"company_id": ours.pk}).get()
        except BaseException as error:
            fault.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert fault == []
    assert sorted(taken[1] for taken in take_messages()) == [ids, ids]
    assert len(channel.sent) == 3
    with company_scope(ours.pk):
        assert list(Delivery.objects.values_list("state", "attempt_count")) == [(DeliveryState.SENT, 1)] * 3


def test_many_workers_claim_one_row(channel) -> None:
    ours = company()
    (pk,) = queued(ours)
    channel.outcomes = [Outcome.sent()] * 8
    start = threading.Barrier(8)

    def work() -> None:
        start.wait(10)
        tasks.carry_out.apply(args=[[pk]], kwargs={"company_id": ours.pk})
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert len(channel.sent) == 1


def test_a_task_without_a_company_is_an_error(channel) -> None:
    with pytest.raises(TypeError, match="company_id"):
        tasks.carry_out.apply(args=[[1]]).get()


def test_a_task_of_another_company_does_nothing(channel) -> None:
    ours, theirs = company(), company()
    (pk,) = queued(ours)
    tasks.carry_out.apply(args=[[pk]], kwargs={"company_id": theirs.pk}).get()
    tasks.look_into.apply(args=[[pk]], kwargs={"company_id": theirs.pk}).get()
    assert channel.sent == []
    with company_scope(ours.pk):
        assert Delivery.objects.get(pk=pk).state == DeliveryState.QUEUED
