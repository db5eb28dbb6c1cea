"""The styleguide: every component is accessible, fits every width and answers to the keyboard, with and without script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import axe, sideways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guide(live_server: Any, settings: Any) -> str:
    settings.DEBUG = True
    return f"{live_server.url}/styleguide/"


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False), (390, True)])
def test_every_component_is_accessible_and_fits(
    new_page: Callable[..., Page], guide: str, width: int, dark: bool
) -> None:
    page = new_page(width=width, dark=dark)
    page.goto(guide)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
    assert sideways(page) == []
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
def test_no_width_scrolls_sideways(new_page: Callable[..., Page], guide: str, width: int) -> None:
    page = new_page(width=width)
    page.goto(guide)
    assert sideways(page) == []


def test_the_styleguide_is_closed_outside_debug(live_server: Any, page: Page) -> None:
    answer = page.goto(f"{live_server.url}/styleguide/")
    assert answer is not None and answer.status == 404
    assert axe(page) == []


def test_the_palette_opens_filters_and_jumps_by_keyboard(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=tokens")
    page.keyboard.press("Control+k")
    palette = page.locator("#palette")
    expect(palette).to_be_visible()
    assert axe(page, "#palette") == []
    page.keyboard.type("draf")
    expect(palette.get_by_role("option")).to_have_text(["DraftsGU", "Search sent invoices for “draf”"])
    expect(palette.get_by_role("option", selected=True)).to_have_text("DraftsGU")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#tables"))


def test_the_palette_closes_by_escape_and_gives_focus_back(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=tokens")
    button = page.get_by_role("button", name="Search or jump to")
    button.press("Enter")
    expect(page.locator("#palette input")).to_be_focused()
    page.keyboard.type("no such page")
    expect(page.get_by_role("option", selected=True)).to_have_text("Search sent invoices for “no such page”")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_dialog_holds_focus_and_closes_by_escape(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=overlays")
    opener = page.get_by_role("button", name="Open dialog")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="The company is not signed yet")
    expect(dialog).to_be_visible()
    assert axe(page, "#sg-dialog") == []
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_toast_is_read_out_and_undone_by_keyboard(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=overlays")
    page.get_by_role("button", name="Toast with undo").press("Enter")
    toast = page.locator("#toasts .toast")
    expect(toast.get_by_role("status")).to_have_text("The row “Travel” was removed")
    assert toast.get_by_role("status").get_by_role("button").count() == 0
    assert axe(page, "#toasts") == []
    page.keyboard.press("Control+z")
    expect(page.locator("#toasts .toast")).to_have_text("The row is back")
    page.get_by_role("button", name="Close message").last.press("Enter")
    expect(page.locator("#toasts .toast")).to_have_count(0)


def test_undo_by_key_leaves_what_is_typed_in_a_field_alone(page: Page, guide: str) -> None:
    page.goto(guide)
    page.get_by_role("button", name="Toast with undo").press("Enter")
    page.locator("#sg_our").fill("Somebody else")
    page.locator("#sg_our").press("Control+z")
    expect(page.locator("#toasts .toast")).to_contain_text("was removed")


def test_a_menu_opens_moves_and_closes_by_keyboard(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=controls")
    button = page.get_by_role("button", name="More acts")
    button.focus()
    page.keyboard.press("ArrowDown")
    menu = page.locator("#sg-menu")
    expect(menu.get_by_role("link", name="Copy")).to_be_focused()
    assert axe(page, "#sg-menu") == []
    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("button", name="Remove draft")).to_be_focused()
    page.keyboard.press("Home")
    expect(menu.get_by_role("link", name="Copy")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_language_keys_keep_what_is_typed(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=forms")
    page.locator("#sg_our").fill("Typed before the change")
    page.locator("#sg_terms").select_option("10")
    page.keyboard.press("Control+Shift+Digit1")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("#sg_our")).to_have_value("Typed before the change")
    expect(page.locator("#sg_terms")).to_have_value("10")
    page.keyboard.press("Control+Shift+Digit3")
    expect(page.locator("html")).to_have_attribute("lang", "is")


def test_the_theme_is_kept_by_the_server(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=tokens")
    page.get_by_role("button", name="Light or dark").first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Light or dark").first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_the_left_bar_stays_folded(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=tokens")
    page.get_by_role("button", name="Fold the menu").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-side", "narrow")
    expect(page.get_by_role("link", name="Drafts")).to_be_visible()
    assert axe(page, ".side") == []
    page.get_by_role("button", name="Unfold the menu").click()
    expect(page.locator("html")).not_to_have_attribute("data-side", "narrow")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("+30", "2026-12-21"),
        ("-1", "2026-11-20"),
        ("24/12/26", "2026-12-24"),
        ("20270115", "2027-01-15"),
        ("31.2.2027", "31.2.2027"),
    ],
)
def test_dates_are_typed_in_words_and_sent_as_iso(page: Page, guide: str, typed: str, sent: str) -> None:
    page.goto(f"{guide}?only=forms")
    field = page.locator("#sg_due")
    field.fill(typed)
    field.press("Tab")
    expect(field).to_have_value(sent)


def test_a_combobox_is_searched_chosen_and_restored_by_keyboard(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=forms")
    field = page.get_by_role("combobox", name="Customer", exact=True)
    chosen = page.locator("[name=sg_customer]")
    field.press_sequentially("mäk")
    expect(page.get_by_role("option", name="Mäkinen")).to_have_attribute("aria-selected", "true")
    assert axe(page, "#sg-form") == []
    field.press("Enter")
    expect(chosen).to_have_value("3")
    expect(field).to_have_value("Mäkinen Logistiikka Oy")
    field.fill("something else")
    field.press("Escape")
    expect(field).to_have_value("Mäkinen Logistiikka Oy")
    field.fill("")
    field.press("Tab")
    expect(chosen).to_have_value("")


def test_letter_keys_work_outside_fields_and_can_be_turned_off(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=forms")
    keys = page.locator("#shortcuts")
    page.locator("#sg_our").press("?")
    expect(keys).to_be_hidden()
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    assert axe(page, "#shortcuts") == []
    page.get_by_role("switch", name="Use single letters as keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()


def test_g_and_a_letter_go_to_a_page(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=tokens")
    page.locator("main").focus()
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url(lambda url: url.endswith("#customers"))


def test_rows_are_walked_and_ticked_by_keyboard(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=list")
    page.locator("main").focus()
    page.keyboard.press("j")
    expect(page.locator("tr.cur")).to_contain_text("10427")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("[data-bulk-text]")).to_have_text("2 selected")
    assert axe(page, "#list") == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("[name=chosen]:checked")).to_have_count(2)
    page.get_by_role("button", name="Clear selection").click()
    expect(page.locator("[name=chosen]:checked")).to_have_count(0)


def test_columns_are_ordered_without_dragging(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=list")
    page.get_by_role("button", name="Choose columns").click()
    page.get_by_role("button", name="Move Due up").click()
    page.get_by_role("checkbox", name="Status").press("Alt+ArrowUp")
    order = page.locator("#sg-columns [name=column]").evaluate_all("fields => fields.map(field => field.value)")
    assert order == ["number", "customer", "due", "issued", "status", "method", "amount"]
    assert axe(page, "#sg-columns") == []


def test_the_drawer_opens_on_a_phone_and_gives_focus_back(new_page: Callable[..., Page], guide: str) -> None:
    page = new_page(width=390)
    page.goto(f"{guide}?only=tokens")
    opener = page.get_by_role("button", name="Menu", exact=True)
    expect(page.get_by_role("link", name="Drafts")).to_be_hidden()
    opener.press("Enter")
    expect(page.get_by_role("link", name="Drafts")).to_be_visible()
    expect(page.get_by_role("button", name="Close menu")).to_be_focused()
    assert axe(page, ".side") == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Drafts")).to_be_hidden()
    expect(opener).to_be_focused()


def test_menu_dialog_drawer_and_theme_work_without_script(new_page: Callable[..., Page], guide: str) -> None:
    page = new_page(width=390, scripts=False)
    page.goto(guide)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("link", name="Drafts")).to_be_visible()
    page.get_by_role("button", name="Light or dark").first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="More acts").click()
    expect(page.locator("#sg-menu")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open dialog").click()
    expect(page.get_by_role("dialog", name="The company is not signed yet")).to_be_visible()


def test_a_fault_of_the_checklist_leads_to_its_field(page: Page, guide: str) -> None:
    page.goto(f"{guide}?only=editor")
    page.locator("#editor").get_by_role("link", name="Unit price is missing on line 3").press("Enter")
    expect(page.locator("#price-3")).to_be_focused()
