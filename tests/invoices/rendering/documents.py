"""Documents for the rendering tests: an invoice of any length, and the credit note of one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from invoices.en16931.document import (
    CreditTransfer,
    Document,
    Note,
    PaymentMeans,
    PrecedingInvoice,
    Totals,
    VatBreakdown,
)
from invoices.en16931.line import Item, Line, Price
from invoices.en16931.party import Buyer, Contact, Identifier, PostalAddress, Seller, TaxRegistration


def invoice(lines: int = 5, *, name: str = "Konsulttimmar", buyer: str = "Västerbro Fastigheter AB") -> Document:
    """Return an invoice whose lines are 2 × 1 050,00 at 25 %."""
    net = Decimal("2100.00") * lines
    tax = net / 4
    return Document(
        invoice_number="10428",
        issue_date=date(2026, 11, 20),
        due_date=date(2026, 12, 20),
        type_code="380",
        currency="SEK",
        buyer_reference="Maria Wikström",
        notes=(Note("Tack för ett gott samarbete."),),
        seller=Seller(
            name="Nordljus AB",
            legal_id=Identifier("5566778899", scheme="0007"),
            vat_id="SE556677889901",
            tax_registration=TaxRegistration("Godkänd för F-skatt"),
            address=PostalAddress(street="Magasinsgatan 8", post_code="411 18", city="Göteborg", country="SE"),
            contact=Contact(name="Sara Lind", phone="031-760 42 00", email="faktura@nordljus.example"),
        ),
        buyer=Buyer(name=buyer, address=PostalAddress(street="Hamngatan 12", city="Göteborg", country="SE")),
        payment_means=(
            PaymentMeans(
                code="30",
                remittance_information="104282026111",
                credit_transfer=CreditTransfer(account_id="51648822", service_provider_id="SE:BANKGIRO"),
            ),
        ),
        totals=Totals(lines_net=net, tax_exclusive=net, tax_total=tax, tax_inclusive=net + tax, amount_due=net + tax),
        vat_breakdown=(VatBreakdown(taxable_amount=net, tax_amount=tax, vat_category="S", vat_rate=Decimal(25)),),
        lines=tuple(
            Line(
                line_id=str(number),
                quantity=Decimal(2),
                unit="HUR",
                net_amount=Decimal("2100.00"),
                price=Price(net=Decimal("1050.00")),
                vat_category="S",
                vat_rate=Decimal(25),
                item=Item(name=name, description=f"Rad {number}", seller_id="2040"),
            )
            for number in range(1, lines + 1)
        ),
    )


def credit_note() -> Document:
    """Return a credit note of two of those lines."""
    return replace(
        invoice(2),
        invoice_number="10429",
        type_code="381",
        due_date=None,
        payment_means=(),
        preceding_invoices=(PrecedingInvoice("10428", issue_date=date(2026, 11, 20)),),
    )
