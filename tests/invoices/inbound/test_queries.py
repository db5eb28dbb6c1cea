"""The inbox as screens read it: paging by key, search, states, counts, and nothing of another company."""

from collections.abc import Iterator

import pytest

from companies.models import Company
from companies.tenancy import company_scope
from invoices.en16931.ubl.write import write
from invoices.inbound import queries
from invoices.inbound.intake import receive
from invoices.inbound.models import ReceivedInvoice
from invoices.inbound.services import read_message
from tests.factories import sealed
from tests.factories.companies import company, customer


@pytest.fixture
def inbox(db: None) -> Iterator[Company]:
    """Five invoices of two sellers and one unreadable message, beside an invoice of somebody else."""
    ours, nordljus, betong = company(), company(name="Nordljus AB"), company(name="Kungälvs Betong AB")
    fill(company(), nordljus, "9")
    for number, seller in (("1", nordljus), ("2", betong), ("3", nordljus), ("4", betong), ("5", betong)):
        fill(ours, seller, number)
    receive(company_id=ours.pk, message_id="bad", channel="network", sender="x", raw=b"bad")
    with company_scope(ours.pk):
        from invoices.inbound.models import InboundMessage

        read_message(InboundMessage.objects.get(message_id="bad").pk)
        ReceivedInvoice.objects.filter(number="2026-3").update(state="approved")
        yield ours


def fill(of: Company, seller: Company, number: str) -> None:
    raw = write(sealed.document(seller, customer(seller), invoice_number=f"2026-{number}"))
    message = receive(company_id=of.pk, message_id=number, channel="network", sender=seller.name, raw=raw)
    with company_scope(of.pk):
        read_message(message.pk)


def numbers(**how) -> list[str]:
    return [row["number"][-1] for row in queries.list_received(**how).rows]


def test_pages_follow_each_other_without_gap(inbox, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        first = queries.list_received(size=2)
    second = queries.list_received(size=2, cursor=first.next_cursor)
    third = queries.list_received(size=2, cursor=second.next_cursor)
    assert [row["number"][-1] for page in (first, second, third) for row in page.rows] == ["5", "4", "3", "2", "1"]
    assert third.next_cursor == ""
    assert queries.list_received(size=2, cursor=third.previous_cursor).rows == second.rows


def test_search_by_number_or_seller_and_state(inbox) -> None:
    assert numbers(words="2026-4") == ["4"]
    assert numbers(words="betong") == ["5", "4", "2"]
    assert numbers(words="2026", state="approved") == ["3"]
    assert numbers(words="%") == []
    assert numbers(state="no such state") == ["5", "4", "3", "2", "1"]


def test_counts_and_quarantine(inbox) -> None:
    assert queries.count_new() == 4
    counts = queries.count_by_state()
    assert (counts["new"], counts["approved"], counts["quarantined"]) == (4, 1, 1)
    assert [message.message_id for message in queries.list_quarantined()] == ["bad"]


def test_one_invoice_with_its_bytes_and_timeline(inbox, django_assert_num_queries) -> None:
    public_id = ReceivedInvoice.objects.get(number="2026-1").public_id
    with django_assert_num_queries(2):
        invoice = queries.get_received(public_id)
        assert bytes(invoice.message.raw).startswith(b"<?xml")
        assert [event.kind for event in queries.list_events(invoice)] == ["received"]


def test_a_stranger_finds_nothing(inbox) -> None:
    public_id = ReceivedInvoice.objects.get(number="2026-1").public_id
    with company_scope(company().pk), pytest.raises(ReceivedInvoice.DoesNotExist):
        queries.get_received(public_id)
