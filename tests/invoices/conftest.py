"""A Swedish company with a customer and a clerk, and its scope, for every test of invoices."""

from collections.abc import Iterator

import pytest

from accounts.models import User
from companies.models import Company, Customer
from companies.tenancy import company_scope
from tests.factories import companies


@pytest.fixture
def seller(db: None) -> Company:
    return companies.company()


@pytest.fixture
def buyer(seller: Company) -> Customer:
    return companies.customer(seller)


@pytest.fixture
def clerk(seller: Company) -> User:
    return companies.member(seller, language="en")


@pytest.fixture
def scope(seller: Company) -> Iterator[None]:
    with company_scope(seller.pk):
        yield
