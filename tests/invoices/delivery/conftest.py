"""What tests of delivery share: a seller with an issued invoice, the scripted channel, a stranger's company."""

from collections.abc import Iterator
from typing import Any

import pytest

from companies.models import Company
from companies.tenancy import company_scope
from invoices.delivery.models import Delivery
from invoices.delivery.services import deliver
from invoices.models import Invoice
from tests.factories import sealed
from tests.factories.companies import company
from tests.invoices.delivery.scripted import KEY, PATH, Scripted


@pytest.fixture
def seller(db: None) -> Iterator[Company]:
    """A company whose scope is open during the test."""
    made = company(name="Nordljus AB")
    with company_scope(made.pk):
        yield made


@pytest.fixture
def invoice(seller: Company) -> Invoice:
    return sealed.invoice(seller)


@pytest.fixture
def channel(settings: Any) -> type[Scripted]:
    settings.DELIVERY_EXTRA_CHANNELS = [PATH]
    Scripted.reset()
    return Scripted


@pytest.fixture
def delivery(invoice: Invoice, channel: type[Scripted]) -> Delivery:
    """A queued delivery by the scripted channel."""
    return deliver(invoice, channel=KEY, recipient={"shown": "somebody"}, by=None)
