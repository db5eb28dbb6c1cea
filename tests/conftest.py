"""What every test may use: a migrated database of its own worker under the portal's role, and an own cache."""

import os
from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests import store_sharing
from tests.emptying import empty_tables, remember_migrated_tables

# Tests that carry one of these run one after another in one worker: they start browsers and whole stacks.
_ONE_AFTER_ANOTHER = ("crash", "browser")
# They wait for other processes, which a busy machine may keep from running; a real fault fails each time.
_TRIES = 3


def pytest_configure(config: pytest.Config) -> None:
    if store_sharing.is_first_process():
        config.stash[_HOST] = store_sharing.Host()


def pytest_unconfigure(config: pytest.Config) -> None:
    host = config.stash.get(_HOST, None)
    if host is not None:
        host.close()


_HOST = pytest.StashKey[store_sharing.Host]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("shots") and "PORTAL_SHOTS" not in os.environ:
            item.add_marker(pytest.mark.skip(reason="writes screenshots, asked for by make shots"))
        for name in _ONE_AFTER_ANOTHER:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.xdist_group("alone"))
                item.add_marker(pytest.mark.flaky(reruns=_TRIES - 1))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> None:
    """Provide the worker's database; pytest-django's own way of creating one is not used."""
    store_sharing.need()
    with django_db_blocker.unblock():
        remember_migrated_tables()
    TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Let verbs called directly speak the language of their sources; requests have a language of their own."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Leave no counter, session or message of a test to the next one."""
    yield
    if store_sharing.in_use():
        from django.core.cache import cache

        cache.clear()
