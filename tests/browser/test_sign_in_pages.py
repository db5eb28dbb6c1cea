"""Signed-out pages in Chromium: accessible at every width, faults said in words, usable without script."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.checks import axe, sideways

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


@pytest.fixture
def user(transactional_db: None) -> User:
    return User.objects.create_user("sara@nordljus.example", PASSWORD, name="Sara Lind", language="en")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True), (320, False)])
def test_signed_out_pages_are_accessible_and_fit(
    new_page: Callable[..., Page], live_server: Any, user: User, width: int, dark: bool
) -> None:
    page = new_page(width=width, dark=dark)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    paths = [
        "login/",
        "password/reset/",
        "password/reset/done/",
        f"password/reset/key/{key}/",
        "password/reset/key/1-x/",
    ]
    for path in ["/offline/", "/nobody/sent/", *(f"/accounts/{path}" for path in paths)]:
        page.goto(live_server.url + path)
        assert axe(page) == [], path
        assert sideways(page) == [], path


def test_a_wrong_password_is_said_and_gets_focus(page: Page, live_server: Any, user: User) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value(user.email)
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    assert axe(page) == []


def test_signing_in_and_out_works_without_script(new_page: Callable[..., Page], live_server: Any, user: User) -> None:
    page = new_page(width=390, scripts=False)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Your account does not belong to a company yet")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_a_language_is_chosen_before_signing_in_and_the_address_stays(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.locator("#id_login").fill("sara@nordljus.example")
    page.locator("#id_password").fill("secret")
    page.get_by_role("button", name="Dansk").click()
    expect(page.locator("html")).to_have_attribute("lang", "da")
    expect(page.locator("#id_login")).to_have_value("sara@nordljus.example")
    expect(page.locator("#id_password")).to_have_value("")


def test_a_new_password_is_chosen_by_link_once(page: Page, live_server: Any, user: User) -> None:
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    page.goto(f"{live_server.url}/accounts/password/reset/key/{key}/")
    page.get_by_label("New password").fill("short")
    expect(page.locator("#strength-words")).to_have_text("Too short")
    page.get_by_label("New password").fill("four quiet northern lights")
    expect(page.locator("#strength-words")).to_have_text("Strong")
    page.get_by_role("button", name="Show password").click()
    expect(page.locator("#id_password1")).to_have_attribute("type", "text")
    page.get_by_label("The same once more").fill("four quiet northern lights")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_role("heading", name="Your password is changed")).to_be_visible()
    page.goto(f"{live_server.url}/accounts/password/reset/key/{key}/")
    expect(page.get_by_role("heading", name="The link cannot be used")).to_be_visible()


def test_without_network_a_page_of_ours_says_so(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/accounts/password/reset/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") == "12px"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
