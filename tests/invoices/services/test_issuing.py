"""Issuing: one short transaction that gives everything or nothing, once, and what it gives is frozen."""

import hashlib
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation

from companies.models import AuditEntry, Company
from companies.services.audit import list_faults
from invoices.en16931 import rules
from invoices.en16931.ubl.read import read
from invoices.lifecycle import DeliveryState, EventKind
from invoices.models import (
    Draft,
    DraftAttachment,
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    InvoiceParty,
    InvoiceVat,
    NumberSeries,
    SealedDocument,
)
from invoices.services.drafting import StaleDraft, attach_file, discard_draft, save_draft
from invoices.services.issuing import Refused, issue, prepare, seal_draft
from invoices.services.numbering import next_number, set_series
from invoices.services.sealing import seal
from tests.factories.companies import allowance, draft, draft_content, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scope")]

FULL = {
    "lines": [line(name="Design", item_id="D1", price="1 200", discount="10"), line(name="Freight", vat="S:12")],
    "allowances": [allowance("100", vat="S:25")],
    "order_reference": "PO-77",
}


@pytest.fixture
def ready(seller, buyer, clerk) -> Draft:
    return draft(seller, buyer, by=clerk, **FULL)


def test_an_issued_invoice_has_all_its_rows(ready, seller, buyer, clerk) -> None:
    set_series(prefix="F", first=1001, by=clerk)
    invoice = Invoice.objects.get(pk=issue(ready, by=clerk).pk)
    assert (invoice.number, invoice.type_code, invoice.currency) == ("F1001", "380", "SEK")
    assert (invoice.buyer_name, invoice.customer, invoice.customer_number) == (buyer.name, buyer, buyer.number)
    assert (invoice.buyer_reference, invoice.order_reference) == ("Erik Lund", "PO-77")
    assert (invoice.net_amount, invoice.vat_amount) == (Decimal("2260.00"), Decimal("539.00"))
    assert invoice.gross_amount == invoice.amount_due == Decimal("2799.00")
    assert (invoice.issued_by, invoice.language, invoice.delivery_state) == (clerk, "sv", DeliveryState.NONE)
    assert [(row.name, row.net_amount, row.vat_rate) for row in invoice.lines.all()] == [
        ("Design", Decimal("2160.00"), Decimal(25)),
        ("Freight", Decimal("200.00"), Decimal(12)),
    ]
    assert {(row.category, row.rate, row.tax_amount) for row in invoice.vat_rows.all()} == {
        ("S", Decimal(25), Decimal("515.00")),
        ("S", Decimal(12), Decimal("24.00")),
    }
    assert {row.kind: row.name for row in invoice.parties.all()} == {"seller": seller.name, "buyer": buyer.name}
    assert [event.kind for event in invoice.events.all()] == [EventKind.CHECKED, EventKind.ISSUED]
    assert invoice.events.first().by_name == "Anna Berg"
    assert not Draft.objects.exists()
    entry = AuditEntry.objects.get(action="invoice.issued")
    assert (entry.subject_name, entry.detail["sha256"]) == ("F1001", invoice.sha256)
    assert list(list_faults(seller.pk)) == []


def test_the_sealed_bytes_are_the_judged_document_under_its_number(ready, clerk) -> None:
    invoice = issue(ready, by=clerk)
    xml = bytes(SealedDocument.objects.get().xml)
    assert invoice.sha256 == invoice.sealed.sha256 == hashlib.sha256(xml).hexdigest()
    document = read(xml)
    assert document.invoice_number == invoice.number
    assert document.payment_means[0].remittance_information == invoice.payment_reference == "133"
    assert rules.check(xml).valid
    assert any("Peppol" in label for label in invoice.sealed.rulesets)


def test_a_number_taken_meanwhile_changes_number_and_reference_alone(ready, clerk) -> None:
    prepared = prepare(ready)
    next_number()
    (invoice,) = seal([prepared], by=clerk)
    assert invoice.number == "2"
    sealed, judged = bytes(invoice.sealed.xml), prepared.checked.xml
    assert sealed != judged
    back = sealed.replace(b"<cbc:ID>2</cbc:ID><cbc:IssueDate", b"<cbc:ID>1</cbc:ID><cbc:IssueDate")
    assert back.replace(invoice.payment_reference.encode(), b"133") == judged
    assert rules.check(sealed).valid


def test_files_travel_inside_and_leave_with_the_draft(ready, clerk) -> None:
    data = b"%PDF-1.7\nhours\n%%EOF"
    attach_file(ready, filename="Hours.pdf", data=data, by=clerk)
    invoice = issue(ready, by=clerk)
    assert not DraftAttachment.objects.exists()
    (file,) = read(bytes(invoice.sealed.xml)).attachments
    assert (file.filename, file.content) == ("Hours.pdf", data)


def test_issuing_twice_gives_the_same_invoice(ready, clerk) -> None:
    twin = Draft.objects.get()
    first, second = issue(ready, by=clerk), issue(twin, by=clerk)
    assert first.pk == second.pk
    assert Invoice.objects.count() == 1
    assert NumberSeries.objects.get().next_number == 2


def test_issuing_twice_works_when_the_second_try_would_be_refused(ready, buyer, clerk) -> None:
    buyer.requires_attachment = True
    buyer.save()
    attach_file(ready, filename="a.pdf", data=b"%PDF-1.7\n%%EOF", by=clerk)
    twin = Draft.objects.get()
    assert issue(ready, by=clerk).pk == issue(twin, by=clerk).pk


REFUSALS = [
    ({"lines": [line(name="")]}, "line", "BR-25"),
    ({"lines": [line(vat="S:8")]}, "line", "SE-R-006"),
    ({"lines": [line(price="")]}, "line", "PORTAL-VALUE"),
    ({"lines": []}, "lines", "PORTAL-LINES"),
    ({"lines": [line(quantity="-2")]}, "type_code", "PORTAL-NEGATIVE"),
    ({"buyer_reference": ""}, "buyer_reference", "PEPPOL-EN16931-R003"),
    ({"lines": [line(unit="QQQ")]}, "line", "BR-CL-23"),
    ({"due_date": "whenever"}, "due_date", "PORTAL-VALUE"),
    ({"customer": ""}, "customer", "PORTAL-CUSTOMER"),
    ({"currency": "EUR"}, "exchange_rate", "PORTAL-RATE"),
    ({"period_start": "2026-11-30", "period_end": "2026-11-01"}, "period", "BR-29"),
    ({"lines": [line(vat="K:0")]}, "", "BR-IC-11"),
]


@pytest.mark.parametrize(("fault", "field", "rule"), REFUSALS, ids=[rule for _, _, rule in REFUSALS])
def test_a_fault_is_refused_at_its_field_and_uses_no_number(seller, buyer, clerk, fault, field, rule) -> None:
    faulty = draft(seller, buyer, **fault)
    with pytest.raises(Refused) as refused:
        issue(faulty, by=clerk)
    found = [problem for problem in refused.value.problems if problem.rule == rule]
    assert found and found[0].is_blocker and found[0].field.startswith(field) and found[0].text
    assert not Invoice.objects.exists() and not AuditEntry.objects.exists() and not NumberSeries.objects.exists()
    assert Draft.objects.get().content == faulty.content


def test_a_finding_points_at_the_editors_row(seller, buyer, clerk) -> None:
    rows = [line(uid="a"), line(uid="b", name="", price="", quantity="1"), line(uid="c", name="")]
    with pytest.raises(Refused) as refused:
        issue(draft(seller, buyer, lines=rows), by=clerk)
    assert "line-c-name" in {problem.field for problem in refused.value.problems}


def test_an_unverified_company_issues_nothing(ready, seller, clerk) -> None:
    Company.objects.filter(pk=seller.pk).update(verified_at=None)
    with pytest.raises(Refused, match=seller.name):
        issue(Draft.objects.get(), by=clerk)
    assert not Invoice.objects.exists()
    Company.objects.filter(pk=seller.pk).update(verified_at=seller.verified_at)
    assert issue(Draft.objects.get(), by=clerk).number == "1"


def test_a_draft_saved_or_discarded_meanwhile_is_not_issued(ready, buyer, clerk) -> None:
    old = Draft.objects.get()
    save_draft(ready, draft_content(buyer, note="newer"), version=1, by=clerk)
    with pytest.raises(StaleDraft):
        issue(old, by=clerk)
    discard_draft(Draft.objects.get(), by=clerk)
    with pytest.raises(StaleDraft):
        issue(ready, by=clerk)
    assert not Invoice.objects.exists() and not NumberSeries.objects.exists()


def test_a_file_attached_meanwhile_is_not_lost(ready, clerk) -> None:
    prepared = prepare(ready)
    attach_file(ready, filename="late.pdf", data=b"%PDF-1.7\n%%EOF", by=clerk)
    with pytest.raises(StaleDraft):
        seal_draft(ready, prepared, by=clerk)
    assert not Invoice.objects.exists() and DraftAttachment.objects.exists()
    (file,) = read(bytes(issue(ready, by=clerk).sealed.xml)).attachments
    assert file.filename == "late.pdf"


def test_a_fault_while_sealing_gives_everything_back(ready, seller, buyer, clerk) -> None:
    set_series(prefix="", first=5, by=clerk)
    other, prepared = prepare(draft(seller, buyer)), prepare(ready)
    assert [invoice.number for invoice in seal([prepared], by=clerk)] == ["5"]
    # The second document of the batch comes from a draft that is issued already: the database refuses it.
    with pytest.raises(IntegrityError), transaction.atomic():
        seal([other, prepared], by=clerk)
    assert Invoice.objects.count() == 1 and InvoiceEvent.objects.count() == 2
    assert [invoice.number for invoice in seal([other], by=clerk)] == ["6"]


@pytest.mark.parametrize(
    "statement",
    [
        "update invoices_invoice set amount_due = 1",
        "update invoices_invoice set number = '9'",
        "delete from invoices_invoice",
        "update invoices_sealeddocument set xml = ''",
        "delete from invoices_sealeddocument",
        "update invoices_invoiceline set net_amount = 1",
        "delete from invoices_invoiceline",
        "update invoices_invoicevat set tax_amount = 1",
        "delete from invoices_invoicevat",
        "update invoices_invoiceparty set name = 'x'",
        "delete from invoices_invoiceparty",
        "update invoices_invoiceevent set kind = 'sent'",
        "delete from invoices_invoiceevent",
        "truncate invoices_invoice cascade",
    ],
)
def test_the_database_refuses_to_change_what_is_issued(ready, clerk, statement) -> None:
    issue(ready, by=clerk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_models_cannot_change_what_is_issued_either_but_delivery_moves(ready, clerk) -> None:
    invoice = issue(ready, by=clerk)
    for model in (Invoice, SealedDocument, InvoiceLine, InvoiceVat, InvoiceParty, InvoiceEvent):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete(using="default")
    with pytest.raises(DatabaseError), transaction.atomic():
        invoice.number = "7"
        invoice.save()
    assert Invoice.objects.update(delivery_state=DeliveryState.QUEUED) == 1


def test_problems_are_in_the_language_of_who_asks_and_texts_in_the_buyers(seller, buyer, clerk) -> None:
    buyer.language = "en"
    buyer.save()
    with translation.override("sv"):
        invoice = issue(draft(seller, buyer, lines=[line(vat="AE:0")]), by=clerk)
    document = read(bytes(invoice.sealed.xml))
    assert document.vat_breakdown[0].exemption_reason == "Reverse charge"
    assert document.payment_terms == "Payable within 30 days."


def test_another_series_counts_by_itself(seller, buyer, clerk) -> None:
    numbers = [issue(draft(seller, buyer), by=clerk, series_code=code).number for code in ("", "K", "K", "")]
    assert numbers == ["1", "K1", "K2", "2"]


def test_a_batch_is_sealed_in_order_with_as_many_statements_as_one(seller, buyer, clerk, django_assert_max_num_queries):
    prepared = [prepare(draft(seller, buyer, lines=[line(price=str(n))])) for n in range(1, 21)]
    with django_assert_max_num_queries(10):
        invoices = seal(prepared, by=clerk)
    assert [invoice.number for invoice in invoices] == [str(n) for n in range(1, 21)]
    assert [invoice.net_amount for invoice in invoices] == [2 * n for n in range(1, 21)]
    assert AuditEntry.objects.filter(action="invoice.issued").count() == 20
    assert list(list_faults(seller.pk)) == []
    assert all(rules.check(bytes(invoice.sealed.xml)).valid for invoice in invoices)


def test_one_invoice_takes_few_statements(seller, buyer, clerk, django_assert_max_num_queries) -> None:
    issue(draft(seller, buyer), by=clerk)
    again = draft(seller, buyer)
    with django_assert_max_num_queries(18):
        issue(again, by=clerk)
