"""Screenshots of every main page with the demo's data, at 1440 and 390 px, light and dark, into the folder PORTAL_SHOTS.

Run by `make shots`; in the ordinary run it is skipped, because pictures are for eyes.
"""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from companies.models import Company
from companies.tenancy import company_scope
from invoices.inbound.models import ReceivedInvoice
from invoices.lifecycle import DeliveryState
from invoices.models import Draft, Invoice
from portal.demo import cast, load
from tests.browser.conftest import PageMaker

FOLDER = os.environ.get("PORTAL_SHOTS", "")
LOOKS = ((1440, False), (1440, True), (390, False), (390, True))

pytestmark = [pytest.mark.shots, pytest.mark.skipif(not FOLDER, reason="PORTAL_SHOTS names no folder for pictures")]


def _pages(company: Company) -> dict[str, str]:
    slug = company.slug
    with company_scope(company.pk):
        delivered = Invoice.objects.filter(delivery_state=DeliveryState.DELIVERED).newest_first().first()
        failed = Invoice.objects.needing_attention().newest_first().first()
        draft = Draft.objects.exclude(customer=None).order_by("-id").first()
        received = ReceivedInvoice.objects.order_by("-received_at").first()
    assert delivered and draft and received
    pages = {
        "overview": reverse("overview", args=[slug]),
        "sent": reverse("invoices:sent", args=[slug]),
        "invoice": reverse("invoices:invoice", args=[slug, delivered.public_id]),
        "invoice-view": reverse("invoices:invoice", args=[slug, delivered.public_id]) + "?tab=view",
        "credit": reverse("invoices:invoice_credit", args=[slug, delivered.public_id]),
        "drafts": reverse("invoices:drafts", args=[slug]),
        "editor": reverse("invoices:editor", args=[slug, draft.pk]),
        "editor-new": reverse("invoices:editor_new", args=[slug]),
        "received": reverse("invoices:received", args=[slug]),
        "received-invoice": reverse("invoices:received_invoice", args=[slug, received.public_id]),
        "customers": reverse("companies:customers", args=[slug]),
        "customer-new": reverse("companies:customer_new", args=[slug]),
        "demo-mail": reverse("demo_mails"),
    }
    if failed:
        pages["invoice-failed"] = reverse("invoices:invoice", args=[slug, failed.public_id])
    return pages


def test_pictures_of_every_main_page(live_server, new_page: PageMaker, settings) -> None:
    settings.PORTAL_DEMO = True
    load.load(lambda line: None)
    company = Company.objects.get(slug=cast.COMPANIES[0].slug)
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for width, dark in LOOKS:
        page = new_page(width=width, dark=dark, locale="sv-SE")
        page.goto(live_server.url + reverse("account_login"))
        page.screenshot(path=folder / f"sign-in-{width}{'-dark' if dark else ''}.png", full_page=True)
        page.fill("[name=login]", cast.PEOPLE[0].email)
        page.fill("[name=password]", cast.PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(f"**/{company.slug}/")
        for name, path in _pages(company).items():
            page.goto(live_server.url + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{width}{'-dark' if dark else ''}.png", full_page=True)
        assert page.faults == []  # type: ignore[attr-defined]
