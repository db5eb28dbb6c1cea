"""Own sample documents, valid by every rule, and small edits that make variants of them.

`SWEDISH` is the base; the other countries' samples are edits of it. Paths are XPath with the usual UBL prefixes.
"""

from collections.abc import Callable

from lxml import etree

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
Tree = etree._Element
Edit = Callable[[Tree], None]

_PARTY = """
<cac:Party>
  <cbc:EndpointID schemeID="0007">{orgnr}</cbc:EndpointID>
  <cac:PartyIdentification><cbc:ID schemeID="0007">{orgnr}</cbc:ID></cac:PartyIdentification>
  <cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>
  <cac:PostalAddress>
    <cbc:StreetName>{street}</cbc:StreetName>
    <cbc:CityName>{city}</cbc:CityName>
    <cbc:PostalZone>{zone}</cbc:PostalZone>
    <cac:Country><cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country>
  </cac:PostalAddress>
  <cac:PartyTaxScheme>
    <cbc:CompanyID>SE{orgnr}01</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
  </cac:PartyTaxScheme>{f_tax}
  <cac:PartyLegalEntity>
    <cbc:RegistrationName>{name}</cbc:RegistrationName>
    <cbc:CompanyID schemeID="0007">{orgnr}</cbc:CompanyID>
  </cac:PartyLegalEntity>
  <cac:Contact>
    <cbc:Name>{contact}</cbc:Name>
    <cbc:Telephone>+46 8 123 45 67</cbc:Telephone>
    <cbc:ElectronicMail>faktura@example.se</cbc:ElectronicMail>
  </cac:Contact>
</cac:Party>
"""
_F_TAX = """
<cac:PartyTaxScheme>
  <cbc:CompanyID>Godkänd för F-skatt</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme>
</cac:PartyTaxScheme>
"""
_SELLER = _PARTY.format(
    orgnr="5591234009",
    name="Björk & Ek Snickeri AB".replace("&", "&amp;"),
    street="Hyvelgatan 3",
    city="Falun",
    zone="791 30",
    contact="Anna Ek",
    f_tax=_F_TAX,
)
_BUYER = _PARTY.format(
    orgnr="5569998882",
    name="Runns Bryggeri AB",
    street="Strandvägen 8",
    city="Borlänge",
    zone="784 33",
    contact="Olle Runn",
    f_tax="",
)

SWEDISH = f"""<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="{NAMESPACES["cac"]}" xmlns:cbc="{NAMESPACES["cbc"]}">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>2026-118</cbc:ID>
  <cbc:IssueDate>2026-11-16</cbc:IssueDate>
  <cbc:DueDate>2026-12-16</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:Note>Tack för beställningen</cbc:Note>
  <cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>Olle</cbc:BuyerReference>
  <cac:InvoicePeriod>
    <cbc:StartDate>2026-11-01</cbc:StartDate><cbc:EndDate>2026-11-30</cbc:EndDate>
  </cac:InvoicePeriod>
  <cac:OrderReference><cbc:ID>B-77</cbc:ID></cac:OrderReference>
  <cac:BillingReference>
    <cac:InvoiceDocumentReference><cbc:ID>2026-100</cbc:ID></cac:InvoiceDocumentReference>
  </cac:BillingReference>
  <cac:AdditionalDocumentReference>
    <cbc:ID>Ritning</cbc:ID>
    <cac:Attachment>
      <cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="ritning.pdf">JVBERi0=</cbc:EmbeddedDocumentBinaryObject>
    </cac:Attachment>
  </cac:AdditionalDocumentReference>
  <cac:AccountingSupplierParty>{_SELLER}</cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>{_BUYER}</cac:AccountingCustomerParty>
  <cac:PaymentMeans>
    <cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
    <cbc:PaymentID>2026118</cbc:PaymentID>
    <cac:PayeeFinancialAccount>
      <cbc:ID>51234560</cbc:ID>
      <cac:FinancialInstitutionBranch><cbc:ID>SE:BANKGIRO</cbc:ID></cac:FinancialInstitutionBranch>
    </cac:PayeeFinancialAccount>
  </cac:PaymentMeans>
  <cac:AllowanceCharge>
    <cbc:ChargeIndicator>false</cbc:ChargeIndicator>
    <cbc:AllowanceChargeReasonCode>95</cbc:AllowanceChargeReasonCode>
    <cbc:AllowanceChargeReason>Rabatt</cbc:AllowanceChargeReason>
    <cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>
    <cbc:Amount currencyID="SEK">100.00</cbc:Amount>
    <cbc:BaseAmount currencyID="SEK">1000.00</cbc:BaseAmount>
    <cac:TaxCategory>
      <cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
    </cac:TaxCategory>
  </cac:AllowanceCharge>
  <cac:AllowanceCharge>
    <cbc:ChargeIndicator>true</cbc:ChargeIndicator>
    <cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode>
    <cbc:AllowanceChargeReason>Frakt</cbc:AllowanceChargeReason>
    <cbc:Amount currencyID="SEK">50.00</cbc:Amount>
    <cac:TaxCategory>
      <cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
    </cac:TaxCategory>
  </cac:AllowanceCharge>
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="SEK">237.50</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="SEK">950.00</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="SEK">237.50</cbc:TaxAmount>
      <cac:TaxCategory>
        <cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="SEK">1000.00</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="SEK">950.00</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="SEK">1187.50</cbc:TaxInclusiveAmount>
    <cbc:AllowanceTotalAmount currencyID="SEK">100.00</cbc:AllowanceTotalAmount>
    <cbc:ChargeTotalAmount currencyID="SEK">50.00</cbc:ChargeTotalAmount>
    <cbc:PayableAmount currencyID="SEK">1187.50</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="HUR">4</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="SEK">1000.00</cbc:LineExtensionAmount>
    <cac:InvoicePeriod>
      <cbc:StartDate>2026-11-02</cbc:StartDate><cbc:EndDate>2026-11-06</cbc:EndDate>
    </cac:InvoicePeriod>
    <cac:DocumentReference>
      <cbc:ID>Bardisk</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>
    </cac:DocumentReference>
    <cac:Item>
      <cbc:Name>Snickeri, bardisk</cbc:Name>
      <cac:ClassifiedTaxCategory>
        <cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price>
      <cbc:PriceAmount currencyID="SEK">250.00</cbc:PriceAmount>
      <cbc:BaseQuantity unitCode="HUR">1</cbc:BaseQuantity>
      <cac:AllowanceCharge>
        <cbc:ChargeIndicator>false</cbc:ChargeIndicator>
        <cbc:Amount currencyID="SEK">20.00</cbc:Amount>
        <cbc:BaseAmount currencyID="SEK">270.00</cbc:BaseAmount>
      </cac:AllowanceCharge>
    </cac:Price>
  </cac:InvoiceLine>
</Invoice>
"""


def edited(text: str, *edits: Edit) -> str:
    """Return the document after the edits, in order."""
    tree = etree.fromstring(text)
    for edit in edits:
        edit(tree)
    return etree.tostring(tree, encoding="unicode")


def _found(tree: Tree, path: str) -> list[Tree]:
    found = tree.xpath(path, namespaces=NAMESPACES)
    assert found, f"the sample has no {path}"
    return found


def put(path: str, value: str) -> Edit:
    """Set the text of every element at the path."""

    def edit(tree: Tree) -> None:
        for element in _found(tree, path):
            element.text = value

    return edit


def drop(path: str) -> Edit:
    """Remove every element at the path."""

    def edit(tree: Tree) -> None:
        for element in _found(tree, path):
            element.getparent().remove(element)

    return edit


def mark(path: str, name: str, value: str | None) -> Edit:
    """Set an attribute of every element at the path, or remove it."""

    def edit(tree: Tree) -> None:
        for element in _found(tree, path):
            if value is None:
                del element.attrib[name]
            else:
                element.set(name, value)

    return edit


def _parse(fragment: str) -> Tree:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return etree.fromstring(f"<x {declared}>{fragment}</x>")[0]


def after(path: str, fragment: str) -> Edit:
    """Insert an element after the first one at the path."""
    return lambda tree: _found(tree, path)[0].addnext(_parse(fragment))


def before(path: str, fragment: str) -> Edit:
    """Insert an element before the first one at the path."""
    return lambda tree: _found(tree, path)[0].addprevious(_parse(fragment))


def within(path: str, fragment: str) -> Edit:
    """Insert an element at the end of the first one at the path."""
    return lambda tree: _found(tree, path)[0].append(_parse(fragment))


def all_of(*edits: Edit) -> Edit:
    """Join edits to one."""

    def edit(tree: Tree) -> None:
        for part in edits:
            part(tree)

    return edit


def credit_note(text: str) -> str:
    """Return the invoice as a credit note."""
    for old, new in (
        ("ubl:schema:xsd:Invoice-2", "ubl:schema:xsd:CreditNote-2"),
        ("<Invoice ", "<CreditNote "),
        ("</Invoice>", "</CreditNote>"),
        ("<cbc:DueDate>2026-12-16</cbc:DueDate>", ""),
        ("<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>"),
        ("InvoiceLine>", "CreditNoteLine>"),
        ("InvoicedQuantity", "CreditedQuantity"),
    ):
        text = text.replace(old, new)
    return text


SELLER = "cac:AccountingSupplierParty/cac:Party"
BUYER = "cac:AccountingCustomerParty/cac:Party"
CREDIT = credit_note(SWEDISH)
