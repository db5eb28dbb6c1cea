"""What every channel promises, asked of each in the registry: hand over once, last of all, and let a lost claim through."""

from collections.abc import Iterator
from typing import Any

import pytest

from companies.models import Company
from companies.tenancy import every_company
from invoices.delivery.contract import Channel, ClaimLostError, OutcomeKind
from invoices.delivery.models import Delivery
from invoices.delivery.package import pack
from invoices.delivery.registry import CHANNELS
from invoices.inbound.models import InboundMessage
from tests.factories import sealed
from tests.factories.companies import company
from tests.invoices.delivery.mailbox import Mailbox

every_channel = pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.key)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    box.controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    yield box
    box.controller.stop()


def reachable(seller: Company, channel: Channel) -> Delivery:
    """Make a delivery to a customer whom the channel says it can reach."""
    buyer = sealed.as_customer(seller, company())
    reach = channel.can_reach(buyer, company=seller)
    assert reach.is_possible
    assert reach.recipient["shown"] == reach.shown != ""
    return Delivery.objects.create(
        invoice=sealed.invoice(seller, buyer), channel=channel.key, recipient=reach.recipient
    )


def arrived(mailbox: Mailbox) -> int:
    with every_company():
        return len(mailbox.arrived) + InboundMessage.objects.count()


@every_channel
def test_it_hands_over_once_and_nothing_has_arrived_before(seller, mailbox, channel) -> None:
    package = pack(reachable(seller, channel))
    seen: list[int] = []
    outcome = channel.send(package, handing_over=lambda: seen.append(arrived(mailbox)))
    assert outcome.kind in {OutcomeKind.SENT, OutcomeKind.DELIVERED}
    assert (seen, arrived(mailbox)) == ([0], 1)


@every_channel
def test_without_its_claim_it_delivers_nothing(seller, mailbox, channel) -> None:
    def lose() -> None:
        raise ClaimLostError

    with pytest.raises(ClaimLostError):
        channel.send(pack(reachable(seller, channel)), handing_over=lose)
    assert arrived(mailbox) == 0


@every_channel
def test_a_customer_without_any_address_gets_a_reason(seller, channel) -> None:
    buyer = sealed.customer(seller, email="", legal_id="", vat_id="", electronic_scheme="", electronic_address="")
    reach = channel.can_reach(buyer, company=seller)
    assert (reach.is_possible, reach.recipient) == (False, {})


@every_channel
def test_asking_about_what_never_left_does_not_claim_that_it_arrived(seller, channel) -> None:
    answer = channel.ask(reachable(seller, channel))
    assert answer is None or answer.kind in {OutcomeKind.DEFERRED, OutcomeKind.UNKNOWN}
