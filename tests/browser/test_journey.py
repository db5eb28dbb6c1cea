"""The main road in Chromium: write an invoice, mend a fault, send it in the network and by e-mail, and find it arrived.

Real PostgreSQL and Valkey, a real Celery worker, a real SMTP sink; the documents that arrive pass the official rules.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from companies.tenancy import company_scope
from invoices.en16931.rules import check
from invoices.inbound.models import ReceivedInvoice
from invoices.lifecycle import DeliveryState
from invoices.models import Invoice
from tests.browser.checks import axe
from tests.factories.companies import company, customer, member
from tests.factories.sealed import as_customer
from tests.invoices.delivery.mailbox import Mailbox
from tests.invoices.delivery.worker import Worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash]
expect.set_options(timeout=30_000)
PASSWORD = "a-long-password-2026"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    made.controller.start()
    yield made
    made.controller.stop()


@pytest.fixture
def worker(tmp_path: Path, mailbox: Mailbox) -> Iterator[Worker]:
    made = Worker(tmp_path, mail_port=mailbox.port, processes=1)
    made.start()
    yield made
    made.kill()


def _sign_in(page: Page, address: str, email: str) -> None:
    page.goto(address + reverse("account_login"))
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def _write(page: Page, *, buyer: str, price: str) -> None:
    """Fill the editor by keyboard: customer, one row."""
    page.locator("[role=combobox]").first.press_sequentially(buyer[:8], delay=30)
    page.get_by_role("option", name=buyer).first.click()
    row = page.locator("tbody.line").first
    row.locator("input[id$=-name]").fill("Roof survey")
    row.locator("input[id$=-quantity]").fill("2")
    row.locator("input[id$=-price]").fill(price)
    row.locator("input[id$=-price]").press("Tab")


def _until(is_so: Callable[[], Any], what: str) -> None:
    for _ in range(120):
        if is_so():
            return
        time.sleep(0.5)
    pytest.fail(f"{what} did not happen within a minute")


def test_from_new_invoice_to_the_other_companys_inbox_and_an_e_mail(
    live_server: Any, new_page: Callable[..., Page], worker: Worker, mailbox: Mailbox
) -> None:
    seller, recipient = company(name="Nordljus AB"), company(name="Fjordlys AB")
    clerk = member(seller, name="Sara Lind", password=PASSWORD, language="en")
    reader = member(recipient, name="Ola Nes", password=PASSWORD, language="en")
    as_customer(seller, recipient, buyer_reference="Ola Nes", email="")
    customer(
        seller, name="Västerbro Fastigheter AB", electronic_address="", electronic_scheme="", legal_id="5569409393"
    )

    page = new_page()
    _sign_in(page, live_server.url, clerk.email)
    page.goto(live_server.url + reverse("invoices:editor_new", args=[seller.slug]))
    _write(page, buyer="Fjordlys AB", price="")
    expect(page.locator("#checks")).to_contain_text("Write a price.")
    page.locator("tbody.line input[id$=-price]").first.fill("100")
    expect(page.locator("#totals .tot b")).to_have_text("250.00")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/invoices/*/")
    assert axe(page) == []

    with company_scope(recipient.pk):
        _until(ReceivedInvoice.objects.exists, "the arrival in the inbox")
        arrived = ReceivedInvoice.objects.select_related("message").get()
    report = check(bytes(arrived.message.raw), portal=True)
    assert report.valid, report.findings
    with company_scope(seller.pk):
        assert Invoice.objects.get().delivery_state == DeliveryState.DELIVERED
    expect(page.locator("h1")).to_contain_text("Delivered")

    other = new_page()
    _sign_in(other, live_server.url, reader.email)
    other.goto(live_server.url + reverse("invoices:received", args=[recipient.slug]))
    other.get_by_role("link", name=arrived.number, exact=True).click()
    expect(other.locator("h1")).to_contain_text("Nordljus AB")
    expect(other.locator("main")).to_contain_text("Roof survey")
    assert axe(other) == []

    page.goto(live_server.url + reverse("invoices:editor_new", args=[seller.slug]))
    _write(page, buyer="Västerbro Fastigheter AB", price="99.99")
    expect(page.locator("#totals .tot b")).to_have_text("249.98")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/invoices/*/")
    _until(lambda: mailbox.messages, "the e-mail")
    parts = list(mailbox.messages[0].iter_attachments())
    files = {part.get_content_type(): bytes(part.get_payload(decode=True)) for part in parts}
    assert files["application/pdf"].startswith(b"%PDF-")
    report = check(files["application/xml"], portal=True)
    assert report.valid, report.findings
    assert page.faults == other.faults == []  # type: ignore[attr-defined]
