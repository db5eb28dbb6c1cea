"""Carrying out: each outcome ends where it should, faults are told from refusals, the back-off stands on the row."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F

from invoices.delivery import tasks
from invoices.delivery.contract import Outcome
from invoices.delivery.models import Attempt, Delivery
from invoices.delivery.services import carry_out
from invoices.delivery.services.carrying import claim
from invoices.delivery.services.recording import BACK_OFF, GIVE_UP_AFTER, record
from invoices.lifecycle import DeliveryState, EventKind
from invoices.models import Invoice, InvoiceEvent, SealedDocument
from portal.kit.clock import now


def reload(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def tried_before(delivery: Delivery, *, tries: int, first_at: datetime) -> None:
    """Let the delivery have been deferred so often, the first time at the moment given."""
    Attempt.objects.create(delivery=delivery, number=1, started_at=first_at, ended_at=first_at, outcome="deferred")
    Delivery.objects.filter(pk=delivery.pk).update(attempt_count=tries)


def make_due(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(next_try_at=now())


def last_kind() -> str:
    return InvoiceEvent.objects.last().kind


def test_a_sent_one_is_sent_and_never_delivered_without_proof(
    invoice, delivery, channel, django_assert_max_num_queries
):
    channel.outcomes = [Outcome.sent("250 OK", smtp="250 OK")]
    with django_assert_max_num_queries(24):
        carry_out(delivery.pk)
    row = reload(delivery)
    assert (row.state, row.receipt, row.next_try_at) == (DeliveryState.SENT, {"smtp": "250 OK"}, None)
    attempt = Attempt.objects.get(delivery=delivery)
    assert (attempt.number, attempt.outcome, attempt.started_at) == (1, "sent", row.claimed_at)
    assert last_kind() == EventKind.SENT
    assert Invoice.objects.get(pk=invoice.pk).delivery_state == DeliveryState.SENT


def test_the_package_is_the_sealed_document(invoice, delivery, channel) -> None:
    channel.outcomes = [Outcome.delivered()]
    carry_out(delivery.pk)
    (package,) = channel.sent
    assert package.xml == bytes(SealedDocument.objects.get(invoice=invoice).xml)
    assert (package.number, package.message_id) == (invoice.number, delivery.message_id)
    assert (package.seller.name, package.buyer.name) == ("Nordljus AB", invoice.buyer_name)
    assert reload(delivery).state == DeliveryState.DELIVERED


def test_a_damaged_document_is_never_sent(invoice, delivery, channel) -> None:
    with connection.cursor() as cursor:  # the database itself refuses this; only a fault below it could do it
        cursor.execute("reset role; set session_replication_role = replica")
        cursor.execute("update invoices_sealeddocument set xml = 'x'::bytea where invoice_id = %s", [invoice.pk])
        cursor.execute("set session_replication_role = default; set role portal_app")
    carry_out(delivery.pk)
    assert (reload(delivery).state, reload(delivery).reason) == (DeliveryState.FAILED, "document_damaged")
    assert channel.sent == []


@pytest.mark.parametrize("tries", range(1, 8))
def test_the_back_off_stands_on_the_row(delivery, channel, tries) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(attempt_count=tries - 1)
    channel.outcomes = [Outcome.deferred("server_busy", "451 later")]
    carry_out(delivery.pk)
    row = reload(delivery)
    expected = (*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1])[tries - 1]
    assert (row.state, row.reason, row.detail) == (DeliveryState.QUEUED, "server_busy", "451 later")
    assert abs(row.next_try_at - row.changed_at - expected) < timedelta(seconds=30)
    assert last_kind() == EventKind.DEFERRED
    assert carry_out(delivery.pk) is None  # not due yet, whoever asks


def test_after_a_day_of_temporary_faults_it_is_undelivered(delivery, channel) -> None:
    tried_before(delivery, tries=7, first_at=now() - GIVE_UP_AFTER)
    channel.outcomes = [Outcome.deferred("server_busy", "451 later")]
    carry_out(delivery.pk)
    row = reload(delivery)
    assert (row.state, row.reason, row.next_try_at) == (DeliveryState.FAILED, "gave_up", None)
    assert "451 later" in row.detail
    assert last_kind() == EventKind.FAILED


def test_the_last_try_is_made_when_the_day_ends(delivery, channel) -> None:
    first_at = now() - GIVE_UP_AFTER + timedelta(hours=2)
    tried_before(delivery, tries=6, first_at=first_at)
    channel.outcomes = [Outcome.deferred("server_busy")]
    carry_out(delivery.pk)
    assert reload(delivery).next_try_at == first_at + GIVE_UP_AFTER


def test_a_day_without_any_worker_does_not_make_it_undelivered(delivery, channel) -> None:
    tried_before(delivery, tries=1, first_at=now() - GIVE_UP_AFTER)
    channel.outcomes = [Outcome.deferred("server_busy")]
    carry_out(delivery.pk)
    assert reload(delivery).state == DeliveryState.QUEUED
    assert reload(delivery).next_try_at > now()


def test_a_refusal_is_final(delivery, channel) -> None:
    channel.outcomes = [Outcome.failed("no_mailbox", "550 5.1.1 unknown")]
    carry_out(delivery.pk)
    row = reload(delivery)
    assert (row.state, row.explanation) == (DeliveryState.FAILED, "The e-mail address does not exist.")
    make_due(delivery)
    assert carry_out(delivery.pk) is None


def test_an_unknown_outcome_is_never_tried_again(delivery, channel) -> None:
    channel.outcomes = [Outcome.unknown("no_answer", "timed out")]
    carry_out(delivery.pk)
    make_due(delivery)
    assert carry_out(delivery.pk) is None
    assert reload(delivery).state == DeliveryState.UNKNOWN
    assert last_kind() == EventKind.UNKNOWN


def test_a_fault_of_ours_before_handing_over_is_tried_again(delivery, channel) -> None:
    channel.outcomes = [RuntimeError("no PDF today")]
    carry_out(delivery.pk)
    row = reload(delivery)
    assert (row.state, row.reason, row.detail) == (DeliveryState.QUEUED, "internal", "RuntimeError")


def test_a_fault_of_ours_after_handing_over_leaves_the_outcome_unknown(delivery, channel) -> None:
    def break_late(handing_over):
        handing_over()
        raise RuntimeError("the ground opened")

    channel.outcomes = [break_late]
    carry_out(delivery.pk)
    assert (reload(delivery).state, reload(delivery).reason) == (DeliveryState.UNKNOWN, "interrupted")


def test_a_channel_that_this_installation_lacks_is_told_plainly(delivery, settings) -> None:
    settings.DELIVERY_EXTRA_CHANNELS = []
    carry_out(delivery.pk)
    assert reload(delivery).explanation == "This delivery method is not available in the portal."


def test_only_one_of_two_claims_gets_the_row(delivery) -> None:
    assert claim(delivery.pk) is not None
    assert claim(delivery.pk) is None


def test_a_double_message_sends_once(delivery, channel) -> None:
    channel.outcomes = [Outcome.sent()]
    for _ in range(2):
        tasks.carry_out.apply(args=[[delivery.pk, delivery.pk]], kwargs={"company_id": delivery.company_id}).get()
    assert len(channel.sent) == 1
    assert Attempt.objects.count() == 1


def test_a_worker_that_lost_its_claim_does_not_send(delivery, channel) -> None:
    """It stalled while it prepared; meanwhile the sweep gave the delivery to another worker."""

    def lose_the_claim(handing_over):
        Delivery.objects.filter(pk=delivery.pk).update(attempt_count=F("attempt_count") + 1)
        handing_over()
        raise AssertionError("it went on to send")

    channel.outcomes = [lose_the_claim]
    assert carry_out(delivery.pk) is None
    assert not Attempt.objects.exists()


def test_an_outcome_that_comes_late_still_settles_what_was_written_off(delivery, channel) -> None:
    stalled = claim(delivery.pk)
    written_off = reload(delivery)
    record(written_off, Outcome.unknown("interrupted"), started_at=stalled.claimed_at)
    record(stalled, Outcome.sent("250 OK"), started_at=stalled.claimed_at)
    assert reload(delivery).state == DeliveryState.SENT
    assert [row.outcome for row in Attempt.objects.all()] == ["unknown"]
    assert list(InvoiceEvent.objects.values_list("kind", flat=True)) == ["queued", "unknown", "sent"]


def test_an_outcome_that_comes_too_late_changes_nothing(delivery) -> None:
    stalled = claim(delivery.pk)
    record(reload(delivery), Outcome.failed("refused"), started_at=stalled.claimed_at)
    record(stalled, Outcome.sent("250 OK"), started_at=stalled.claimed_at)
    assert reload(delivery).state == DeliveryState.FAILED


def test_one_bad_delivery_does_not_stop_the_next(delivery, channel) -> None:
    channel.outcomes = [Outcome.sent()]
    tasks.carry_out.apply(args=[[-1, delivery.pk]], kwargs={"company_id": delivery.company_id}).get()
    assert reload(delivery).state == DeliveryState.SENT
