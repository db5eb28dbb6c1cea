"""Credit notes: full, by line, by quantity, never more than was invoiced; and copies."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from companies.models import AuditEntry
from invoices.en16931.ubl.read import read
from invoices.lifecycle import EventKind
from invoices.models import Draft, Invoice
from invoices.services.copying import copy
from invoices.services.crediting import credit, list_creditable
from invoices.services.drafting import save_draft
from invoices.services.issuing import Refused, issue, prepare
from tests.factories.companies import allowance, draft, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scope")]

LINES = [
    line(name="Design", item_id="D1", quantity="10", price="1 200,50", discount="10"),
    line(name="Screws", quantity="400", price="25", base_quantity="100", unit="C62", vat="S:12"),
    line(name="Abroad", quantity="1,5", price="99,99", vat="AE:0"),
]


@pytest.fixture
def invoice(seller, buyer, clerk) -> Invoice:
    fields = {
        "lines": LINES,
        "allowances": [allowance("", percent="5"), allowance("30", kind="charge", reason="Freight", vat="S:12")],
        "order_reference": "PO-7",
        "note": "Thank you",
        "prepaid": "100",
        "payment_days": "20",
    }
    return issue(draft(seller, buyer, **fields), by=clerk)


@time_machine.travel("2026-12-03 12:00:00+00:00")
def test_a_full_credit_note_takes_back_every_amount(invoice, buyer, clerk) -> None:
    note = issue(credit(invoice, by=clerk), by=clerk)
    assert (note.type_code, note.credits, note.issue_date) == ("381", invoice, date(2026, 12, 3))
    for column in ("net_amount", "vat_amount", "gross_amount", "currency", "buyer_name", "order_reference"):
        assert getattr(note, column) == getattr(invoice, column)
    assert note.amount_due == invoice.gross_amount
    document = read(bytes(note.sealed.xml))
    (preceding,) = document.preceding_invoices
    assert (preceding.number, preceding.issue_date) == (invoice.number, invoice.issue_date)
    assert (document.payment_means, document.due_date, document.notes) == ((), None, ())
    assert [event.kind for event in invoice.events.all()][-1] == EventKind.CREDITED
    assert invoice.events.last().detail["number"] == note.number
    assert AuditEntry.objects.filter(action="draft.credit_started").exists()


def test_the_draft_is_linked_and_names_the_invoice(invoice, buyer, clerk) -> None:
    note = Draft.objects.get(pk=credit(invoice, by=clerk).pk)
    assert (note.credits, note.customer, note.type_code) == (invoice, buyer, "381")
    assert note.content["preceding_invoice"] == invoice.number
    assert note.amount_due == invoice.gross_amount


def test_chosen_lines_and_part_of_their_quantity(invoice, clerk) -> None:
    note = issue(credit(invoice, line_ids=["1", "3"], quantities={"1": Decimal(4)}, by=clerk), by=clerk)
    assert [(row.name, row.quantity) for row in note.lines.all()] == [
        ("Design", Decimal(4)),
        ("Abroad", Decimal("1.5")),
    ]
    assert note.lines.first().net_amount == Decimal("4321.80")
    assert list_creditable(invoice) == {"1": Decimal(6), "2": Decimal(400), "3": Decimal(0)}


def test_parts_end_with_the_whole(invoice, clerk) -> None:
    parts = [
        issue(credit(invoice, line_ids=["1"], quantities={"1": Decimal(4)}, by=clerk), by=clerk),
        issue(credit(invoice, line_ids=["1"], by=clerk), by=clerk),
        issue(credit(invoice, by=clerk), by=clerk),
    ]
    assert sum(part.gross_amount for part in parts) == invoice.gross_amount
    with pytest.raises(Refused, match="in full"):
        credit(invoice, by=clerk)


@pytest.mark.parametrize("quantity", ["10.5", "-1"])
def test_more_than_is_left_of_a_line_is_refused(invoice, clerk, quantity) -> None:
    with pytest.raises(Refused, match="Only 10 of line 1"):
        credit(invoice, line_ids=["1"], quantities={"1": Decimal(quantity)}, by=clerk)
    with pytest.raises(Refused, match="Nothing is left"):
        credit(invoice, line_ids=["9"], by=clerk)


def test_a_draft_made_larger_is_refused_at_its_lines(invoice, clerk) -> None:
    note = credit(invoice, by=clerk)
    rows = [note.content["lines"][0] | {"quantity": "20"}]
    note = save_draft(note, note.content | {"lines": rows}, version=1, by=clerk)
    with pytest.raises(Refused) as refused:
        issue(note, by=clerk)
    assert [(p.field, p.rule) for p in refused.value.problems] == [("lines", "PORTAL-CREDIT")]


def test_of_two_credit_notes_that_race_one_is_refused(invoice, clerk) -> None:
    first, second = credit(invoice, by=clerk), credit(invoice, by=clerk)
    assert prepare(first) and prepare(second)
    issue(first, by=clerk)
    with pytest.raises(Refused, match="but only 0"):
        issue(second, by=clerk)
    assert Invoice.objects.filter(credits=invoice).count() == 1


def test_a_credit_note_in_another_currency_is_refused(invoice, clerk) -> None:
    note = credit(invoice, by=clerk)
    note = save_draft(note, note.content | {"currency": "EUR", "exchange_rate": "11"}, version=1, by=clerk)
    with pytest.raises(Refused, match="SEK"):
        issue(note, by=clerk)


def test_a_credit_note_is_not_credited(invoice, clerk) -> None:
    note = issue(credit(invoice, by=clerk), by=clerk)
    with pytest.raises(Refused, match="credit note"):
        credit(note, by=clerk)


def test_foreign_currency_keeps_its_rate(seller, buyer, clerk) -> None:
    invoice = issue(draft(seller, buyer, currency="EUR", exchange_rate="11,2345"), by=clerk)
    note = issue(credit(invoice, by=clerk), by=clerk)
    accounting = [read(bytes(one.sealed.xml)).totals.tax_total_accounting for one in (invoice, note)]
    assert accounting[0] == accounting[1] == Decimal("561.73")


@time_machine.travel("2026-12-03 12:00:00+00:00")
def test_a_copy_has_the_content_but_new_dates_and_no_link(invoice, buyer, clerk) -> None:
    draft_copy = copy(invoice, by=clerk)
    content = draft_copy.content
    assert (content["issue_date"], content["payment_days"], content["due_date"]) == ("2026-12-03", "20", "")
    assert (content["order_reference"], content["note"], content["prepaid"]) == ("PO-7", "Thank you", "")
    assert (draft_copy.credits, content["preceding_invoice"]) == (None, "")
    twin = issue(draft_copy, by=clerk)
    assert (twin.gross_amount, twin.due_date) == (invoice.gross_amount, date(2026, 12, 23))
    assert twin.number != invoice.number
    assert invoice.events.last().kind == EventKind.COPIED
