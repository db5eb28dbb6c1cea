"""The editor in Chromium: live totals, the grid by keyboard, saving by itself, faults, files, preview, and no script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from companies.models import Company
from companies.tenancy import company_scope
from invoices.models import Draft, DraftAttachment, Invoice
from tests.browser.checks import axe, sideways
from tests.factories.companies import company, customer, draft, line, member

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)


class Desk:
    """A company, its clerk and a draft, with pages where the clerk is signed in."""

    def __init__(self, live_server: Any, new_page: Callable[..., Page]) -> None:
        self.address, self.new_page = live_server.url, new_page
        self.company: Company = company(name="Nordljus AB", language="sv")
        self.clerk: User = member(self.company, name="Sara Lind", language="en")
        self.buyer = customer(self.company, name="Västerbro Fastigheter AB", buyer_reference="Maria Wik")
        rows = [line("Survey", "2", "100", uid="a1"), line("Book", "1", "50", uid="b2", unit="C62", vat="S:6")]
        self.draft = draft(self.company, self.buyer, by=self.clerk, lines=rows, currency="SEK", seller_contact="Sara")

    def page(self, *, path: str = "", **options: Any) -> Page:
        page = self.new_page(**options)
        client = Client()
        client.force_login(self.clerk)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = [(settings.SESSION_COOKIE_NAME, session), (settings.LANGUAGE_COOKIE_NAME, "en")]
        page.context.add_cookies([{"name": n, "value": v, "url": self.address} for n, v in cookies])
        page.goto(self.address + (path or self.editor))
        return page

    @property
    def editor(self) -> str:
        return reverse("invoices:editor", args=[self.company.slug, self.draft.pk])

    @property
    def new(self) -> str:
        return reverse("invoices:editor_new", args=[self.company.slug])

    def stored(self) -> dict[str, Any]:
        with company_scope(self.company.pk):
            return dict(Draft.objects.get(pk=self.draft.pk).content)


@pytest.fixture
def desk(live_server: Any, new_page: Callable[..., Page]) -> Desk:
    return Desk(live_server, new_page)


def cell(page: Page, uid: str, name: str) -> Locator:
    return page.locator(f"#line-{uid}-{name}")


def names(page: Page) -> list[str]:
    return list(page.locator("tbody.line input.cell[id$=-name]").evaluate_all("all => all.map(one => one.value)"))


def total(page: Page) -> Locator:
    return page.locator("#totals .tot b")


def saved_again(page: Page) -> Any:
    return page.expect_response(lambda answer: answer.request.method == "POST" and "x-draft" in answer.headers)


def save(page: Page) -> None:
    """Press Ctrl+S and wait for its answer; saves before it have been answered by then."""
    with page.expect_response(lambda answer: "do=save" in (answer.request.post_data or "")):
        page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_attribute("data-saved", "yes")


def test_totals_follow_the_keys_and_the_draft_saves_itself_without_losing_the_caret(desk: Desk) -> None:
    page = desk.page()
    price = cell(page, "a1", "price")
    price.fill("")
    price.press_sequentially("99,50", delay=20)
    expect(total(page)).to_have_text("301.75")
    expect(cell(page, "a1", "amount")).to_have_text("199.00")
    expect(price).to_be_focused()
    expect(price).to_have_value("99,50")
    assert desk.stored()["lines"][0]["price"] == "99,50"
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_burst_of_keys_ends_with_all_of_them_saved(desk: Desk) -> None:
    page = desk.page()
    text = "Thank you for a fine year, see you again in spring. " * 3
    with saved_again(page):
        page.locator("#note").press_sequentially(text, delay=12)
    expect(page.locator("#saved")).to_have_attribute("data-saved", "yes")
    save(page)
    assert desk.stored()["note"] == text


def test_the_first_key_in_an_empty_form_makes_one_draft_and_takes_its_address(desk: Desk) -> None:
    page = desk.page(path=desk.new)
    page.locator("tbody.line input.cell").first.press_sequentially("Roof, north side", delay=25)
    page.wait_for_url(lambda url: "/new/" not in url)
    save(page)
    with company_scope(desk.company.pk):
        made = Draft.objects.exclude(pk=desk.draft.pk).get()
    assert page.url.endswith(reverse("invoices:editor", args=[desk.company.slug, made.pk]))
    assert made.content["lines"][0]["name"] == "Roof, north side"


def test_rows_are_made_copied_moved_removed_and_brought_back_by_keyboard(desk: Desk) -> None:
    page = desk.page()
    cell(page, "b2", "vat").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Travel")
    page.keyboard.press("Enter")
    expect(page.locator("tbody.line").last.locator("[id$=-quantity]")).to_be_focused()
    assert names(page) == ["Survey", "Book", "Travel"]
    page.keyboard.press("Alt+ArrowUp")
    assert names(page) == ["Survey", "Travel", "Book"]
    expect(page.locator("#announce")).to_have_text("The row is now number 2")
    page.keyboard.press("Control+d")
    assert names(page) == ["Survey", "Travel", "Travel", "Book"]
    page.keyboard.press("Alt+Backspace")
    assert names(page) == ["Survey", "Travel", "Book"]
    expect(page.locator("[data-toast]").last).to_contain_text("“Travel” was removed")
    page.keyboard.press("Control+z")
    assert names(page) == ["Survey", "Travel", "Travel", "Book"]
    with saved_again(page):
        page.keyboard.press("Alt+Backspace")
    with saved_again(page):
        page.locator("[data-toast] [data-undo]").last.click()
    assert [row["name"] for row in desk.stored()["lines"]] == ["Survey", "Travel", "Travel", "Book"]


def test_undo_belongs_to_the_field_again_once_something_is_typed(desk: Desk) -> None:
    page = desk.page()
    cell(page, "a1", "name").focus()
    page.keyboard.press("Alt+Backspace")
    assert names(page) == ["Book"]
    page.keyboard.type("X")
    page.keyboard.press("Control+z")
    assert names(page) == ["Book"]


def test_rows_can_be_dragged(desk: Desk) -> None:
    page = desk.page()
    page.locator("#row-b2 .hdl").hover()
    page.mouse.down()
    box = page.locator("#row-a1").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 8, steps=6)
    with saved_again(page):
        page.mouse.up()
    assert names(page) == ["Book", "Survey"]
    assert [row["uid"] for row in desk.stored()["lines"]] == ["b2", "a1"]


def test_vat_changes_on_all_rows_and_back(desk: Desk) -> None:
    page = desk.page()
    page.get_by_role("button", name="VAT on all rows").click()
    page.get_by_role("button", name="12 %", exact=True).click()
    expect(total(page)).to_have_text("280.00")
    page.locator("[data-undo]").last.click()
    expect(total(page)).to_have_text("303.00")


def test_a_fault_shows_when_its_field_is_left_and_goes_when_it_is_mended(desk: Desk) -> None:
    page = desk.page()
    price = cell(page, "a1", "price")
    price.fill("abc")
    expect(page.locator("#checks")).to_contain_text("“abc” is not a number")
    expect(price).not_to_have_attribute("aria-invalid", "true")
    price.press("Tab")
    expect(price).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#line-a1-price_error")).to_contain_text("not a number")
    assert axe(page) == []
    page.locator("#checks a", has_text="not a number").click()
    expect(price).to_be_focused()
    price.fill("10")
    expect(page.locator("#line-a1-price_error")).to_have_count(0)
    expect(price).not_to_have_attribute("aria-invalid", "true")


def test_a_customer_is_found_by_typing_and_brings_its_terms(desk: Desk) -> None:
    customer(desk.company, name="Zebra Bygg AB", payment_days=10, buyer_reference="Their desk")
    page = desk.page(path=desk.new)
    page.locator("#customer").press_sequentially("zeb", delay=40)
    option = page.get_by_role("option", name="Zebra Bygg AB")
    expect(option).to_be_visible()
    expect(page.get_by_role("option", name="New customer “zeb”")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#customer-card")).to_contain_text("Zebra Bygg AB")
    expect(page.locator("#payment_days")).to_have_value("10")
    expect(page.locator("#buyer_reference")).to_have_value("Their desk")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator("#customer[role=combobox]")).to_be_focused()


def test_dates_take_words_and_the_due_date_is_computed(desk: Desk) -> None:
    page = desk.page()
    due = page.locator("#due_date")
    assert due.get_attribute("placeholder") == "2026-12-21"
    page.locator("#payment_days").select_option("10")
    expect(due).to_have_attribute("placeholder", "2026-12-01")
    due.fill("+5")
    due.press("Tab")
    expect(due).to_have_value("2026-11-26")
    save(page)
    assert desk.stored()["due_date"] == "2026-11-26"


def test_a_refusal_moves_focus_to_the_list_and_sending_leads_to_the_invoice(desk: Desk) -> None:
    page = desk.page()
    cell(page, "b2", "price").fill("")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notice [data-focus]")).to_be_focused()
    expect(cell(page, "b2", "price")).to_have_attribute("aria-invalid", "true")
    assert axe(page) == []
    page.locator("#notice a").first.click()
    expect(cell(page, "b2", "price")).to_be_focused()
    page.keyboard.type("50")
    page.locator('.pagehead [name=do][value="send"]').dblclick()
    page.wait_for_url("**/invoices/*/", wait_until="commit")
    with company_scope(desk.company.pk):
        invoice = Invoice.objects.get()
    assert str(invoice.public_id) in page.url
    expect(page.locator("h1")).to_contain_text(invoice.number)


def test_two_windows_cannot_overwrite_each_other(desk: Desk) -> None:
    first, second = desk.page(), desk.page()
    first.locator("#note").fill("from the first")
    save(first)
    second.locator("#note").fill("from the second")
    banner = second.locator("#notice")
    expect(banner).to_contain_text("changed in another window")
    assert axe(second) == []
    expect(second.locator("#note")).to_have_value("from the second")
    banner.get_by_role("button", name="Keep this one as a new draft").click()
    second.wait_for_url(lambda url: not url.endswith(desk.editor))
    expect(second.locator("#note")).to_have_value("from the second")
    assert desk.stored()["note"] == "from the first"


def test_without_network_nothing_is_lost_and_saving_is_tried_again(desk: Desk) -> None:
    page = desk.page()
    page.context.set_offline(True)
    page.locator("#note").fill("typed in a tunnel")
    expect(page.locator("#saved")).to_have_attribute("data-saved", "no")
    expect(page.locator("#toasts")).to_contain_text("What you typed is still here")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_attribute("data-saved", "yes")
    assert desk.stored()["note"] == "typed in a tunnel"


def test_a_file_is_uploaded_at_once_and_can_be_removed(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "plan.png"
    Image.new("RGB", (40, 30)).save(picture)
    page = desk.page()
    page.locator("#files-input").set_input_files(picture)
    expect(page.locator("#files")).to_contain_text("plan.png")
    (tmp_path / "notes.txt").write_text("no picture")
    page.locator("#files-input").set_input_files(tmp_path / "notes.txt")
    expect(page.locator("#files .err")).to_contain_text("notes.txt")
    page.get_by_role("button", name="Remove plan.png").click()
    expect(page.locator("#files .file")).to_have_count(0)
    with company_scope(desk.company.pk):
        assert not DraftAttachment.objects.exists()


def test_the_preview_opens_over_the_editor_and_sends(desk: Desk) -> None:
    page = desk.page()
    cell(page, "a1", "price").fill("120")
    page.keyboard.press("Alt+p")
    dialog = page.locator("#preview-dialog")
    expect(dialog).to_be_visible()
    picture = dialog.locator("img").first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1488)
    assert axe(page, "#preview-dialog") == []
    dialog.get_by_role("link", name="Recipient's view").click()
    expect(dialog.locator("article")).to_contain_text("Survey")
    dialog.get_by_role("link", name="XML").click()
    expect(dialog.locator("pre")).to_contain_text('<cbc:PriceAmount currencyID="SEK">120</cbc:PriceAmount>')
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("Alt+p")
    dialog.get_by_role("button", name="Send").click()
    page.wait_for_url("**/invoices/*/", wait_until="commit")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False), (390, True)])
def test_it_is_accessible_and_fits(desk: Desk, width: int, dark: bool) -> None:
    page = desk.page(width=width, dark=dark)
    assert axe(page) == []
    assert sideways(page) == []
    page.locator("details.extra summary").click()
    page.locator("#row-details").check()
    page.get_by_role("button", name="Charge or discount").click()
    expect(page.locator(".acrow")).to_have_count(1)
    assert axe(page) == []
    assert sideways(page) == []
    page.goto(desk.address + desk.new)
    assert axe(page) == []
    assert sideways(page) == []
    assert page.faults == []  # type: ignore[attr-defined]


def test_on_a_phone_rows_are_small_forms_and_the_sum_stays_in_sight(desk: Desk) -> None:
    page = desk.page(width=390)
    expect(page.locator("#mobile-total")).to_be_in_viewport()
    expect(page.locator(".mobile-sum button")).to_be_in_viewport()
    more = page.locator("#row-b2 .l-more")
    more.click()
    page.locator("#m-b2").get_by_role("button", name="Move up").click()
    assert names(page) == ["Book", "Survey"]
    cell(page, "a1", "price").fill("200")
    expect(page.locator("#mobile-total")).to_have_text("553.00 SEK")


def test_it_works_without_script(desk: Desk) -> None:
    page = desk.page(scripts=False)
    page.get_by_role("button", name="Add row").click()
    row = page.locator("tbody.line").nth(2)
    row.locator("[id$=-name]").fill("Travel")
    row.locator("[id$=-price]").fill("80")
    page.get_by_role("button", name="Update totals").last.click()
    expect(total(page)).to_have_text("387.80")
    page.locator('#row-b2 .del[value="remove:b2"]').click()
    expect(total(page)).to_have_text("334.80")
    cell(page, "a1", "price").fill("")
    page.locator('.pagehead [name=do][value="send"]').click()
    expect(page.locator("#notice")).to_contain_text("Write a price")
    cell(page, "a1", "price").fill("100")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview img").first).to_be_visible()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/invoices/*/", wait_until="commit")
