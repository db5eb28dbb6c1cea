"""Fixtures for Chromium: one browser a worker, a page a test, and a maker of pages of any width, theme and language."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from portal.kit.static_build import MADE, make
from tests.system_packages import browser as find_chromium

# Playwright keeps an event loop in this thread, which Django would otherwise take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
PageMaker = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _made_static_files() -> None:
    """Make the style sheet and the font before the first page waits for them."""
    for file in MADE:
        make(file)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run Chromium without a window, once a worker."""
    program = find_chromium()
    if not program:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[PageMaker]:
    """Make pages: width, dark, scripts, locale; `page.faults` collects what the console complained about."""
    contexts = []

    def open_page(*, width: int = 1440, dark: bool = False, scripts: bool = True, locale: str = "en-GB") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 940 if width > 760 else 844},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale=locale,
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        faults: list[Any] = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.faults = faults  # type: ignore[attr-defined]
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: PageMaker) -> Page:
    """Open an English page of 1440 px in light colours."""
    return new_page()
