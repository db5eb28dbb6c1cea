"""The preview: three ways to look at a draft as it would be issued, and sending exactly what was shown."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from companies.tenancy import company_scope
from invoices.models import Draft, Invoice
from tests.factories.companies import company, customer, draft, line


@pytest.fixture
def browser(clerk) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def row(seller, buyer, clerk) -> Draft:
    return draft(seller, buyer, by=clerk, lines=[line("Consulting & <more>", "2", "100")])


def address(seller, row, name="preview", *args) -> str:
    return reverse(f"invoices:{name}", args=[seller.slug, row.pk, *args])


def test_the_pages_are_pictures_of_the_pdf(browser, seller, row) -> None:
    page = browser.get(address(seller, row)).content.decode()
    assert address(seller, row, "preview_page", 1) in page and address(seller, row, "preview_page", 2) not in page
    answer = browser.get(address(seller, row, "preview_page", 1))
    picture = Image.open(io.BytesIO(answer.content))
    assert answer.headers["Content-Type"] == "image/png" and picture.width == 1488
    assert len(picture.convert("L").getcolors() or [0] * 9) > 8, "the page must not be blank"
    assert browser.get(address(seller, row, "preview_page", 2)).status_code == 404
    assert browser.get(address(seller, row, "preview_file")).content.startswith(b"%PDF-")


def test_the_recipients_view_and_the_xml_show_the_same_document(browser, seller, row) -> None:
    view = browser.get(address(seller, row), {"tab": "view"}).content.decode()
    assert "Consulting &amp; &lt;more&gt;" in view
    xml = browser.get(address(seller, row), {"tab": "xml"}).content.decode()
    assert "&lt;cbc:Name&gt;Consulting &amp;amp; &amp;lt;more&amp;gt;&lt;/cbc:Name&gt;" in xml


def test_the_dialog_gets_the_preview_without_the_frame(browser, seller, row) -> None:
    answer = browser.get(address(seller, row), headers={"hx-request": "true", "hx-target": "preview-dialog"})
    page = answer.content.decode()
    assert "<html" not in page and "data-close" in page


def test_an_incomplete_draft_is_shown_with_what_is_left_and_cannot_be_sent(browser, seller, clerk) -> None:
    row = draft(seller, None, by=clerk, lines=[])
    answer = browser.get(address(seller, row))
    page = answer.content.decode()
    assert answer.status_code == 200 and "#customer" in page and "disabled" in page
    refused = browser.post(address(seller, row), {"version": "1"})
    assert refused.status_code == 422 and "data-focus" in refused.content.decode()
    with company_scope(seller.pk):
        assert not Invoice.objects.exists()


def test_sending_takes_the_version_that_was_shown_and_no_other(browser, seller, row) -> None:
    assert browser.post(address(seller, row), {"version": "9"}).status_code == 409
    with company_scope(seller.pk):
        assert not Invoice.objects.exists()
    sent = browser.post(address(seller, row), {"version": "1"})
    again = browser.post(address(seller, row), {"version": "1"})
    with company_scope(seller.pk):
        invoice = Invoice.objects.get()
    target = reverse("invoices:invoice", args=[seller.slug, invoice.public_id])
    assert sent.headers["Location"] == target and again.headers["Location"] == target


def test_looking_takes_no_number(browser, seller, row) -> None:
    browser.get(address(seller, row))
    browser.get(address(seller, row))
    browser.post(address(seller, row), {"version": "1"})
    with company_scope(seller.pk):
        assert Invoice.objects.get().number == "1"


def test_another_companys_draft_is_not_shown(browser, seller) -> None:
    theirs = company()
    foreign = draft(theirs, customer(theirs))
    for name, args in (("preview", ()), ("preview_page", (1,)), ("preview_file", ())):
        assert browser.get(address(seller, foreign, name, *args)).status_code == 404
        assert browser.get(address(theirs, foreign, name, *args)).status_code == 404
