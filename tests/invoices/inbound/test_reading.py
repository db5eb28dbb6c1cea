"""From bytes to the inbox or to quarantine: nothing is lost, nothing is read twice, nothing can block the queue."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from companies.models import AuditEntry, Company
from companies.tenancy import company_scope
from invoices.en16931.ubl.write import write
from invoices.inbound import tasks
from invoices.inbound.intake import receive
from invoices.inbound.models import InboundMessage, ReceivedEvent, ReceivedInvoice
from invoices.inbound.services import read_message, reading, release
from portal.kit.clock import now
from tests.factories import sealed
from tests.factories.companies import company, customer, member


@pytest.fixture
def ours(db: None) -> Iterator[Company]:
    made = company()
    with company_scope(made.pk):
        yield made


def arrived(of: Company, raw: bytes, message_id: str = "m-1") -> InboundMessage:
    return receive(company_id=of.pk, message_id=message_id, channel="network", sender="Nordljus AB", raw=raw)


def xml(**fields) -> bytes:
    seller = company(name="Nordljus AB")
    return write(sealed.document(seller, customer(seller), **fields))


def test_an_invoice_becomes_a_row_of_the_inbox(ours, django_assert_max_num_queries) -> None:
    raw = xml(invoice_number="2026-17", order_reference="PO 88")
    message = arrived(ours, raw)
    with django_assert_max_num_queries(8):
        invoice = read_message(message.pk)
    row = ReceivedInvoice.objects.get()
    assert row.pk == invoice.pk
    assert (row.number, row.seller_name, row.issue_date, row.due_date) == (
        "2026-17",
        "Nordljus AB",
        date(2026, 11, 21),
        date(2026, 12, 21),
    )
    assert (row.net_amount, row.vat_amount, row.amount_due) == (Decimal("200.00"), Decimal("50.00"), Decimal("250.00"))
    assert (row.order_reference, row.payment_reference, row.currency) == ("PO 88", "10042820261116", "SEK")
    assert (row.is_valid, row.findings, row.state) == (True, [], "new")
    assert ReceivedEvent.objects.get().detail == {"channel": "network", "sender": "Nordljus AB"}
    assert InboundMessage.objects.get().state == "read"


def test_an_invoice_that_breaks_rules_is_shown_with_what_it_breaks(ours) -> None:
    read_message(arrived(ours, xml(buyer_reference=None)).pk)
    row = ReceivedInvoice.objects.get()
    assert not row.is_valid
    assert [finding["rule"] for finding in row.findings] == ["PEPPOL-EN16931-R003"]


def test_reading_twice_makes_one_invoice(ours) -> None:
    message = arrived(ours, xml())
    assert read_message(message.pk) is not None
    assert read_message(message.pk) is None
    assert ReceivedInvoice.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"not xml at all", "not-xml"),
        (b"%PDF-1.7", "not-xml"),
        (b"<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "root"),
        (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "doctype"),
        (b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>", "incomplete"),
    ],
)
def test_what_cannot_be_read_lies_in_quarantine_with_a_plain_reason(ours, raw, reason) -> None:
    message = arrived(ours, raw)
    assert read_message(message.pk) is None
    row = InboundMessage.objects.get()
    assert (row.state, row.reason, bytes(row.raw)) == ("quarantined", reason, raw)
    assert row.explanation.endswith(".")
    assert not ReceivedInvoice.objects.exists()


@pytest.mark.parametrize(
    ("lacking", "term"),
    [({"invoice_number": None}, "BT-1"), ({"issue_date": None}, "BT-2"), ({"currency": None}, "BT-5")],
)
def test_quarantine_names_the_missing_terms(ours, lacking, term) -> None:
    message = arrived(ours, xml(**lacking))
    read_message(message.pk)
    assert term in InboundMessage.objects.get().detail


def test_texts_longer_than_their_columns_do_no_harm(ours) -> None:
    raw = xml(invoice_number="9" * 500, order_reference="x" * 5000)
    read_message(arrived(ours, raw).pk)
    row = ReceivedInvoice.objects.get()
    assert (len(row.number), len(row.order_reference)) == (60, 200)


def test_an_amount_that_is_no_amount_goes_to_quarantine(ours) -> None:
    raw = xml().replace(b">250.00</cbc:PayableAmount>", b">1e40</cbc:PayableAmount>")
    assert b"1e40" in raw
    read_message(arrived(ours, raw).pk)
    assert InboundMessage.objects.get().state == "quarantined"


def test_a_message_that_kills_its_readers_is_put_aside(ours) -> None:
    """Each reading is counted before it begins; these began and never ended."""
    message = arrived(ours, xml())
    InboundMessage.objects.update(reads=reading.MAX_READS)
    assert read_message(message.pk) is None
    assert (InboundMessage.objects.get().state, InboundMessage.objects.get().reason) == (
        "quarantined",
        "reader-stopped",
    )


def test_a_released_message_is_read_again(ours) -> None:
    message = arrived(ours, xml())
    InboundMessage.objects.update(state="quarantined", reason="reader-stopped", reads=9)
    release(message, by=member(ours))
    assert read_message(message.pk) is not None
    assert AuditEntry.objects.get().action == "received.released"


def test_one_bad_message_does_not_stop_the_next(ours) -> None:
    good = arrived(ours, xml())
    tasks.read.apply(args=[[-1, good.pk]], kwargs={"company_id": ours.pk}).get()
    assert ReceivedInvoice.objects.count() == 1


def test_a_task_of_another_company_reads_nothing(ours) -> None:
    message = arrived(ours, xml())
    tasks.read.apply(args=[[message.pk]], kwargs={"company_id": company().pk}).get()
    assert InboundMessage.objects.get().state == "new"


def test_the_sweep_finds_what_nobody_has_read(ours) -> None:
    message = arrived(ours, xml())
    arrived(ours, xml(), "m-2")
    read_message(message.pk)
    assert reading.sweep() == 0  # fresh ones have a message of their own on its way
    assert reading.sweep(before=now() + timedelta(seconds=1)) == 1
