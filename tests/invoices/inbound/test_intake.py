"""Raw bytes first, once, in the right company, whatever they are."""

import threading

import pytest
from django.db import connection

from companies.tenancy import company_scope, every_company
from invoices.inbound import intake
from invoices.inbound.intake import MessageIdReusedError, receive
from invoices.inbound.models import InboundMessage
from tests.factories.companies import company


def arrive(of, raw: bytes = b"<anything/>", message_id: str = "m-1") -> InboundMessage:
    return receive(company_id=of.pk, message_id=message_id, channel="network", sender="Nordljus AB", raw=raw)


@pytest.mark.django_db
@pytest.mark.parametrize("raw", [b"", b"\x00\xff\xfe", b"<Invoice", "åäö".encode("utf-16")])
def test_whatever_comes_is_kept_as_it_came(raw) -> None:
    ours = company()
    arrive(ours, raw)
    with company_scope(ours.pk):
        kept = InboundMessage.objects.get()
        assert (bytes(kept.raw), kept.state, kept.sender) == (raw, "new", "Nordljus AB")


@pytest.mark.django_db
def test_a_repeated_arrival_changes_nothing() -> None:
    ours = company()
    first = arrive(ours)
    assert arrive(ours).pk == first.pk
    with company_scope(ours.pk):
        assert InboundMessage.objects.count() == 1


@pytest.mark.django_db
def test_other_bytes_under_a_taken_id_are_refused_not_swallowed() -> None:
    ours = company()
    arrive(ours)
    with pytest.raises(MessageIdReusedError):
        arrive(ours, b"<other/>")
    with company_scope(ours.pk):
        assert bytes(InboundMessage.objects.get().raw) == b"<anything/>"


@pytest.mark.django_db
def test_two_companies_may_get_the_same_id() -> None:
    ours, theirs = company(), company()
    arrive(ours), arrive(theirs)
    assert intake.find(company_id=ours.pk, message_id="m-1").company_id == ours.pk
    assert intake.find(company_id=theirs.pk, message_id="m-1").company_id == theirs.pk
    assert intake.find(company_id=theirs.pk, message_id="m-2") is None


@pytest.mark.django_db(transaction=True)
def test_many_arrivals_at_once_are_one_message() -> None:
    ours = company()
    start, faults = threading.Barrier(8), []

    def work() -> None:
        try:
            start.wait(10)
            arrive(ours)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert faults == []
    with every_company():
        assert InboundMessage.objects.count() == 1
