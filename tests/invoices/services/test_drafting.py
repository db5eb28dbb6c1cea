"""Starting, saving and discarding drafts: nothing typed is lost, and two tabs cannot overwrite each other."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from companies.models import AuditEntry
from companies.tenancy import company_scope
from invoices.models import Draft, DraftAttachment
from invoices.services.drafting import (
    StaleDraft,
    attach_file,
    compose_draft,
    customer_of,
    discard_draft,
    purge_discarded,
    restore_draft,
    save_draft,
    start_draft,
)
from tests.factories.companies import company, customer, draft_content, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scope")]


@time_machine.travel("2026-11-20 23:30:00+00:00")
def test_a_new_draft_starts_with_what_is_usual(seller, buyer, clerk) -> None:
    buyer.payment_days, buyer.currency = 14, "EUR"
    draft = start_draft(by=clerk, customer=buyer)
    content = draft.content
    assert (content["issue_date"], content["payment_days"], content["currency"]) == ("2026-11-21", "14", "EUR")
    assert (content["buyer_reference"], content["seller_contact"]) == ("Erik Lund", "Anna Berg")
    assert [row["vat"] for row in content["lines"]] == ["S:25"]
    assert (draft.customer, draft.version, draft.created_by, draft.amount_due) == (buyer, 1, clerk, None)
    assert AuditEntry.objects.get().action == "draft.started"
    assert start_draft(by=clerk).content["currency"] == seller.currency


def test_saving_keeps_what_was_typed_and_fills_the_lists_columns(buyer, clerk) -> None:
    draft = start_draft(by=clerk)
    content = draft_content(buyer, lines=[line(price="99,50"), line(price="oops")], due_date="not yet")
    saved = save_draft(draft, content, version=1, by=clerk)
    stored = Draft.objects.get()
    assert stored.content == content
    assert (stored.version, saved.version) == (2, 2)
    assert (stored.customer, stored.customer_name) == (buyer, buyer.name)
    assert (stored.amount_due, stored.issue_date) == (Decimal("248.75"), date(2026, 11, 21))
    assert (stored.currency, stored.type_code) == ("SEK", "380")


def test_an_older_tab_is_refused_and_changes_nothing(buyer, clerk) -> None:
    draft = start_draft(by=clerk)
    save_draft(draft, draft_content(buyer, note="mine"), version=1, by=clerk)
    with pytest.raises(StaleDraft):
        save_draft(Draft.objects.get(), draft_content(buyer, note="theirs"), version=1, by=clerk)
    assert Draft.objects.get().content["note"] == "mine"


def test_a_discarded_draft_can_be_brought_back_with_its_files(clerk) -> None:
    draft = start_draft(by=clerk)
    attach_file(draft, filename="a.pdf", data=b"%PDF-1.7\n%%EOF", by=clerk)
    discard_draft(draft, by=clerk)
    discard_draft(draft, by=clerk)
    assert not Draft.objects.open().exists() and Draft.objects.discarded().get() == draft
    with pytest.raises(StaleDraft):
        save_draft(draft, draft.content, version=1, by=clerk)
    restore_draft(draft, by=clerk)
    restore_draft(draft, by=clerk)
    assert Draft.objects.open().get() == draft and DraftAttachment.objects.count() == 1
    actions = AuditEntry.objects.filter(action__in=["draft.discarded", "draft.restored"]).values_list(
        "action", flat=True
    )
    assert sorted(actions) == ["draft.discarded", "draft.restored"]


def test_what_was_discarded_long_ago_is_deleted_for_good(clerk) -> None:
    kept, old, open_one = start_draft(by=clerk), start_draft(by=clerk), start_draft(by=clerk)
    with time_machine.travel("2026-10-01 12:00:00+00:00"):
        discard_draft(old, by=clerk)
    with time_machine.travel("2026-11-20 12:00:00+00:00"):
        discard_draft(kept, by=clerk)
    with time_machine.travel("2026-11-21 12:00:00+00:00"):
        assert purge_discarded() == 1
    assert set(Draft.objects.all()) == {kept, open_one}


def test_an_amount_beyond_the_column_does_not_stop_the_autosave(buyer, clerk) -> None:
    draft = start_draft(by=clerk)
    rows = [line(quantity="9", price="1" + "0" * 14) for _ in range(3)]
    assert save_draft(draft, draft_content(buyer, lines=rows), version=1, by=clerk).amount_due is None


@pytest.mark.parametrize("key", ["", "x", "²", "-1", "9" * 30, "999999999"])
def test_a_customer_that_does_not_exist_is_none(key) -> None:
    assert customer_of({"customer": key}) is None


def test_another_companys_customer_is_none(seller) -> None:
    other = company()
    with company_scope(other.pk):
        theirs = customer(other)
    assert customer_of({"customer": str(theirs.pk)}) is None


def test_files_travel_in_the_document_and_are_only_named_in_live_totals(buyer, clerk) -> None:
    draft = start_draft(by=clerk, customer=buyer)
    data = b"%PDF-1.7\nsome\n%%EOF"
    attach_file(draft, filename="Timmar.pdf", data=data, by=clerk, description="Hours")
    (file,) = compose_draft(draft).document.attachments
    assert (file.content, file.filename, file.mime_code) == (data, "Timmar.pdf", "application/pdf")
    assert (file.reference, file.description) == ("Timmar.pdf", "Hours")
    (live,) = compose_draft(draft, with_files=False).document.attachments
    assert (live.filename, live.content) == ("Timmar.pdf", b"-")
