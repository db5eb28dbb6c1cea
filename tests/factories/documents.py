"""Core documents of every Nordic seller: valid by all rules, calculated, without a database.

They are seeds for other tests: take one, change it with dataclasses.replace, and judge, write or send it. Names are
invented; numbers carry right check digits.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from invoices.en16931.document import (
    AllowanceCharge,
    Attachment,
    CreditTransfer,
    Delivery,
    Document,
    Note,
    PaymentMeans,
    PrecedingInvoice,
    Totals,
    VatBreakdown,
)
from invoices.en16931.line import (
    Classification,
    Item,
    ItemAttribute,
    Line,
    LineAllowanceCharge,
    Period,
    Price,
)
from invoices.en16931.party import Buyer, Identifier, Payee, PostalAddress, Seller
from invoices.en16931.totals import calculate
from invoices.en16931.ubl import profiles
from tests.factories.parties import (
    danish_buyer,
    danish_seller,
    finnish_buyer,
    finnish_seller,
    german_seller,
    icelandic_buyer,
    icelandic_seller,
    norwegian_buyer,
    norwegian_seller,
    swedish_buyer,
    swedish_representative,
    swedish_seller,
)

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj 2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\n%%EOF\n"


def line(
    number: int,
    name: str,
    *,
    quantity: str,
    price: str,
    unit: str = "H87",
    rate: str | None = "25",
    category: str = "S",
    **more: object,
) -> Line:
    """Build a line; further fields of Line by keyword."""
    stated = Line(
        line_id=str(number),
        quantity=Decimal(quantity),
        unit=unit,
        price=Price(net=Decimal(price)),
        vat_category=category,
        vat_rate=None if rate is None else Decimal(rate),
        item=Item(name=name),
    )
    return replace(stated, **more)


def bankgiro() -> PaymentMeans:
    """Build a Swedish bankgiro payment with an OCR number."""
    return PaymentMeans(
        code="30",
        text="Bankgiro",
        remittance_information="10034202654",
        credit_transfer=CreditTransfer(account_id="50501055", service_provider_id="SE:BANKGIRO"),
    )


def _base(number: str, *, currency: str, seller: Seller, buyer: Buyer, means: PaymentMeans) -> Document:
    return Document(
        customization_id=profiles.BILLING,
        profile_id=profiles.BILLING_PROCESS,
        invoice_number=number,
        issue_date=date(2026, 11, 2),
        due_date=date(2026, 12, 2),
        type_code="380",
        currency=currency,
        buyer_reference="ref-4711",
        seller=seller,
        buyer=buyer,
        payment_means=(means,),
        payment_terms="30 days",
    )


def _swedish(number: str) -> Document:
    return _base(number, currency="SEK", seller=swedish_seller(), buyer=swedish_buyer(), means=bankgiro())


def swedish_invoice() -> Document:
    """Build a Swedish invoice of three lines at two rates."""
    stated = replace(
        _swedish("10034202"),
        order_reference="PO-2026-118",
        delivery=Delivery(delivery_date=date(2026, 10, 30)),
        lines=(
            line(1, "Köksluckor i ek", quantity="12", price="1249.50"),
            line(2, "Montering", quantity="16.5", price="585", unit="HUR"),
            line(3, "Handbok i träskötsel", quantity="2", price="189.00", rate="6"),
        ),
    )
    return calculate(stated)


def swedish_credit_note() -> Document:
    """Build a credit note of one line of the Swedish invoice."""
    stated = replace(
        _swedish("10034203"),
        type_code="381",
        preceding_invoices=(PrecedingInvoice("10034202", issue_date=date(2026, 11, 2)),),
        notes=(Note("Två luckor kom skadade."),),
        lines=(line(1, "Köksluckor i ek", quantity="2", price="1249.50"),),
    )
    return calculate(stated)


def swedish_rounded_invoice() -> Document:
    """Build a Swedish invoice with a part paid before and öresavrundning to whole krona."""
    stated = replace(
        _swedish("10034204"),
        totals=Totals(prepaid=Decimal("100.25")),
        lines=(line(1, "Skruv, ask", quantity="3", price="99.99"),),
    )
    return calculate(stated, cash_rounding=Decimal(1))


def swedish_discounted_invoice() -> Document:
    """Build a Swedish invoice with allowances and charges on document, line and price, and a base quantity."""
    discount = LineAllowanceCharge(percent=Decimal("10"), reason="Mängdrabatt", reason_code="95")
    freight = LineAllowanceCharge(amount=Decimal("125"), reason="Frakt", reason_code="FC")
    stated = replace(
        _swedish("10034205"),
        allowances=(
            AllowanceCharge(
                percent=Decimal("2.5"), vat_category="S", vat_rate=Decimal(25), reason="Trohetsrabatt", reason_code="95"
            ),
        ),
        charges=(
            AllowanceCharge(
                amount=Decimal("45"), vat_category="S", vat_rate=Decimal(25), reason="Avgift", reason_code="ABK"
            ),
        ),
        lines=(
            line(1, "Panel, meter", quantity="120", price="74.25", unit="MTR", allowances=(discount,)),
            line(2, "Limträbalk", quantity="4", price="0", charges=(freight,)),
            line(3, "Spik", quantity="2500", price="0"),
        ),
    )
    beam, nails = stated.lines[1], stated.lines[2]
    beam = replace(beam, price=Price(gross=Decimal("1890"), discount=Decimal("140")))
    nails = replace(nails, price=Price(net=Decimal("37.333"), base_quantity=Decimal(100), base_quantity_unit="H87"))
    return calculate(replace(stated, lines=(stated.lines[0], beam, nails)))


def swedish_euro_invoice() -> Document:
    """Build a Swedish invoice in euro with its VAT in kronor as well."""
    stated = replace(
        _swedish("10034206"),
        currency="EUR",
        vat_accounting_currency="SEK",
        lines=(line(1, "Projektering", quantity="7.5", price="112.40", unit="HUR"),),
    )
    return calculate(stated, exchange_rate=Decimal("11.0385"))


def swedish_reverse_charge_invoice() -> Document:
    """Build a Swedish invoice of building work where the buyer accounts for the VAT."""
    reason = VatBreakdown(vat_category="AE", exemption_reason="Omvänd betalningsskyldighet")
    stated = replace(
        _swedish("10034207"),
        vat_breakdown=(reason,),
        lines=(line(1, "Stomkomplettering", quantity="40", price="610", unit="HUR", category="AE", rate=None),),
    )
    return calculate(stated)


def swedish_mixed_invoice() -> Document:
    """Build a Swedish invoice with standard rated, zero rated and exempt lines."""
    reason = VatBreakdown(vat_category="E", exemption_reason="Undantag enligt 3 kap. ML")
    stated = replace(
        _swedish("10034208"),
        vat_breakdown=(reason,),
        lines=(
            line(1, "Snickeri", quantity="8", price="585", unit="HUR"),
            line(2, "Kurs", quantity="1", price="2400", category="E", rate="0"),
            line(3, "Läkemedel på recept", quantity="1", price="310.50", category="Z", rate="0"),
        ),
    )
    return calculate(stated)


def swedish_full_invoice() -> Document:
    """Build a Swedish invoice that states nearly all that Peppol BIS Billing allows."""
    from_on, to_on = date(2026, 10, 1), date(2026, 10, 31)
    item = Item(
        name="Serviceavtal",
        description="Underhåll av snickerier, oktober",
        seller_id="SRV-10",
        buyer_id="B-778",
        standard_id=Identifier("07350053850019", scheme="0160"),
        classifications=(Classification("72151500", scheme="TST", version="19.05.01"),),
        origin_country="SE",
        attributes=(ItemAttribute(name="Avtalsnivå", value="Guld"),),
    )
    rich = line(
        1,
        "",
        quantity="1",
        price="4800",
        unit="MON",
        item=item,
        note="Enligt avtal",
        invoiced_object=Identifier("OBJ-12", scheme="AEP"),
        order_line_reference="10",
        buyer_accounting_reference="5010-11",
        period=Period(start=from_on, end=to_on),
    )
    stated = replace(
        _swedish("10034209"),
        invoicing_period=Period(start=from_on, end=to_on),
        project_reference="P-33",
        contract_reference="AVT-2026-7",
        order_reference="PO-2026-119",
        sales_order_reference="SO-88",
        receiving_advice_reference="R-901",
        despatch_advice_reference="D-902",
        tender_reference="UPPH-17",
        invoiced_object=Identifier("METER-5", scheme="AEP"),
        buyer_accounting_reference="4010",
        notes=(Note("Tack för förtroendet!"),),
        payee=Payee(name="Kustfactoring AB", legal_id=Identifier("5568123474", scheme="0007")),
        delivery=Delivery(
            name="Bohus Fastigheter AB, förrådet",
            location_id=Identifier("7350000000016", scheme="0088"),
            delivery_date=date(2026, 10, 30),
            address=PostalAddress(street="Hamnvägen 3", city="Kungälv", post_code="442 31", country="SE"),
        ),
        attachments=(
            Attachment(
                reference="Arbetsrapport",
                description="Utfört arbete",
                content=PDF,
                mime_code="application/pdf",
                filename="rapport.pdf",
            ),
            Attachment(reference="Avtal", url="https://vastkustenssnickeri.example/avtal/7"),
        ),
        lines=(rich,),
    )
    return calculate(stated)


def swedish_export_invoice() -> Document:
    """Build a Swedish invoice to a Norwegian buyer, free of VAT as export."""
    stated = replace(
        _swedish("10034210"),
        buyer=norwegian_buyer(),
        lines=(line(1, "Bord i ek", quantity="1", price="18500", category="G", rate="0"),),
    )
    return calculate(stated)


def intra_community_invoice() -> Document:
    """Build a Danish invoice to a Finnish buyer, free of VAT as intra-community supply."""
    stated = replace(
        _base("2026-0042", currency="EUR", seller=danish_seller(), buyer=finnish_buyer(), means=_danish_account()),
        delivery=Delivery(
            delivery_date=date(2026, 10, 28),
            address=PostalAddress(street="Satamakatu 1", city="Turku", post_code="20100", country="FI"),
        ),
        lines=(line(1, "Havestole", quantity="24", price="89.90", category="K", rate="0"),),
    )
    return calculate(stated)


def norwegian_invoice() -> Document:
    """Build a Norwegian invoice with a KID and food at 15 %."""
    means = PaymentMeans(
        code="30", remittance_information="202604170029", credit_transfer=CreditTransfer(account_id="86011117947")
    )
    stated = replace(
        _base("F-20417", currency="NOK", seller=norwegian_seller(), buyer=norwegian_buyer(), means=means),
        lines=(
            line(1, "Feilsøking sikringsskap", quantity="3", price="1150", unit="HUR"),
            line(2, "Lunsj på byggeplass", quantity="6", price="139.13", rate="15"),
        ),
    )
    return calculate(stated)


def _danish_account() -> PaymentMeans:
    transfer = CreditTransfer(account_id="DK5000400440116243", service_provider_id="NDEADKKK")
    return PaymentMeans(code="58", remittance_information="2026-0042", credit_transfer=transfer)


def danish_invoice() -> Document:
    """Build a Danish invoice to a Danish buyer, paid by FIK slip."""
    means = PaymentMeans(
        code="93",
        remittance_information="71#000000020260410",
        credit_transfer=CreditTransfer(account_id="81234567"),
    )
    stated = replace(
        _base("2026-0041", currency="DKK", seller=danish_seller(), buyer=danish_buyer(), means=means),
        lines=(line(1, "Mødebord, eg", quantity="2", price="6899.95"),),
    )
    return calculate(stated)


def finnish_invoice() -> Document:
    """Build a Finnish invoice at 25.5 and 13.5 % with a reference number."""
    means = PaymentMeans(
        code="58",
        remittance_information="20260422",
        credit_transfer=CreditTransfer(account_id="FI2112345600000785", service_provider_id="NDEAFIHH"),
    )
    stated = replace(
        _base("260422", currency="EUR", seller=finnish_seller(), buyer=finnish_buyer(), means=means),
        lines=(
            line(1, "Lauta 28x95", quantity="312.5", price="2.149", unit="MTR", rate="25.5"),
            line(2, "Kahvitarjoilu", quantity="1", price="86.50", rate="13.5"),
        ),
    )
    return calculate(stated)


def icelandic_invoice() -> Document:
    """Build an Icelandic invoice in krónur without decimals, paid by a claim with a final due date."""
    means = PaymentMeans(
        code="9", remittance_information="031", credit_transfer=CreditTransfer(account_id="015926007654")
    )
    stated = replace(
        _base("IS-1042", currency="ISK", seller=icelandic_seller(), buyer=icelandic_buyer(), means=means),
        attachments=(Attachment(reference="2026-12-16", description="EINDAGI"),),
        lines=(
            line(1, "Bæklingar", quantity="500", price="187.5", rate="24"),
            line(2, "Bækur", quantity="3", price="2990", rate="11"),
        ),
    )
    return calculate(stated)


def foreign_seller_invoice() -> Document:
    """Build an invoice of a German seller with a tax representative in Sweden."""
    means = PaymentMeans(code="30", credit_transfer=CreditTransfer(account_id="SE4550000000058398257466"))
    stated = replace(
        _base("HN-7", currency="SEK", seller=german_seller(), buyer=swedish_buyer(), means=means),
        tax_representative=swedish_representative(),
        lines=(line(1, "Schnittholz", quantity="14.2", price="3890", unit="MTQ"),),
    )
    return calculate(stated)


def long_invoice(lines: int) -> Document:
    """Build a Swedish invoice with as many lines as wanted, at three rates."""
    rates = ("25", "12", "6")
    stated = replace(
        _swedish("10034299"),
        lines=tuple(
            line(n, f"Vara {n}", quantity=str(n % 7 + 1), price=f"{n % 250 + 1}.{n % 100:02d}", rate=rates[n % 3])
            for n in range(1, lines + 1)
        ),
    )
    return calculate(stated)


ALL: dict[str, Callable[[], Document]] = {
    builder.__name__: builder
    for builder in (
        swedish_invoice,
        swedish_credit_note,
        swedish_rounded_invoice,
        swedish_discounted_invoice,
        swedish_euro_invoice,
        swedish_reverse_charge_invoice,
        swedish_mixed_invoice,
        swedish_full_invoice,
        swedish_export_invoice,
        intra_community_invoice,
        norwegian_invoice,
        danish_invoice,
        finnish_invoice,
        icelandic_invoice,
        foreign_seller_invoice,
    )
}
