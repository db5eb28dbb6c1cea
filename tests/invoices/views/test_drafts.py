"""The list of drafts: newest first, searched, discarded and brought back, and only one's own company's."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.permissions import Role
from companies.tenancy import company_scope
from invoices.models import Draft
from tests.factories.companies import company, customer, draft, member


@pytest.fixture
def browser(clerk) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def address(seller, name="drafts", *args) -> str:
    return reverse(f"invoices:{name}", args=[seller.slug, *args])


def test_drafts_are_listed_newest_first_with_customer_and_amount(browser, seller, buyer, clerk) -> None:
    first = draft(seller, buyer, by=clerk)
    other = customer(seller, name="Zebra Bygg AB")
    draft(seller, other, by=clerk)
    theirs = company()
    draft(theirs, customer(theirs, name="Not ours AB"))
    page = browser.get(address(seller)).content.decode()
    assert page.index("Zebra Bygg AB") < page.index(buyer.name)
    assert "Not ours" not in page and address(seller, "editor", first.pk) in page


def test_the_search_finds_by_name_and_by_customer_number(browser, seller, buyer, clerk) -> None:
    draft(seller, buyer, by=clerk)
    draft(seller, customer(seller, name="Zebra Bygg AB", number="Z-77"), by=clerk)
    for words in ("zebra", "z-7"):
        page = browser.get(address(seller), {"q": words}).content.decode()
        assert "Zebra Bygg AB" in page and buyer.name not in page
    assert "No draft matches" in browser.get(address(seller), {"q": "nobody"}).content.decode()


def test_a_discarded_draft_leaves_the_list_and_comes_back(browser, seller, buyer, clerk) -> None:
    row = draft(seller, buyer, by=clerk)
    answer = browser.post(address(seller, "draft_discard", row.pk), follow=True)
    page = answer.content.decode()
    assert address(seller, "draft_restore", row.pk) in page, "the message must carry the way back"
    assert f'href="{address(seller, "editor", row.pk)}"' not in page
    assert browser.get(address(seller, "editor", row.pk)).status_code == 404
    assert buyer.name in browser.get(address(seller), {"view": "discarded"}).content.decode()
    browser.post(address(seller, "draft_restore", row.pk))
    assert browser.get(address(seller, "editor", row.pk)).status_code == 200


def test_the_editor_discards_too(browser, seller, buyer, clerk) -> None:
    row = draft(seller, buyer, by=clerk)
    answer = browser.post(address(seller, "editor", row.pk), {"do": "discard"}, headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == address(seller)
    with company_scope(seller.pk):
        assert not Draft.objects.open().exists() and Draft.objects.discarded().exists()


def test_a_reader_sees_drafts_but_cannot_discard(seller, buyer, clerk) -> None:
    row = draft(seller, buyer, by=clerk)
    client = Client()
    client.force_login(member(seller, role=Role.READER))
    page = client.get(address(seller))
    assert page.status_code == 200 and address(seller, "draft_discard", row.pk) not in page.content.decode()
    assert client.post(address(seller, "draft_discard", row.pk)).status_code == 403


def test_another_companys_draft_can_be_neither_discarded_nor_restored(browser, seller) -> None:
    theirs = company()
    foreign = draft(theirs, customer(theirs))
    for name in ("draft_discard", "draft_restore"):
        assert browser.post(address(seller, name, foreign.pk)).status_code == 404
    with company_scope(theirs.pk):
        assert Draft.objects.open().filter(pk=foreign.pk).exists()


def test_a_link_cannot_discard(browser, seller, buyer, clerk) -> None:
    row = draft(seller, buyer, by=clerk)
    assert browser.get(address(seller, "draft_discard", row.pk)).status_code == 405
