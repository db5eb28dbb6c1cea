"""The editor over HTTP: saving and recalculating in one request, refusal, other windows, and all of it without script."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from companies.permissions import Role
from companies.tenancy import company_scope
from invoices.models import Draft, DraftAttachment, Invoice
from tests.factories.companies import allowance, company, customer, draft, draft_content, line, member
from tests.factories.editor_form import Editor


@pytest.fixture
def browser(clerk) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def row(seller, buyer, clerk) -> Draft:
    return draft(seller, buyer, by=clerk, lines=[line("Consulting", "2", "100"), line("Book", "1", "50", vat="S:6")])


def editor_of(browser, seller, row=None, *, htmx=True) -> Editor:
    name, args = ("invoices:editor", [seller.slug, row.pk]) if row else ("invoices:editor_new", [seller.slug])
    return Editor(browser, reverse(name, args=args), htmx=htmx)


def stored(seller, pk) -> Draft:
    with company_scope(seller.pk):
        return Draft.objects.get(pk=pk)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def test_opening_an_empty_editor_makes_no_row(browser, seller) -> None:
    answer = browser.get(editor_of(browser, seller).url)
    assert answer.status_code == 200
    with company_scope(seller.pk):
        assert not Draft.objects.exists()


def test_the_first_save_makes_the_draft_and_names_its_address(browser, seller, buyer) -> None:
    new = editor_of(browser, seller)
    answer = new.post(draft_content(buyer), version=0)
    with company_scope(seller.pk):
        made = Draft.objects.get()
    assert answer.headers["HX-Replace-Url"] == reverse("invoices:editor", args=[seller.slug, made.pk])
    assert answer.headers["X-Draft"] == str(made.pk)
    assert made.customer_id == buyer.pk and made.amount_due == 250


def test_a_first_save_sent_twice_makes_one_draft_and_keeps_the_later_text(browser, seller, buyer) -> None:
    new = editor_of(browser, seller)
    new.post(draft_content(buyer, note="first"), version=0)
    new.post(draft_content(buyer, note="second"), version=0, turn="2")
    with company_scope(seller.pk):
        assert Draft.objects.get().content["note"] == "second"


def test_leaving_an_untouched_form_makes_no_draft(browser, seller) -> None:
    answer = editor_of(browser, seller).post(draft_content(None, lines=[line("", "1", "")]), version=0)
    assert answer.status_code == 200 and answer.headers["X-Draft"] == "new"
    with company_scope(seller.pk):
        assert not Draft.objects.exists()


def test_typing_saves_and_answers_with_sums_and_checks_but_never_with_inputs(browser, seller, row) -> None:
    content = row.content | {"note": "Thank you <b>all</b>"}
    content["lines"][0]["price"] = "1 000,50"
    answer = editor_of(browser, seller, row).post(content)
    text = text_of(answer)
    assert "2,051.00" in text and "2,554.25" in text
    visible = re.findall(r"<(?:input|select|textarea)[^>]*>", answer.content.decode())
    assert all('type="hidden"' in field for field in visible), visible
    assert stored(seller, row.pk).content["note"] == "Thank you <b>all</b>"
    assert stored(seller, row.pk).version == 2


def test_a_recalculation_takes_few_queries(browser, seller, row) -> None:
    editor = editor_of(browser, seller, row)
    editor.post(row.content, turn="1")
    with CaptureQueriesContext(connection) as queries:
        editor.post(row.content, version=2, turn="2")
    assert len(queries) <= 12, [query["sql"][:90] for query in queries]


def test_the_page_takes_few_queries(browser, seller, row) -> None:
    editor = editor_of(browser, seller, row)
    browser.get(editor.url)
    with CaptureQueriesContext(connection) as queries:
        browser.get(editor.url)
    assert len(queries) <= 14, [query["sql"][:90] for query in queries]


def test_faults_come_as_a_list_for_the_fields_that_have_been_left(browser, seller, row) -> None:
    row.content["lines"][0]["price"] = "abc"
    answer = editor_of(browser, seller, row).post(row.content)
    uid = row.content["lines"][0]["uid"]
    assert f'data-field="line-{uid}-price"' in answer.content.decode()
    assert 'aria-invalid="true"' not in answer.content.decode()


def test_another_window_is_told_of_and_nothing_typed_is_lost(browser, seller, row) -> None:
    editor = editor_of(browser, seller, row)
    editor.post(row.content | {"note": "theirs"}, window="w1")
    answer = editor.post(row.content | {"note": "mine"}, window="w2")
    assert answer.status_code == 409 and 'value="fork"' in answer.content.decode()
    told = re.search(r'name="version" id="version" value="(\d+)"', answer.content.decode())
    assert told is not None
    again = editor.post(row.content | {"note": "mine"}, window="w2", version=int(told[1]), turn="2")
    assert again.status_code == 409, "being told of the other version is not having seen it"
    assert stored(seller, row.pk).content["note"] == "theirs"
    kept = editor.post(row.content | {"note": "mine"}, do="fork", window="w2")
    with company_scope(seller.pk):
        forked = Draft.objects.exclude(pk=row.pk).get()
    assert forked.content["note"] == "mine"
    assert kept.headers["HX-Redirect"] == reverse("invoices:editor", args=[seller.slug, forked.pk])


def test_a_draft_that_another_window_discarded_can_be_kept(browser, seller, row, clerk) -> None:
    editor = editor_of(browser, seller, row)
    browser.post(reverse("invoices:draft_discard", args=[seller.slug, row.pk]))
    answer = editor.post(row.content | {"note": "still typing"})
    assert answer.status_code == 409 and "discarded in another window" in answer.content.decode()
    editor.post(row.content | {"note": "still typing"}, do="fork")
    with company_scope(seller.pk):
        assert Draft.objects.open().get().content["note"] == "still typing"


def test_a_window_is_not_in_conflict_with_its_own_save_whose_answer_was_lost(browser, seller, row) -> None:
    editor = editor_of(browser, seller, row)
    editor.post(row.content | {"note": "one"}, turn="1", version=1)
    answer = editor.post(row.content | {"note": "two"}, turn="2", version=1)
    assert answer.status_code == 200 and stored(seller, row.pk).content["note"] == "two"


def test_an_older_save_that_arrives_late_does_not_overwrite_a_newer_one(browser, seller, row) -> None:
    editor = editor_of(browser, seller, row)
    editor.post(row.content | {"note": "newer"}, turn="5", version=1)
    assert editor.post(row.content | {"note": "older"}, turn="4", version=1).status_code == 409
    assert stored(seller, row.pk).content["note"] == "newer"


def test_sending_with_faults_is_refused_with_a_list_and_keeps_what_was_typed(browser, seller, row) -> None:
    content = row.content | {"note": "kept"}
    content["lines"][1]["price"] = ""
    answer = editor_of(browser, seller, row).post(content, do="send")
    assert answer.status_code == 422
    assert "editor:refused" in answer.headers["HX-Trigger-After-Settle"]
    assert f'href="#line-{content["lines"][1]["uid"]}-price"' in answer.content.decode()
    assert stored(seller, row.pk).content["note"] == "kept"
    with company_scope(seller.pk):
        assert not Invoice.objects.exists()


def test_without_script_a_refusal_shows_the_faults_at_their_fields(browser, seller, row) -> None:
    row.content["lines"][1]["price"] = ""
    answer = editor_of(browser, seller, row, htmx=False).post(row.content, do="send")
    page, uid = answer.content.decode(), row.content["lines"][1]["uid"]
    assert answer.status_code == 422 and "<html" in page
    assert f'id="line-{uid}-price_error"' in page and "data-focus" in page


def test_an_unverified_company_is_asked_to_sign(browser, seller, row) -> None:
    seller.verified_at = None
    seller.save()
    answer = editor_of(browser, seller, row).post(row.content, do="send")
    assert answer.status_code == 422 and 'id="unsigned"' in answer.content.decode()
    with company_scope(seller.pk):
        assert Draft.objects.exists() and not Invoice.objects.exists()


def test_sending_issues_once_however_often_it_is_pressed(browser, seller, row) -> None:
    editor = editor_of(browser, seller, row)
    first = editor.post(row.content, do="send")
    with company_scope(seller.pk):
        invoice = Invoice.objects.get()
    target = reverse("invoices:invoice", args=[seller.slug, invoice.public_id])
    assert first.headers["HX-Redirect"] == target
    again = editor.post(row.content, do="send", version=2, turn="2")
    assert again.headers["HX-Redirect"] == target
    assert browser.get(editor.url).headers["Location"] == target
    with company_scope(seller.pk):
        assert Invoice.objects.count() == 1 and not Draft.objects.exists()


def test_a_reader_may_neither_see_nor_save(seller, row) -> None:
    client = Client()
    client.force_login(member(seller, role=Role.READER))
    editor = editor_of(client, seller, row)
    assert client.get(editor.url).status_code == 403
    assert editor.post(row.content).status_code == 403


def test_another_companys_draft_is_not_there(browser, seller) -> None:
    theirs = company()
    foreign = draft(theirs, customer(theirs))
    assert browser.get(reverse("invoices:editor", args=[seller.slug, foreign.pk])).status_code == 404
    assert browser.get(reverse("invoices:editor", args=[theirs.slug, foreign.pk])).status_code == 404


def test_another_companys_customer_cannot_be_chosen(browser, seller, row) -> None:
    stranger = customer(company())
    editor_of(browser, seller, row).post(row.content | {"customer": str(stranger.pk)})
    assert stored(seller, row.pk).customer_id is None


@pytest.mark.parametrize(
    ("do", "names"),
    [
        ("add", ["Consulting", "Book", ""]),
        ("remove:a1", ["Book"]),
        ("copy:a1", ["Consulting", "Consulting", "Book"]),
        ("down:a1", ["Book", "Consulting"]),
        ("up:b2", ["Book", "Consulting"]),
        ("up:a1", ["Consulting", "Book"]),
        ("remove:unknown", ["Consulting", "Book"]),
    ],
)
def test_row_buttons_work_without_script(browser, seller, buyer, clerk, do, names) -> None:
    rows = [line("Consulting", uid="a1"), line("Book", uid="b2", vat="S:6", unit="C62")]
    row = draft(seller, buyer, by=clerk, lines=rows)
    answer = editor_of(browser, seller, row, htmx=False).post(row.content, do=do)
    assert answer.status_code == 302
    lines = stored(seller, row.pk).content["lines"]
    assert [entry["name"] for entry in lines] == names
    assert len({entry["uid"] for entry in lines}) == len(lines)


def test_vat_changes_on_all_rows_at_once(browser, seller, row) -> None:
    editor_of(browser, seller, row, htmx=False).post(row.content, do="vat:S:12")
    assert {entry["vat"] for entry in stored(seller, row.pk).content["lines"]} == {"S:12"}


def test_charges_and_discounts_come_and_go_and_take_percent_or_amount(browser, seller, row) -> None:
    content = row.content | {"allowances": [allowance("10 %", uid="d1"), allowance("25", uid="d2", kind="charge")]}
    editor = editor_of(browser, seller, row, htmx=False)
    editor.post(content, do="add-allowance:charge")
    kept = stored(seller, row.pk).content["allowances"]
    assert [(entry["percent"], entry["amount"]) for entry in kept] == [("10", ""), ("", "25"), ("", "")]
    assert 'value="10 %"' in browser.get(editor.url).content.decode()
    editor.post(content, do="remove-allowance:d1", version=2, turn="2")
    assert [entry["uid"] for entry in stored(seller, row.pk).content["allowances"]] == ["d2"]


def test_choosing_a_customer_brings_what_is_usual_but_leaves_what_was_typed(browser, seller, row) -> None:
    other = customer(seller, payment_days=10, currency="EUR", buyer_reference="Their desk")
    content = row.content | {"customer": "", "currency": "SEK", "buyer_reference": "Typed by me"}
    answer = editor_of(browser, seller, row).post(content, do=f"customer:{other.pk}")
    kept = stored(seller, row.pk).content
    assert (kept["payment_days"], kept["currency"], kept["buyer_reference"]) == ("10", "EUR", "Typed by me")
    assert 'id="customer-card"' in answer.content.decode() and 'id="facts"' in answer.content.decode()


def test_the_search_answers_rows_and_a_way_to_make_a_new_customer(browser, seller, row) -> None:
    customer(seller, name="Zebra & Co", number="777")
    customer(company(), name="Zebra elsewhere")
    answer = browser.get(editor_of(browser, seller, row).url + "?q=zebra")
    page = answer.content.decode()
    assert "Zebra &amp; Co" in page and "elsewhere" not in page
    assert "name=zebra" in page and "next=" in page and "<html" not in page


def test_without_script_a_customer_is_found_and_chosen(browser, seller, row) -> None:
    found = customer(seller, name="Zebra & Co")
    editor = editor_of(browser, seller, row, htmx=False)
    answer = editor.post(row.content | {"customer": ""}, do="find", customer_text="zebra")
    assert f'value="customer:{found.pk}"' in answer.content.decode()
    editor.post(row.content, do=f"customer:{found.pk}", version=2, turn="2")
    assert stored(seller, row.pk).customer_id == found.pk


def test_files_are_attached_shown_and_removed(browser, seller, row, tmp_path) -> None:
    good, bad = tmp_path / "plan.png", tmp_path / "virus.exe"
    Image.new("RGB", (4, 3)).save(good)
    bad.write_bytes(b"MZ not a picture")
    editor = editor_of(browser, seller, row)
    with good.open("rb") as first, bad.open("rb") as second:
        answer = editor.post(row.content, do="attach", files=[first, second])
    page = answer.content.decode()
    with company_scope(seller.pk):
        file = DraftAttachment.objects.get()
    url = reverse("invoices:draft_attachment", args=[seller.slug, row.pk, file.pk])
    assert url in page and "virus.exe" in page
    shown = browser.get(url)
    assert shown.content == good.read_bytes() and shown.headers["X-Content-Type-Options"] == "nosniff"
    editor.post(row.content, do=f"detach:{file.pk}", version=2, turn="2")
    with company_scope(seller.pk):
        assert not DraftAttachment.objects.exists()


def test_a_credit_note_is_a_switch_and_the_page_says_so(browser, seller, row) -> None:
    editor = editor_of(browser, seller, row, htmx=False)
    editor.post(row.content, do="type:381")
    page = browser.get(editor.url).content.decode()
    assert stored(seller, row.pk).type_code == "381" and 'value="type:380"' in page


def test_a_new_draft_starts_with_the_customer_that_a_link_names(browser, seller, buyer) -> None:
    page = browser.get(editor_of(browser, seller).url + f"?customer={buyer.pk}").content.decode()
    assert buyer.name in page
    assert browser.get(editor_of(browser, seller).url + "?customer=999999").status_code == 200


def test_hostile_input_is_kept_as_text_or_dropped(browser, seller, row) -> None:
    content = row.content | {"note": "\x00<script>", "window": "x" * 500, "currency": "€€€€€"}
    answer = editor_of(browser, seller, row).post(content, line=["<uid>", row.content["lines"][0]["uid"]])
    assert answer.status_code == 200
    kept = stored(seller, row.pk).content
    assert [entry["uid"] for entry in kept["lines"]] == [row.content["lines"][0]["uid"]]
    assert "<script>" not in answer.content.decode()
