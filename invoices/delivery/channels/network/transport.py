"""Hands the sealed XML to the intake of the recipient company, in that company's scope.

The delivery's message id makes it idempotent: a crash between intake and recording heals by asking whether it is there.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from companies.models import Company, Customer
from invoices.delivery.channels.network.directory import find_company
from invoices.delivery.contract import Outcome, Reach
from invoices.delivery.models import Delivery
from invoices.delivery.package import Package
from invoices.inbound import intake
from invoices.inbound.models import InboundMessage


class Network:
    """Directly to a company in this network."""

    key = "network"
    label = _("Directly in the network")

    def can_reach(self, customer: Customer, *, company: Company) -> Reach:
        """Say whether the customer is an active company of this portal."""
        found = find_company(
            scheme=customer.electronic_scheme,
            address=customer.electronic_address,
            country=customer.country,
            legal_id=customer.legal_id,
        )
        if found.company is None:
            return Reach(code=found.code)
        name = found.company.name
        return Reach(recipient={"company_id": found.company.pk, "name": name, "shown": name}, shown=name)

    def send(self, package: Package, *, handing_over: Callable[[], None]) -> Outcome:
        """Put the XML into the recipient's inbox, after checking that the invoice itself names this recipient."""
        company_id = int(package.recipient.get("company_id", 0))
        refusal = _refusal(package, company_id)
        if refusal:
            return Outcome.failed(refusal)
        handing_over()
        message = intake.receive(
            company_id=company_id,
            message_id=str(package.message_id),
            channel=self.key,
            sender=package.seller.name,
            raw=package.xml,
        )
        return _delivered(message)

    def ask(self, delivery: Delivery) -> Outcome | None:
        """Look whether the message id is in the recipient's inbox; if not, it never arrived."""
        company_id = int(delivery.recipient.get("company_id", 0))
        message = intake.find(company_id=company_id, message_id=str(delivery.message_id))
        return _delivered(message) if message else Outcome.deferred("not_arrived")


def _refusal(package: Package, company_id: int) -> str:
    """Return why the document must not go to the company: it is gone, or the document's Buyer is another."""
    buyer = package.buyer
    found = find_company(
        scheme=buyer.electronic_scheme,
        address=buyer.electronic_address,
        country=buyer.country,
        legal_id=buyer.legal_id,
    )
    if found.company is not None and found.company.pk == company_id:
        return ""
    if not Company.objects.filter(pk=company_id, is_active=True).exists():
        return "recipient_gone"
    return found.code if found.code in {"address_shared", "address_conflict"} else "wrong_recipient"


def _delivered(message: InboundMessage) -> Outcome:
    return Outcome.delivered(
        received_at=message.received_at.isoformat(), sha256=message.sha256, message_id=message.message_id
    )
