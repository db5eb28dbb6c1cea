"""The table of moves: what is legal happens and is told, what is not is refused, and nobody moves a row twice."""

import itertools

import pytest
from django.db import IntegrityError

from invoices.delivery import lifecycle
from invoices.delivery.lifecycle import TRANSITIONS, Event, IllegalMoveError, OvertakenError, advance
from invoices.delivery.models import Attempt, Delivery
from invoices.lifecycle import DeliveryState, EventKind
from invoices.models import Invoice, InvoiceEvent
from portal.kit.clock import now

STATES = [state for state in DeliveryState if state is not DeliveryState.NONE]
SPECIFIED = """
    queued claim sending        sending send sent          sending deliver delivered   sending defer queued
    sending lose unknown        sending fail failed        unknown send sent           unknown deliver delivered
    unknown defer queued        unknown fail failed        sent deliver delivered      sent reject rejected
    delivered reject rejected   queued replace replaced    failed replace replaced     rejected replace replaced
"""


def made(invoice: Invoice, state: str) -> Delivery:
    return Delivery.objects.create(invoice=invoice, channel="scripted", state=state, attempt_count=1)


def test_the_table_holds_what_is_specified_and_nothing_else() -> None:
    words = SPECIFIED.split()
    triples = {(words[i], words[i + 1]): words[i + 2] for i in range(0, len(words), 3)}
    assert {(str(old), str(event)): str(new) for (old, event), new in TRANSITIONS.items()} == triples


@pytest.mark.parametrize(("state", "event"), list(itertools.product(STATES, Event)), ids=str)
def test_every_pair_of_state_and_event_either_moves_or_is_refused(invoice, state, event) -> None:
    delivery = made(invoice, state)
    if (state, event) not in TRANSITIONS:
        with pytest.raises(IllegalMoveError):
            advance(delivery, event, by=None)
        assert Delivery.objects.get(pk=delivery.pk).state == state
        assert not InvoiceEvent.objects.exists()
        return
    advance(delivery, event, by=None)
    new = TRANSITIONS[state, event]
    assert delivery.state == Delivery.objects.get(pk=delivery.pk).state == new
    shown = Invoice.objects.get(pk=invoice.pk)
    assert (shown.delivery_state, shown.delivery_method) == (new, "scripted")
    assert shown.delivery_changed_at == Delivery.objects.get(pk=delivery.pk).changed_at


def test_a_row_that_moved_meanwhile_is_left_alone(invoice) -> None:
    first = made(invoice, DeliveryState.QUEUED)
    second = Delivery.objects.get(pk=first.pk)
    advance(first, Event.CLAIM, by=None, changes={"attempt_count": 2})
    with pytest.raises(OvertakenError):
        advance(second, Event.CLAIM, by=None)
    assert Delivery.objects.get(pk=first.pk).attempt_count == 2


def test_a_worker_of_an_earlier_try_cannot_record(invoice) -> None:
    """The number of tries is part of the comparison, so that a stalled worker does not speak for its successor."""
    stalled = made(invoice, DeliveryState.SENDING)
    Delivery.objects.filter(pk=stalled.pk).update(attempt_count=2)
    with pytest.raises(OvertakenError):
        advance(stalled, Event.FAIL, by=None)


def test_attempt_and_timeline_stand_or_fall_with_the_move(invoice) -> None:
    delivery = made(invoice, DeliveryState.SENDING)
    tried = lifecycle.Tried(started_at=now(), outcome="failed", code="no_mailbox", detail="550 5.1.1 nobody")
    advance(delivery, Event.FAIL, by=None, detail={"reason": "no_mailbox"}, tried=tried)
    attempt = Attempt.objects.get(delivery=delivery)
    assert (attempt.number, attempt.outcome, attempt.explanation) == (1, "failed", "The e-mail address does not exist.")
    event = InvoiceEvent.objects.get(invoice=invoice)
    assert (event.kind, event.detail["reason"], event.detail["channel"]) == (EventKind.FAILED, "no_mailbox", "scripted")


def test_the_invoice_shows_its_newest_delivery(invoice) -> None:
    older = made(invoice, DeliveryState.SENT)
    newer = made(invoice, DeliveryState.QUEUED)
    advance(newer, Event.CLAIM, by=None)
    advance(older, Event.REJECT, by=None)
    assert Invoice.objects.get(pk=invoice.pk).delivery_state == DeliveryState.SENDING
    assert Delivery.objects.get(pk=older.pk).state == DeliveryState.REJECTED


def test_when_the_attempt_cannot_be_written_nothing_moves(invoice) -> None:
    delivery = made(invoice, DeliveryState.SENDING)
    moment = now()
    Attempt.objects.create(delivery=delivery, number=1, started_at=moment, ended_at=moment, outcome="failed")
    tried = lifecycle.Tried(started_at=moment, outcome="failed", code="", detail="")
    with pytest.raises(IntegrityError):
        advance(delivery, Event.FAIL, by=None, tried=tried)
    assert Delivery.objects.get(pk=delivery.pk).state == DeliveryState.SENDING
    assert not InvoiceEvent.objects.exists()
