"""Issued invoices for tests that begin after issuing: a valid document from the core, sealed in rows. Nothing is sent."""

import hashlib
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from companies.models import Company, Customer
from companies.models.company import LEGAL_ID_SCHEMES
from companies.tenancy import company_scope
from invoices.en16931.document import Attachment, CreditTransfer, Document, PaymentMeans, PrecedingInvoice
from invoices.en16931.line import Item, Line, Price
from invoices.en16931.party import (
    Buyer,
    Contact,
    ElectronicAddress,
    Identifier,
    PostalAddress,
    Seller,
    TaxRegistration,
)
from invoices.en16931.totals import calculate
from invoices.en16931.ubl import profiles
from invoices.en16931.ubl.write import write
from invoices.models import Invoice, InvoiceParty, SealedDocument
from portal.kit.clock import now
from tests.factories.companies import customer

_numbers = count(10_001)


def document(seller: Company, buyer: Customer, **fields: Any) -> Document:
    """Return a document that passes every rule, unless the fields say otherwise."""
    values: dict[str, Any] = {
        "invoice_number": str(next(_numbers)),
        "issue_date": date(2026, 11, 21),
        "due_date": date(2026, 12, 21),
        "type_code": "380",
        "currency": "SEK",
        "buyer_reference": "Erik Lund",
        "customization_id": profiles.BILLING,
        "profile_id": profiles.BILLING_PROCESS,
        "seller": _seller(seller),
        "buyer": _buyer(buyer),
        "payment_means": (
            PaymentMeans(
                code="30",
                remittance_information="10042820261116",
                credit_transfer=CreditTransfer(account_id="50501055", service_provider_id="SE:BANKGIRO"),
            ),
        ),
        "lines": (
            Line(
                line_id="1",
                quantity=Decimal(2),
                unit="HUR",
                price=Price(net=Decimal("100.00")),
                vat_category="S",
                vat_rate=Decimal(25),
                item=Item(name="Consulting"),
            ),
        ),
    }
    return calculate(Document(**(values | fields)))


def attachment(name: str = "timesheet.pdf", content: bytes = b"%PDF-1.7 hours") -> Attachment:
    """Return a supporting file (BG-24)."""
    return Attachment(reference=name, filename=name, mime_code="application/pdf", content=content)


def invoice(seller: Company, buyer: Customer | None = None, *, language: str = "sv", **fields: Any) -> Invoice:
    """Create an issued invoice of the company to the customer, with parties and sealed XML as issuing leaves them."""
    buyer = buyer or customer(seller)
    made = document(seller, buyer, **fields)
    xml = write(made)
    digest = hashlib.sha256(xml).hexdigest()
    totals = made.totals
    with company_scope(seller.pk):
        row: Invoice = Invoice.objects.create(
            number=made.invoice_number,
            type_code=made.type_code,
            issue_date=made.issue_date,
            due_date=made.due_date,
            currency=made.currency,
            customer=buyer,
            customer_number=buyer.number,
            buyer_name=buyer.name,
            buyer_legal_id=buyer.legal_id,
            payment_reference="10042820261116",
            language=language,
            net_amount=totals.tax_exclusive,
            vat_amount=totals.tax_total,
            gross_amount=totals.tax_inclusive,
            amount_due=totals.amount_due,
            sha256=digest,
            issued_at=now(),
        )
        SealedDocument.objects.create(invoice=row, xml=xml, sha256=digest)
        for kind, party in ((InvoiceParty.Kind.SELLER, seller), (InvoiceParty.Kind.BUYER, buyer)):
            InvoiceParty.objects.create(
                invoice=row,
                kind=kind,
                name=party.name,
                legal_id=party.legal_id,
                vat_id=party.vat_id,
                electronic_scheme=party.electronic_scheme,
                electronic_address=party.electronic_address,
                street=party.street,
                city=party.city,
                postcode=party.postcode,
                country=party.country,
                email=party.email,
            )
    return row


def credit_note(seller: Company, buyer: Customer | None = None, **fields: Any) -> Invoice:
    """Create an issued credit note."""
    return invoice(
        seller, buyer, type_code="381", due_date=None, preceding_invoices=(PrecedingInvoice("10000"),), **fields
    )


def as_customer(of: Company, recipient: Company, **fields: Any) -> Customer:
    """Create an entry of the company's register that means another company of the portal."""
    same = ("country", "name", "legal_id", "electronic_scheme", "electronic_address")
    return customer(of, **({name: getattr(recipient, name) for name in same} | fields))


def _address(of: Company | Customer) -> PostalAddress:
    return PostalAddress(street=of.street, city=of.city, post_code=of.postcode, country=of.country)


def _seller(of: Company) -> Seller:
    return Seller(
        name=of.name,
        legal_id=Identifier(of.legal_id, scheme=LEGAL_ID_SCHEMES[of.country]),
        vat_id=of.vat_id,
        tax_registration=TaxRegistration("Godkänd för F-skatt"),
        electronic_address=ElectronicAddress(of.electronic_address, scheme=of.electronic_scheme),
        address=_address(of),
        contact=Contact(name="Anna Berg", phone=of.phone, email=of.email),
    )


def _buyer(of: Customer) -> Buyer:
    return Buyer(
        name=of.name,
        legal_id=Identifier(of.legal_id, scheme=LEGAL_ID_SCHEMES[of.country]) if of.legal_id else None,
        vat_id=of.vat_id or None,
        electronic_address=ElectronicAddress(of.electronic_address, scheme=of.electronic_scheme)
        if of.electronic_address
        else None,
        address=_address(of),
    )
