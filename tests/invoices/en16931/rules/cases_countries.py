"""Rows for Peppol's national rules, each family on its own country's sample."""

from tests.invoices.en16931.rules.cases import Case
from tests.invoices.en16931.rules.cases_germany import CASES as GERMAN_CASES
from tests.invoices.en16931.rules.countries import (
    ACCOUNT,
    DANISH,
    DUTCH,
    GREEK,
    ICELANDIC,
    ITALIAN,
    NORWEGIAN,
    TAX_SCHEME,
    VAT_SCHEME,
    means,
    reference,
)
from tests.invoices.en16931.rules.samples import (
    BUYER,
    SELLER,
    after,
    all_of,
    credit_note,
    drop,
    mark,
    put,
    within,
)

VAT = f"{SELLER}/{VAT_SCHEME}/cbc:CompanyID"
LEGAL = f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID"
BUYER_LEGAL = f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID"
BRANCH = f"{ACCOUNT}/cac:FinancialInstitutionBranch/cbc:ID"
MEANS = "cac:PaymentMeans/cbc:PaymentMeansCode"
PLUSGIRO = put(BRANCH, "SE:PLUSGIRO")

SWEDEN = [
    Case("SE-R-001", put(VAT, "SE5591234009")),
    Case("SE-R-002", put(VAT, "SE5591234009X1")),
    Case("SE-R-003", put(LEGAL, "559123-4009")),
    Case("SE-R-004", put(LEGAL, "55912340090")),
    Case("SE-R-005", put(f"{SELLER}/{TAX_SCHEME}/cbc:CompanyID", "F-skatt"),
         put(f"{SELLER}/{TAX_SCHEME}/cbc:CompanyID", "GODKÄND  för f-skatt")),
    Case("SE-R-006", put("//cac:ClassifiedTaxCategory/cbc:Percent", "20"), put("//cac:ClassifiedTaxCategory/cbc:Percent", "6.0")),
    Case("SE-R-006", drop("cac:TaxTotal//cac:TaxCategory/cbc:Percent"), put("//cac:TaxCategory/cbc:Percent", "12")),
    Case("SE-R-007", all_of(PLUSGIRO, put(f"{ACCOUNT}/cbc:ID", "123-4")), PLUSGIRO),
    Case("SE-R-010", all_of(PLUSGIRO, put(f"{ACCOUNT}/cbc:ID", "1")), all_of(PLUSGIRO, put(f"{ACCOUNT}/cbc:ID", "12"))),
    Case("SE-R-010", all_of(PLUSGIRO, put(f"{ACCOUNT}/cbc:ID", "123456789")), PLUSGIRO),
    Case("SE-R-008", put(f"{ACCOUNT}/cbc:ID", "5123-456")),
    Case("SE-R-009", put(f"{ACCOUNT}/cbc:ID", "123456"), put(f"{ACCOUNT}/cbc:ID", "1234567")),
    Case("SE-R-011", put(MEANS, "56")),
    Case("SE-R-011", put(MEANS, "50")),
    Case("SE-R-012", put(MEANS, "31"), all_of(put(MEANS, "31"), put(f"{BUYER}//cbc:IdentificationCode", "FI"))),
    Case("SE-R-013", put(LEGAL, "5591234008")),
]  # fmt: skip

NORWAY = [
    Case("NO-R-001", put(VAT, "NO987654325"), sample=NORWEGIAN),
    Case("NO-R-001", put(VAT, "NO987654324MVA"), sample=NORWEGIAN),
    Case("NO-R-001", put(VAT, "NO98765432 5MVA"), sample=NORWEGIAN),
    Case("NO-R-002", drop(f"{SELLER}/{TAX_SCHEME}"), sample=NORWEGIAN),
    Case("NO-R-002", put(f"{SELLER}/{TAX_SCHEME}/cbc:CompanyID", "foretaksregisteret"), sample=NORWEGIAN),
]

DANISH_CREDIT = credit_note(DANISH)
UNSPSC = '<cac:CommodityClassification><cbc:ItemClassificationCode listID="TST" listVersionID="{}">1</cbc:ItemClassificationCode></cac:CommodityClassification>'
ITEM_NAME = "cac:InvoiceLine/cac:Item/cbc:Name"
REASON = "cac:AllowanceCharge[2]/cbc:AllowanceChargeReason"
TAX = put("cac:AllowanceCharge[2]/cbc:AllowanceChargeReasonCode", "ZZZ")
MANDATE = "<cac:PaymentMandate><cbc:ID>M1</cbc:ID>{}</cac:PaymentMandate>"
PAYER = "<cac:PayerFinancialAccount><cbc:ID>1</cbc:ID></cac:PayerFinancialAccount>"
GIRO = "04#1234567890123456"
FIK = "71#123456789012345"

DENMARK = [
    Case("DK-R-002", drop(LEGAL), sample=DANISH),
    Case("DK-R-014", mark(LEGAL, "schemeID", "0088"), drop(LEGAL), sample=DANISH),
    Case("DK-R-014", mark(LEGAL, "schemeID", None), sample=DANISH),
    Case("DK-R-017", mark(BUYER_LEGAL, "schemeID", None), drop(BUYER_LEGAL), sample=DANISH),
    Case("DK-R-013", mark(f"{BUYER}/cac:PartyIdentification/cbc:ID", "schemeID", None), sample=DANISH),
    Case("DK-R-016", put("//cbc:PayableAmount", "-0.01"), put("//cbc:PayableAmount", "0"), sample=DANISH_CREDIT),
    Case("DK-R-003", after(ITEM_NAME, UNSPSC.format("18.0")), after(ITEM_NAME, UNSPSC.format("26.08.01")), sample=DANISH),
    Case("DK-R-004", all_of(TAX, put(REASON, "Frakt")), all_of(TAX, put(REASON, "3247")), sample=DANISH),
    Case("DK-R-004", all_of(TAX, put(REASON, "#Frakt")), all_of(TAX, put(REASON, "3247#Frakt")), sample=DANISH),
    Case("DK-R-004", all_of(TAX, put(REASON, "Frakt#")), all_of(TAX, put(REASON, "a#b")), sample=DANISH),
    Case("DK-R-005", put(MEANS, "30"), put(MEANS, "10"), sample=DANISH),
    Case("DK-R-006", drop(f"{ACCOUNT}/cac:FinancialInstitutionBranch"), put(MEANS, "31"), sample=DANISH),
    Case("DK-R-007", all_of(put(MEANS, "49"), within("cac:PaymentMeans", MANDATE.format(""))),
         all_of(put(MEANS, "49"), within("cac:PaymentMeans", MANDATE.format(PAYER))), sample=DANISH),
    Case("DK-R-008", means("50", account="123456", payment_id=GIRO), means("50", account="1234567", payment_id="01#"),
         sample=DANISH),
    Case("DK-R-008", means("50", account="1234567", payment_id="02#"), means("50", account="12345678", payment_id=GIRO),
         sample=DANISH),
    Case("DK-R-009", means("50", account="1234567", payment_id="15#1"), means("50", account="1234567", payment_id=GIRO),
         sample=DANISH),
    Case("DK-R-010", means("93", account="1234567", payment_id=FIK), means("93", account="12345678", payment_id="73#"),
         sample=DANISH),
    Case("DK-R-011", means("93", account="12345678", payment_id="75#1"),
         means("93", account="12345678", payment_id="75#1234567890123456"), sample=DANISH),
]  # fmt: skip

ICELANDIC_BUYER = f"{BUYER}/cac:PostalAddress"
EINDAGI = "cac:AdditionalDocumentReference[cbc:DocumentDescription='EINDAGI']/cbc:ID"
CLAIM = means("9", account="051566001234")

ICELAND = [
    Case("IS-R-001", put("cbc:InvoiceTypeCode", "386"), sample=ICELANDIC),
    Case("IS-R-001", put("cbc:CreditNoteTypeCode", "396"), sample=credit_note(ICELANDIC)),
    Case("IS-R-002", mark(LEGAL, "schemeID", None), sample=ICELANDIC),
    Case("IS-R-002", drop(LEGAL), sample=ICELANDIC),
    Case("IS-R-003", drop(f"{SELLER}/cac:PostalAddress/cbc:StreetName"), sample=ICELANDIC),
    Case("IS-R-003", drop(f"{SELLER}/cac:PostalAddress/cbc:PostalZone"), sample=ICELANDIC),
    Case("IS-R-004", drop(BUYER_LEGAL), sample=ICELANDIC),
    Case("IS-R-005", drop(f"{ICELANDIC_BUYER}/cbc:PostalZone"), sample=ICELANDIC),
    Case("IS-R-006", all_of(CLAIM, put(f"{ACCOUNT}/cbc:ID", "0515661234")), CLAIM, sample=ICELANDIC),
    Case("IS-R-006", all_of(CLAIM, drop(f"{ACCOUNT}/cbc:ID")), sample=ICELANDIC),
    Case("IS-R-007", put(f"{ACCOUNT}/cbc:ID", "0515261234"), sample=ICELANDIC),
    Case("IS-R-008", put(EINDAGI, "20.12.2026"), sample=ICELANDIC),
    Case("IS-R-008", put(EINDAGI, "2026-12-20Z"), drop("cac:AdditionalDocumentReference"), sample=ICELANDIC),
    Case("IS-R-009", drop("cbc:DueDate"), sample=ICELANDIC),
    Case("IS-R-010", put(EINDAGI, "2026-12-15"), put(EINDAGI, "2026-12-16"), sample=ICELANDIC),
]

REPRESENTATIVE = (
    "<cac:TaxRepresentativeParty><cac:PostalAddress><cbc:StreetName>Straat 1</cbc:StreetName>"
    "<cbc:CityName>Delft</cbc:CityName>{}<cac:Country><cbc:IdentificationCode>NL</cbc:IdentificationCode></cac:Country>"
    "</cac:PostalAddress></cac:TaxRepresentativeParty>"
)
ORDER_LINE = within("cac:InvoiceLine", "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>")
CUSTOMER_PARTY = "cac:AccountingCustomerParty"

NETHERLANDS = [
    Case("NL-R-001", drop("cac:BillingReference"), sample=credit_note(DUTCH)),
    Case("NL-R-002", drop(f"{SELLER}/cac:PostalAddress/cbc:CityName"), sample=DUTCH),
    Case("NL-R-003", mark(LEGAL, "schemeID", "0060"), mark(LEGAL, "schemeID", "0190"), sample=DUTCH),
    Case("NL-R-004", drop(f"{BUYER}/cac:PostalAddress/cbc:StreetName"), sample=DUTCH),
    Case("NL-R-005", mark(BUYER_LEGAL, "schemeID", None), sample=DUTCH),
    Case("NL-R-006", after(CUSTOMER_PARTY, REPRESENTATIVE.format("")),
         after(CUSTOMER_PARTY, REPRESENTATIVE.format("<cbc:PostalZone>2600</cbc:PostalZone>")), sample=DUTCH),
    Case("NL-R-007", drop("cac:PaymentMeans"), all_of(drop("cac:PaymentMeans"), put("//cbc:PayableAmount", "0")), sample=DUTCH),
    Case("NL-R-007", all_of(drop("cac:PaymentMeans"), put("//cbc:PayableAmount", "-1")), drop("cac:PaymentMeans"),
         sample=credit_note(DUTCH)),
    Case("NL-R-008", put(MEANS, "31"), put(MEANS, "48"), sample=DUTCH),
    Case("NL-R-009", all_of(ORDER_LINE, drop("cac:OrderReference")), ORDER_LINE, sample=DUTCH),
]  # fmt: skip

OTHER_REGISTRATION = f"{SELLER}/cac:PartyTaxScheme[2]/cbc:CompanyID"

ITALY = [
    Case("IT-R-001", put(OTHER_REGISTRATION, "RSSMRA80A0"), put(OTHER_REGISTRATION, "01234567897"), sample=ITALIAN),
    Case("IT-R-001", put(OTHER_REGISTRATION, "rssmra80a01h501u"), sample=ITALIAN),
    Case("IT-R-002", drop(f"{SELLER}/cac:PostalAddress/cbc:StreetName"), sample=ITALIAN),
    Case("IT-R-003", drop(f"{SELLER}/cac:PostalAddress/cbc:CityName"), sample=ITALIAN),
    Case("IT-R-004", drop(f"{SELLER}/cac:PostalAddress/cbc:PostalZone"), sample=ITALIAN),
]

MARK = "cac:AdditionalDocumentReference[cbc:DocumentDescription='##M.AR.K##']"
URL = "cac:AdditionalDocumentReference[cbc:DocumentDescription='##INVOICE|URL##']"

GREECE = [
    Case("GR-R-001-1", put("cbc:ID", "091234566|16/11/2026|0|1.1|A"), sample=GREEK),
    Case("GR-R-001-2", put("cbc:ID", "091234567|16/11/2026|0|1.1|A|118"), sample=GREEK),
    Case("GR-R-001-2", put("cbc:ID", "123456783|16/11/2026|0|1.1|A|118"), sample=GREEK),
    Case("GR-R-001-3", put("cbc:ID", "091234566|17/11/2026|0|1.1|A|118"), sample=GREEK),
    Case("GR-R-001-3", put("cbc:ID", "091234566|16-11-2026|0|1.1|A|118"), sample=GREEK),
    Case("GR-R-001-4", put("cbc:ID", "091234566|16/11/2026|A|1.1|A|118"), sample=GREEK),
    Case("GR-R-001-5", put("cbc:ID", "091234566|16/11/2026|0|1.2|A|118"), sample=GREEK),
    Case("GR-R-001-6", put("cbc:ID", "091234566|16/11/2026|0|1.1||118"), sample=GREEK),
    Case("GR-R-001-7", put("cbc:ID", "091234566|16/11/2026|0|1.1|A|"), sample=GREEK),
    Case("GR-R-002", drop(f"{SELLER}/cac:PartyName"), sample=GREEK),
    Case("GR-R-003", put(VAT, "EL091234567"), sample=GREEK),
    Case("GR-R-003", put(VAT, "GR091234566"), sample=GREEK),
    Case("GR-S-011", put(VAT, "EL091234567"), sample=GREEK),
    Case("GR-R-004-1", drop(MARK), sample=GREEK),
    Case("GR-R-004-2", put(f"{MARK}/cbc:ID", "0123"), sample=GREEK),
    Case("GR-R-005", drop(f"{BUYER}/cac:PartyName"), sample=GREEK),
    Case("GR-R-006", drop(f"{BUYER}/{VAT_SCHEME}/cbc:CompanyID"), sample=GREEK),
    Case("GR-S-008-1", drop(URL), sample=GREEK),
    Case("GR-R-008-2", reference("2", "##INVOICE|URL##", url="https://example.gr/2"), drop(URL), sample=GREEK),
    Case("GR-R-008-3", drop(f"{URL}/cac:Attachment"), sample=GREEK),
    Case("GR-R-009", mark(f"{SELLER}/cbc:EndpointID", "schemeID", "0088"), sample=GREEK),
    Case("GR-R-010", put(f"{BUYER}/cbc:EndpointID", "091234567"), sample=GREEK),
]

CASES = [*SWEDEN, *NORWAY, *DENMARK, *ICELAND, *NETHERLANDS, *ITALY, *GREECE, *GERMAN_CASES]
