"""Rows for Peppol's common rules about document, parties, allowances, payment, lines, prices, codes and formats."""

from tests.invoices.en16931.rules.cases import Case
from tests.invoices.en16931.rules.countries import GERMAN
from tests.invoices.en16931.rules.samples import (
    BUYER,
    CREDIT,
    SELLER,
    after,
    all_of,
    before,
    drop,
    mark,
    put,
    within,
)

R = "PEPPOL-EN16931-"
LINE = "cac:InvoiceLine"
ALLOWANCE = "cac:AllowanceCharge[1]"
CHARGE = "cac:AllowanceCharge[2]"
PRICE = f"{LINE}/cac:Price"
PROJECT = "<cac:AdditionalDocumentReference><cbc:ID>P{}</cbc:ID><cbc:DocumentTypeCode>50</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>"


def _accounting(*, amount: str, currency: str = "EUR") -> tuple:
    return (
        after("cbc:DocumentCurrencyCode", f"<cbc:TaxCurrencyCode>{currency}</cbc:TaxCurrencyCode>"),
        after("cac:TaxTotal", f'<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{amount}</cbc:TaxAmount></cac:TaxTotal>'),
    )


IN_EURO = all_of(*_accounting(amount="21.00"))
LINE_CHARGE = within(
    LINE,
    "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>"
    '<cbc:AllowanceChargeReason>Ställ</cbc:AllowanceChargeReason><cbc:Amount currencyID="SEK">0.01</cbc:Amount>'
    "</cac:AllowanceCharge>",
)


def _exempt(reason: str, category: str) -> object:
    return all_of(
        put("cac:TaxTotal//cac:TaxCategory/cbc:ID", category),
        after(
            "cac:TaxTotal//cac:TaxCategory/cbc:Percent",
            f"<cbc:TaxExemptionReasonCode>{reason}</cbc:TaxExemptionReasonCode>",
        ),
    )


DOCUMENT = [
    Case(f"{R}R001", drop("cbc:ProfileID")),
    Case(f"{R}R002", after("cbc:Note", "<cbc:Note>Mer</cbc:Note>")),
    Case(f"{R}R002", after("cbc:Note", "<cbc:Note>Mer</cbc:Note>"), drop("cbc:Note")),
    Case(
        f"{R}R002",
        all_of(after("cbc:Note", "<cbc:Note>Mehr</cbc:Note>"), put(f"{BUYER}//cbc:IdentificationCode", "AT")),
        after("cbc:Note", "<cbc:Note>Mehr</cbc:Note>"),
        sample=GERMAN,
    ),
    Case(f"{R}R003", all_of(drop("cbc:BuyerReference"), drop("cac:OrderReference")), drop("cbc:BuyerReference")),
    Case(f"{R}R003", all_of(drop("cbc:BuyerReference"), drop("cac:OrderReference")), drop("cac:OrderReference")),
    Case(f"{R}R004", put("cbc:CustomizationID", "urn:cen.eu:en16931:2017")),
    Case(f"{R}R004", drop("cbc:CustomizationID")),
    Case(
        f"{R}R004",
        put("cbc:CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::x"),
        put("cbc:CustomizationID", " urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0#x "),
    ),
    Case(f"{R}R005", all_of(*_accounting(amount="21.00", currency=" SEK ")), IN_EURO),
    Case(f"{R}R007", put("cbc:ProfileID", "urn:other"), put("cbc:ProfileID", "urn:peppol:bis:billing_with_response")),
    Case(f"{R}R007", drop("cbc:ProfileID"), put("cbc:ProfileID", "urn:peppol:france:billing:regulated")),
    Case(f"{R}R008", put(f"{LINE}/cac:Item/cbc:Name", " \n ")),
    Case(f"{R}R008", put("cbc:Note", "")),
    Case(f"{R}R008", within(LINE, "<cac:OrderLineReference/>"), put("cbc:Note", "\u00a0")),
    Case(f"{R}R053", drop("cac:TaxTotal/cac:TaxSubtotal")),
    Case(f"{R}R053", lambda tree: tree.append(tree.find("{*}TaxTotal").__copy__()), IN_EURO),
    Case(f"{R}R054", after("cbc:DocumentCurrencyCode", "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>"), IN_EURO),
    Case(f"{R}R054", _accounting(amount="21.00")[1]),
    Case(f"{R}R055", all_of(*_accounting(amount="-21.00")), IN_EURO),
    Case(f"{R}R055", all_of(*_accounting(amount="-0.01")), all_of(*_accounting(amount="0.00"))),
    Case(f"{R}R080", all_of(*(before("cac:AccountingSupplierParty", PROJECT.format(n)) for n in (1, 2))), sample=CREDIT),
    Case(
        f"{R}R080",
        all_of(*(before("cac:AccountingSupplierParty", PROJECT.format(n)) for n in (1, 2))),
        before("cac:AccountingSupplierParty", PROJECT.format(1)),
        sample=CREDIT,
    ),
    Case(f"{R}R010", drop(f"{BUYER}/cbc:EndpointID")),
    Case(f"{R}R020", drop(f"{SELLER}/cbc:EndpointID")),
    Case(f"{R}R061", put("cac:PaymentMeans/cbc:PaymentMeansCode", "59"),
         all_of(put("cac:PaymentMeans/cbc:PaymentMeansCode", "49"),
                within("cac:PaymentMeans", "<cac:PaymentMandate><cbc:ID>M1</cbc:ID></cac:PaymentMandate>"))),
]  # fmt: skip

AMOUNTS = [
    Case(f"{R}R040", put(f"{ALLOWANCE}/cbc:Amount", "99.97"), put(f"{ALLOWANCE}/cbc:Amount", "100.02")),
    Case(f"{R}R040", put(f"{ALLOWANCE}/cbc:Amount", "100.03"), put(f"{ALLOWANCE}/cbc:Amount", "99.98")),
    Case(f"{R}R041", drop(f"{ALLOWANCE}/cbc:BaseAmount")),
    Case(f"{R}R042", drop(f"{ALLOWANCE}/cbc:MultiplierFactorNumeric")),
    Case(f"{R}R043", put(f"{CHARGE}/cbc:ChargeIndicator", "1"), put(f"{CHARGE}/cbc:ChargeIndicator", " true ")),
    Case(f"{R}R051", mark(f"{CHARGE}/cbc:Amount", "currencyID", "NOK")),
    Case(f"{R}R051", mark("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", "currencyID", None), IN_EURO),
    Case(f"{R}R051", mark("cac:TaxTotal/cbc:TaxAmount", "currencyID", "EUR")),
    Case(f"{R}CL007", mark(f"{CHARGE}/cbc:Amount", "currencyID", "SKR")),
    Case(f"{R}CL007", mark("cac:TaxTotal/cbc:TaxAmount", "currencyID", None)),
]

LINES = [
    Case(f"{R}R100", after(f"{LINE}/cac:DocumentReference",
         "<cac:DocumentReference><cbc:ID>2</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>")),
    Case(f"{R}R101", put(f"{LINE}/cac:DocumentReference/cbc:DocumentTypeCode", "916"), drop(f"{LINE}/cac:DocumentReference")),
    Case(f"{R}R110", put(f"{LINE}//cbc:StartDate", "2026-10-31"), put(f"{LINE}//cbc:StartDate", "2026-11-01")),
    Case(f"{R}R111", put(f"{LINE}//cbc:EndDate", "2026-12-01"), put(f"{LINE}//cbc:EndDate", "2026-11-30")),
    Case(f"{R}R120", put(f"{LINE}/cbc:LineExtensionAmount", "1000.03"), put(f"{LINE}/cbc:LineExtensionAmount", "1000.02")),
    Case(f"{R}R120", put(f"{PRICE}/cbc:BaseQuantity", "10"), put(f"{PRICE}/cbc:BaseQuantity", "0")),
    Case(f"{R}R120", all_of(put(f"{LINE}/cbc:LineExtensionAmount", "999.98"), LINE_CHARGE), LINE_CHARGE),
    Case(f"{R}R120", drop(f"{LINE}/cbc:InvoicedQuantity"), put(f"{LINE}/cbc:InvoicedQuantity", "4.00008")),
    Case(f"{R}R121", put(f"{PRICE}/cbc:BaseQuantity", "0"), drop(f"{PRICE}/cbc:BaseQuantity")),
    Case(f"{R}R121", put(f"{PRICE}/cbc:BaseQuantity", "-1")),
    Case(f"{R}R044", put(f"{PRICE}/cac:AllowanceCharge/cbc:ChargeIndicator", "true")),
    Case(f"{R}R046", put(f"{PRICE}/cac:AllowanceCharge/cbc:Amount", "19.99"),
         drop(f"{PRICE}/cac:AllowanceCharge/cbc:BaseAmount")),
    Case(f"{R}R130", mark(f"{PRICE}/cbc:BaseQuantity", "unitCode", "DAY"), drop(f"{LINE}/cbc:InvoicedQuantity")),
]  # fmt: skip

CODES = [
    Case(f"{R}CL001", mark("//cbc:EmbeddedDocumentBinaryObject", "mimeCode", "image/gif"),
         mark("//cbc:EmbeddedDocumentBinaryObject", "mimeCode", "text/csv")),
    Case(f"{R}CL002", put(f"{ALLOWANCE}/cbc:AllowanceChargeReasonCode", "FC")),
    Case(f"{R}CL003", put(f"{CHARGE}/cbc:AllowanceChargeReasonCode", "95")),
    Case(f"{R}CL006", within("cac:InvoicePeriod", "<cbc:DescriptionCode>4</cbc:DescriptionCode>"),
         within("cac:InvoicePeriod", "<cbc:DescriptionCode>432</cbc:DescriptionCode>")),
    Case(f"{R}CL008", mark(f"{BUYER}/cbc:EndpointID", "schemeID", "0037"),
         mark(f"{BUYER}/cbc:EndpointID", "schemeID", "0216")),
    Case(f"{R}P0100", put("cbc:InvoiceTypeCode", "381"), put("cbc:InvoiceTypeCode", "393")),
    Case(f"{R}P0100", put("cbc:InvoiceTypeCode", "389"),
         all_of(put("cbc:InvoiceTypeCode", "389"), put("cbc:ProfileID", "urn:other"))),
    Case(f"{R}P0101", put("cbc:CreditNoteTypeCode", "380"), put("cbc:CreditNoteTypeCode", "396"), sample=CREDIT),
    Case(f"{R}P0112", put("cbc:InvoiceTypeCode", "384")),
    Case(f"{R}P0112", all_of(put("cbc:InvoiceTypeCode", "326"), put(f"{SELLER}//cbc:IdentificationCode", "AT")),
         put("cbc:InvoiceTypeCode", "326"), sample=GERMAN),
    Case(f"{R}F001", put("cbc:IssueDate", "2026-11-31")),
    Case(f"{R}F001", put("cbc:DueDate", "2026-12-16Z"), put("cbc:DueDate", "2028-02-29")),
    Case(f"{R}F001", put(f"{LINE}//cbc:EndDate", "061126")),
    *(
        Case(f"{R}{rule}", _exempt(f"VATEX-EU-{reason}", "S"), _exempt(f"vatex-eu-{reason.lower()}", category))
        for rule, reason, category in (
            ("P0104", "G", "G"), ("P0105", "O", "O"), ("P0106", "IC", "K"), ("P0107", "AE", "AE"),
            ("P0108", "D", "E"), ("P0109", "F", "E"), ("P0110", "I", "E"), ("P0111", "J", "E"),
        )
    ),
]  # fmt: skip

CASES = [*DOCUMENT, *AMOUNTS, *LINES, *CODES]
