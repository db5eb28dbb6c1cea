"""To another company of the portal: the right inbox, once, and never the wrong one."""

import pytest
from django.db import connection

from companies.models import Company
from companies.tenancy import company_scope, every_company
from invoices.delivery.channels.network.directory import find_company
from invoices.delivery.channels.network.transport import Network
from invoices.delivery.models import Delivery
from invoices.delivery.services import carry_out, deliver, look_into
from invoices.delivery.services.carrying import claim, hand_over
from invoices.inbound import intake
from invoices.inbound.models import InboundMessage
from invoices.lifecycle import DeliveryState
from invoices.models import Invoice, SealedDocument
from portal.kit.clock import now
from tests.factories import sealed
from tests.factories.companies import company, customer

channel = Network()


@pytest.fixture
def recipient(db: None) -> Company:
    return company(name="Kungälvs Betong AB")


def sent_to(seller: Company, recipient: Company, buyer=None, **fields) -> Delivery:
    """Queue an invoice to the recipient company."""
    invoice = sealed.invoice(seller, buyer or sealed.as_customer(seller, recipient), **fields)
    to = {"company_id": recipient.pk, "name": recipient.name, "shown": recipient.name}
    return deliver(invoice, channel="network", recipient=to, by=None)


def inbox(of: Company) -> list[InboundMessage]:
    with company_scope(of.pk):
        return list(InboundMessage.objects.all())


def reload(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def test_the_sealed_bytes_lie_in_the_recipients_inbox(seller, recipient, django_assert_max_num_queries) -> None:
    delivery = sent_to(seller, recipient)
    with django_assert_max_num_queries(34):
        carry_out(delivery.pk)
    (message,) = inbox(recipient)
    assert bytes(message.raw) == bytes(SealedDocument.objects.get().xml)
    assert (message.message_id, message.channel, message.sender) == (str(delivery.message_id), "network", "Nordljus AB")
    row = reload(delivery)
    assert (row.state, row.receipt["sha256"]) == (DeliveryState.DELIVERED, message.sha256)
    assert Invoice.objects.get().delivery_state == DeliveryState.DELIVERED
    assert inbox(seller) == []


def test_a_crash_between_intake_and_recording_heals_by_asking(seller, recipient) -> None:
    delivery = sent_to(seller, recipient)
    taken = claim(delivery.pk)
    hand_over(taken)
    xml = bytes(SealedDocument.objects.get().xml)
    intake.receive(
        company_id=recipient.pk, message_id=str(delivery.message_id), channel="network", sender="Nordljus AB", raw=xml
    )
    Delivery.objects.update(claimed_at=now().replace(year=2020))
    look_into(delivery.pk)
    assert reload(delivery).state == DeliveryState.DELIVERED
    assert len(inbox(recipient)) == 1


def test_a_crash_before_intake_heals_by_sending(seller, recipient) -> None:
    delivery = sent_to(seller, recipient)
    hand_over(claim(delivery.pk))
    Delivery.objects.update(claimed_at=now().replace(year=2020))
    look_into(delivery.pk)
    assert (reload(delivery).state, inbox(recipient)) == (DeliveryState.QUEUED, [])
    carry_out(delivery.pk)
    assert (reload(delivery).state, len(inbox(recipient))) == (DeliveryState.DELIVERED, 1)


def test_a_second_try_of_what_has_arrived_doubles_nothing(seller, recipient) -> None:
    delivery = sent_to(seller, recipient)
    carry_out(delivery.pk)
    Delivery.objects.update(state=DeliveryState.QUEUED, next_try_at=now())
    carry_out(delivery.pk)
    assert (reload(delivery).state, len(inbox(recipient))) == (DeliveryState.DELIVERED, 1)


class TestNeverTheWrongCompany:
    def refused(self, delivery: Delivery, reason: str) -> None:
        carry_out(delivery.pk)
        row = reload(delivery)
        assert (row.state, row.reason) == (DeliveryState.FAILED, reason)
        with every_company():
            assert not InboundMessage.objects.exists()

    def test_a_recipient_that_the_invoice_does_not_name(self, seller, recipient) -> None:
        self.refused(sent_to(seller, company(), sealed.as_customer(seller, recipient)), "wrong_recipient")

    def test_a_buyer_that_is_no_company_here(self, seller, recipient) -> None:
        self.refused(sent_to(seller, recipient, customer(seller)), "wrong_recipient")

    def test_an_address_that_another_company_has_taken_over(self, seller, recipient) -> None:
        delivery = sent_to(seller, recipient)
        Company.objects.filter(pk=recipient.pk).update(electronic_address="5560000001", legal_id="5560000001")
        company(electronic_address=delivery.invoice.buyer_legal_id)
        self.refused(delivery, "wrong_recipient")

    def test_a_company_that_has_left(self, seller, recipient) -> None:
        delivery = sent_to(seller, recipient)
        Company.objects.filter(pk=recipient.pk).update(is_active=False)
        self.refused(delivery, "recipient_gone")

    def test_address_and_number_of_two_companies(self, seller, recipient) -> None:
        buyer = sealed.as_customer(seller, recipient, electronic_address=company().electronic_address)
        self.refused(sent_to(seller, recipient, buyer), "address_conflict")

    def test_an_address_that_two_companies_share(self, seller, recipient) -> None:
        company(electronic_address=recipient.electronic_address)
        self.refused(sent_to(seller, recipient), "address_shared")

    def test_an_empty_recipient(self, seller, recipient) -> None:
        invoice = sealed.invoice(seller, sealed.as_customer(seller, recipient))
        self.refused(deliver(invoice, channel="network", recipient={}, by=None), "recipient_gone")

    def test_the_inbox_belongs_to_the_recipient_in_the_database_too(self, seller, recipient) -> None:
        carry_out(sent_to(seller, recipient).pk)
        with company_scope(seller.pk), connection.cursor() as cursor:
            cursor.execute("select count(*) from inbound_inboundmessage")
            assert cursor.fetchone() == (0,)


class TestDirectory:
    def find(self, **wanted: str):
        return find_company(**({"scheme": "", "address": "", "country": "SE", "legal_id": ""} | wanted))

    def test_by_electronic_address(self, recipient) -> None:
        found = self.find(scheme="0007", address=recipient.electronic_address)
        assert found.company == recipient

    def test_by_organisation_number_however_it_is_written(self, recipient) -> None:
        number = recipient.legal_id
        assert self.find(legal_id=f"{number[:6]}-{number[6:]}").company == recipient

    def test_by_number_when_the_address_is_elsewhere(self, recipient) -> None:
        assert self.find(scheme="0088", address="7300010000001", legal_id=recipient.legal_id).company == recipient

    def test_the_number_counts_only_in_its_country(self, recipient) -> None:
        assert self.find(country="NO", legal_id=recipient.legal_id).code == "not_in_network"

    def test_the_address_counts_only_in_its_scheme(self, recipient) -> None:
        assert self.find(scheme="0192", address=recipient.electronic_address).code == "not_in_network"

    def test_nothing_to_look_for(self, recipient) -> None:
        company(electronic_scheme="", electronic_address="")
        assert self.find().code == "no_identity"
        assert self.find(scheme="0007").code == "no_identity"
        assert self.find(legal_id=" - ").code == "no_identity"
