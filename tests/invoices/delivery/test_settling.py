"""Doubt: claims left behind, unknown outcomes, asking, and a member who found out. Nothing is ever blindly sent again."""

from datetime import timedelta

import pytest

from companies.models import AuditEntry
from invoices.delivery.contract import Outcome
from invoices.delivery.lifecycle import IllegalMoveError
from invoices.delivery.models import Attempt, Delivery
from invoices.delivery.services import carry_out, look_into, recording, settle
from invoices.delivery.services.carrying import claim, hand_over
from invoices.lifecycle import DeliveryState
from invoices.models import InvoiceEvent
from portal.kit.clock import now
from tests.factories.companies import member

LONG_AGO = timedelta(hours=1)


def reload(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def leave_behind(delivery: Delivery, *, handed_over: bool, tries: int = 1) -> None:
    """Claim the delivery as a worker that dies would, and let it lie."""
    Delivery.objects.filter(pk=delivery.pk).update(attempt_count=tries - 1)
    taken = claim(delivery.pk)
    if handed_over:
        hand_over(taken)
    Delivery.objects.filter(pk=delivery.pk).update(claimed_at=now() - LONG_AGO)


def test_a_fresh_claim_is_left_alone(delivery, channel) -> None:
    claim(delivery.pk)
    assert look_into(delivery.pk) is None
    assert reload(delivery).state == DeliveryState.SENDING


def test_what_never_left_is_due_again_at_once(delivery, channel) -> None:
    leave_behind(delivery, handed_over=False)
    look_into(delivery.pk)
    row = reload(delivery)
    assert (row.state, row.reason) == (DeliveryState.QUEUED, "worker_lost")
    assert channel.asked == []
    channel.outcomes = [Outcome.sent()]
    carry_out(delivery.pk)
    assert [(row.number, row.outcome) for row in Attempt.objects.all()] == [(1, "deferred"), (2, "sent")]


def test_a_document_that_kills_its_workers_must_wait(delivery, channel) -> None:
    leave_behind(delivery, handed_over=False, tries=2)
    look_into(delivery.pk)
    assert reload(delivery).next_try_at > now() + timedelta(minutes=4)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Outcome.delivered(), DeliveryState.DELIVERED),
        (Outcome.sent(), DeliveryState.SENT),
        (Outcome.deferred("not_arrived"), DeliveryState.QUEUED),
        (Outcome.failed("refused"), DeliveryState.FAILED),
        (Outcome.unknown("no_answer"), DeliveryState.UNKNOWN),
        (None, DeliveryState.UNKNOWN),
        (RuntimeError("the other side is down"), DeliveryState.UNKNOWN),
    ],
)
def test_what_may_have_left_is_asked_about_and_never_sent_blindly(delivery, channel, answer, state) -> None:
    leave_behind(delivery, handed_over=True)
    channel.answers = [answer]
    look_into(delivery.pk)
    assert reload(delivery).state == state
    assert (channel.asked, channel.sent) == ([delivery.pk], [])


def test_an_unknown_outcome_is_asked_about_until_it_is_known(delivery, channel) -> None:
    leave_behind(delivery, handed_over=True)
    channel.answers = [Outcome.unknown("no_answer"), Outcome.unknown("no_answer"), Outcome.delivered()]
    for _ in range(3):
        look_into(delivery.pk)
        assert look_into(delivery.pk) is None  # only when it is time
        Delivery.objects.filter(pk=delivery.pk, next_try_at__isnull=False).update(next_try_at=now())
    assert reload(delivery).state == DeliveryState.DELIVERED
    assert [row.outcome for row in Attempt.objects.all()] == ["unknown"]
    assert list(InvoiceEvent.objects.values_list("kind", flat=True)) == ["queued", "unknown", "delivered"]


def test_where_asking_cannot_help_it_waits_for_a_person(delivery, channel) -> None:
    leave_behind(delivery, handed_over=True)
    look_into(delivery.pk)
    Delivery.objects.filter(pk=delivery.pk).update(next_try_at=now())
    look_into(delivery.pk)
    assert reload(delivery).next_try_at is None
    assert look_into(delivery.pk) is None


def test_asking_ends_after_a_day(delivery, channel) -> None:
    leave_behind(delivery, handed_over=True)
    channel.answers = [Outcome.unknown("no_answer"), Outcome.unknown("no_answer")]
    look_into(delivery.pk)
    Delivery.objects.filter(pk=delivery.pk).update(next_try_at=now(), claimed_at=now() - timedelta(hours=25))
    look_into(delivery.pk)
    assert (reload(delivery).state, reload(delivery).next_try_at) == (DeliveryState.UNKNOWN, None)


@pytest.mark.parametrize(("arrived", "state"), [(True, DeliveryState.SENT), (False, DeliveryState.FAILED)])
def test_a_member_who_found_out_settles_it(seller, delivery, channel, arrived, state) -> None:
    leave_behind(delivery, handed_over=True)
    look_into(delivery.pk)
    by = member(seller, name="Sara Lind")
    settle(reload(delivery), arrived=arrived, by=by)
    assert reload(delivery).state == state
    event = InvoiceEvent.objects.last()
    assert (event.by_name, event.detail["said_by_member"]) == ("Sara Lind", True)
    assert AuditEntry.objects.order_by("sequence").last().action == "invoice.delivery_settled"


def test_what_is_known_cannot_be_settled(seller, delivery) -> None:
    with pytest.raises(IllegalMoveError):
        settle(delivery, arrived=True, by=member(seller))


def test_the_worker_hands_over_while_the_sweep_decides(delivery, channel, monkeypatch) -> None:
    """The sweep read "not handed over"; by the time it writes, the worker has, so it must not queue it again."""
    leave_behind(delivery, handed_over=False)
    record = recording.record

    def record_after_the_worker(*args, **kwargs):
        hand_over(reload(delivery))
        return record(*args, **kwargs)

    monkeypatch.setattr(recording, "record", record_after_the_worker)
    look_into(delivery.pk)
    assert reload(delivery).state == DeliveryState.SENDING
    assert not Attempt.objects.exists()
