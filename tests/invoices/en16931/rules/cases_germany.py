"""Rows for Peppol's national rules between two parties in Germany."""

from tests.invoices.en16931.rules.cases import Case
from tests.invoices.en16931.rules.countries import ACCOUNT, GERMAN, reference
from tests.invoices.en16931.rules.samples import (
    BUYER,
    SELLER,
    Edit,
    after,
    all_of,
    before,
    drop,
    put,
    within,
)

MEANS = "cac:PaymentMeans/cbc:PaymentMeansCode"
CARD = "<cac:CardAccount><cbc:PrimaryAccountNumberID>1234</cbc:PrimaryAccountNumberID></cac:CardAccount>"
MANDATE = "<cac:PaymentMandate><cbc:ID>M1</cbc:ID><cac:PayerFinancialAccount><cbc:ID>{}</cbc:ID></cac:PayerFinancialAccount></cac:PaymentMandate>"
IBAN = "DE40 1001 0010 0000 0123 45"
DELIVERY = (
    "<cac:Delivery><cac:DeliveryLocation><cac:Address>{}<cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode>"
    "</cac:Country></cac:Address></cac:DeliveryLocation></cac:Delivery>"
)
CITY, ZONE = "<cbc:CityName>Kiel</cbc:CityName>", "<cbc:PostalZone>24103</cbc:PostalZone>"
SEPA = '<cac:PartyIdentification><cbc:ID schemeID="SEPA">DE98ZZZ09999999999</cbc:ID></cac:PartyIdentification>'
SKONTO = "#SKONTO#TAGE=14#PROZENT=2.00#"


def _paid(code: str, *, by: str = "", kept: bool = False) -> Edit:
    edits = [put(MEANS, code)]
    if not kept:
        edits.append(drop(ACCOUNT))
    if by:
        edits.append(within("cac:PaymentMeans", by))
    return all_of(*edits)


def _terms(note: str) -> Edit:
    return after("cac:PaymentMeans", f"<cac:PaymentTerms><cbc:Note>{note}</cbc:Note></cac:PaymentTerms>")


def _delivered(*parts: str) -> Edit:
    return after("cac:AccountingCustomerParty", DELIVERY.format("".join(parts)))


DEBIT = _paid("59", by=MANDATE.format(IBAN))
CREDITOR = before(f"{SELLER}/cac:PartyName", SEPA)
CONTACT = f"{SELLER}/cac:Contact"
NO_VAT_NUMBER = drop(f"{SELLER}/cac:PartyTaxScheme")
REPRESENTED = after("cac:AccountingCustomerParty", "<cac:TaxRepresentativeParty/>")

ROWS = [
    ("DE-R-001", drop("cac:PaymentMeans"), None),
    ("DE-R-002", drop(CONTACT), None),
    ("DE-R-003", put(f"{SELLER}/cac:PostalAddress/cbc:CityName", " "), None),
    ("DE-R-004", drop(f"{SELLER}/cac:PostalAddress/cbc:PostalZone"), None),
    ("DE-R-005", drop(f"{CONTACT}/cbc:Name"), None),
    ("DE-R-006", drop(f"{CONTACT}/cbc:Telephone"), None),
    ("DE-R-007", drop(f"{CONTACT}/cbc:ElectronicMail"), None),
    ("DE-R-008", drop(f"{BUYER}/cac:PostalAddress/cbc:CityName"), None),
    ("DE-R-009", drop(f"{BUYER}/cac:PostalAddress/cbc:PostalZone"), None),
    ("DE-R-010", _delivered(ZONE), _delivered(CITY, ZONE)),
    ("DE-R-011", _delivered(CITY), _delivered(CITY, ZONE)),
    ("DE-R-014", drop("cac:TaxTotal//cac:TaxCategory/cbc:Percent"), None),
    ("DE-R-015", drop("cbc:BuyerReference"), None),
    ("DE-R-016", NO_VAT_NUMBER, all_of(NO_VAT_NUMBER, REPRESENTED)),
    ("DE-R-016", NO_VAT_NUMBER, all_of(NO_VAT_NUMBER, put("//cac:TaxCategory/cbc:ID | //cac:ClassifiedTaxCategory/cbc:ID", "O"))),
    ("DE-R-017", put("cbc:InvoiceTypeCode", "386"), put("cbc:InvoiceTypeCode", "326")),
    ("DE-R-018", _terms(SKONTO), _terms(f"{SKONTO}\n")),
    ("DE-R-018", _terms("#SKONTO#TAGE=14#PROZENT=2#\n"), _terms("14 Tage")),
    ("DE-R-018", _terms(f"{SKONTO}\n#SKONTO#\n"), _terms(f"{SKONTO}\n#SKONTO#TAGE=30#PROZENT=1.00#BASISBETRAG=99.00#\n")),
    ("DE-R-019", put(f"{ACCOUNT}/cbc:ID", "DE41100100100000012345"), put(f"{ACCOUNT}/cbc:ID", IBAN)),
    ("DE-R-019", put(f"{ACCOUNT}/cbc:ID", "12345"), all_of(put(MEANS, "30"), put(f"{ACCOUNT}/cbc:ID", "12345"))),
    ("DE-R-020", _paid("59", by=MANDATE.format("DE1")), DEBIT),
    ("DE-R-022", lambda tree: tree.insert(0, tree.findall("{*}AdditionalDocumentReference")[1].__copy__()), None),
    ("DE-R-023-1", _paid("58"), None),
    ("DE-R-023-2", _paid("58", by=CARD, kept=True), None),
    ("DE-R-024-1", _paid("48"), _paid("48", by=CARD)),
    ("DE-R-024-2", _paid("54", by=CARD, kept=True), _paid("55", by=CARD)),
    ("DE-R-025-1", _paid("59"), DEBIT),
    ("DE-R-025-2", _paid("59", by=MANDATE.format(IBAN), kept=True), DEBIT),
    ("DE-R-026", all_of(put("cbc:InvoiceTypeCode", "384"), drop("cac:BillingReference")), put("cbc:InvoiceTypeCode", "384")),
    ("DE-R-027", put(f"{CONTACT}/cbc:Telephone", "12"), put(f"{CONTACT}/cbc:Telephone", "1 1 0")),
    ("DE-R-028", put(f"{CONTACT}/cbc:ElectronicMail", "a@b@c.de"), put(f"{CONTACT}/cbc:ElectronicMail", " a.b@c.de ")),
    ("DE-R-028", put(f"{CONTACT}/cbc:ElectronicMail", "a@b."), put(f"{CONTACT}/cbc:ElectronicMail", "a@b.c.de")),
    ("DE-R-030", DEBIT, all_of(DEBIT, CREDITOR)),
    ("DE-R-031", _paid("59", by="<cac:PaymentMandate/>"), DEBIT),
    ("DE-R-T02", put("//cbc:URI", "example.com/fotos"), reference("Mehr", "Text", url="urn:x")),
]  # fmt: skip

CASES = [Case(rule, broken, sound, sample=GERMAN) for rule, broken, sound in ROWS]
