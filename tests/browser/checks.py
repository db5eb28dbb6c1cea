"""What browser tests look at on any page: axe's findings, sideways scroll, and signing in through the real form."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const own = '.tw, .views, .xml, .seg, .subnav, [popover], dialog, .side, .sr, .skip';
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(own))
    .map((e) => `${e.tagName}.${e.className}`).slice(0, 5).concat('page');
}"""


def axe(page: Page, within: str = "") -> list[str]:
    """Return axe's violations, in the page or within one element, as `rule: element` lines; every page owes none."""
    found = Axe().run(page, context=within or None).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def sideways(page: Page) -> list[str]:
    """Return the elements that make the page scroll sideways."""
    return list(page.evaluate(_SIDEWAYS))


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """Sign in through the form at `address` and wait for the page after it."""
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
