"""Terms of the parties: BG-4 to BG-12."""

from typing import Final

from invoices.en16931.terms.term import Term, address, terms

_SELLER: Final = "cac:AccountingSupplierParty/cac:Party"
_BUYER: Final = "cac:AccountingCustomerParty/cac:Party"
_VAT_ID: Final = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"
_OTHER_TAX_ID: Final = "cac:PartyTaxScheme[not(cac:TaxScheme/cbc:ID='VAT')]/cbc:CompanyID"
_PARTY_ID: Final = "cac:PartyIdentification/cbc:ID[not(@schemeID='SEPA')]"
_CREDITOR_ID: Final = "cac:PartyIdentification/cbc:ID[@schemeID='SEPA']"

_SELLER_TERMS: Final = terms(
    _SELLER,
    "seller",
    ("BG-4", "Seller", "1..1", "", ""),
    ("BT-27", "Seller name", "1..1", "cac:PartyLegalEntity/cbc:RegistrationName", "name"),
    ("BT-28", "Seller trading name", "0..1", "cac:PartyName/cbc:Name", "trading_name"),
    ("BT-29", "Seller identifier", "0..n", _PARTY_ID, "identifiers[].value"),
    ("BT-29-1", "Scheme identifier", "0..1", f"{_PARTY_ID}/@schemeID", "identifiers[].scheme"),
    ("BT-30", "Seller legal registration identifier", "0..1", "cac:PartyLegalEntity/cbc:CompanyID", "legal_id.value"),
    ("BT-30-1", "Scheme identifier", "0..1", "cac:PartyLegalEntity/cbc:CompanyID/@schemeID", "legal_id.scheme"),
    ("BT-31", "Seller VAT identifier", "0..1", _VAT_ID, "vat_id"),
    ("BT-32", "Seller tax registration identifier", "0..1", _OTHER_TAX_ID, "tax_registration.value"),
    ("BT-33", "Seller additional legal information", "0..1", "cac:PartyLegalEntity/cbc:CompanyLegalForm", "legal_form"),
    ("BT-34", "Seller electronic address", "0..1", "cbc:EndpointID", "electronic_address.value"),
    ("BT-34-1", "Scheme identifier", "1..1", "cbc:EndpointID/@schemeID", "electronic_address.scheme"),
    ("BG-6", "Seller contact", "0..1", "cac:Contact", "contact"),
    ("BT-41", "Seller contact point", "0..1", "cac:Contact/cbc:Name", "contact.name"),
    ("BT-42", "Seller contact telephone number", "0..1", "cac:Contact/cbc:Telephone", "contact.phone"),
    ("BT-43", "Seller contact email address", "0..1", "cac:Contact/cbc:ElectronicMail", "contact.email"),
    ("BT-90", "Bank assigned creditor identifier", "0..1", _CREDITOR_ID, "creditor_id"),
)

_BUYER_TERMS: Final = terms(
    _BUYER,
    "buyer",
    ("BG-7", "Buyer", "1..1", "", ""),
    ("BT-44", "Buyer name", "1..1", "cac:PartyLegalEntity/cbc:RegistrationName", "name"),
    ("BT-45", "Buyer trading name", "0..1", "cac:PartyName/cbc:Name", "trading_name"),
    ("BT-46", "Buyer identifier", "0..1", "cac:PartyIdentification/cbc:ID", "identifier.value"),
    ("BT-46-1", "Scheme identifier", "0..1", "cac:PartyIdentification/cbc:ID/@schemeID", "identifier.scheme"),
    ("BT-47", "Buyer legal registration identifier", "0..1", "cac:PartyLegalEntity/cbc:CompanyID", "legal_id.value"),
    ("BT-47-1", "Scheme identifier", "0..1", "cac:PartyLegalEntity/cbc:CompanyID/@schemeID", "legal_id.scheme"),
    ("BT-48", "Buyer VAT identifier", "0..1", _VAT_ID, "vat_id"),
    ("BT-49", "Buyer electronic address", "0..1", "cbc:EndpointID", "electronic_address.value"),
    ("BT-49-1", "Scheme identifier", "1..1", "cbc:EndpointID/@schemeID", "electronic_address.scheme"),
    ("BG-9", "Buyer contact", "0..1", "cac:Contact", "contact"),
    ("BT-56", "Buyer contact point", "0..1", "cac:Contact/cbc:Name", "contact.name"),
    ("BT-57", "Buyer contact telephone number", "0..1", "cac:Contact/cbc:Telephone", "contact.phone"),
    ("BT-58", "Buyer contact email address", "0..1", "cac:Contact/cbc:ElectronicMail", "contact.email"),
)

_PAYEE_TERMS: Final = terms(
    "cac:PayeeParty",
    "payee",
    ("BG-10", "Payee", "0..1", "", ""),
    ("BT-59", "Payee name", "1..1", "cac:PartyName/cbc:Name", "name"),
    ("BT-60", "Payee identifier", "0..1", _PARTY_ID, "identifier.value"),
    ("BT-60-1", "Scheme identifier", "0..1", f"{_PARTY_ID}/@schemeID", "identifier.scheme"),
    ("BT-61", "Payee legal registration identifier", "0..1", "cac:PartyLegalEntity/cbc:CompanyID", "legal_id.value"),
    ("BT-61-1", "Scheme identifier", "0..1", "cac:PartyLegalEntity/cbc:CompanyID/@schemeID", "legal_id.scheme"),
)

_REPRESENTATIVE_TERMS: Final = terms(
    "cac:TaxRepresentativeParty",
    "tax_representative",
    ("BG-11", "Seller tax representative party", "0..1", "", ""),
    ("BT-62", "Seller tax representative name", "1..1", "cac:PartyName/cbc:Name", "name"),
    ("BT-63", "Seller tax representative VAT identifier", "1..1", _VAT_ID, "vat_id"),
)

PARTY_TERMS: Final[tuple[Term, ...]] = (
    *_SELLER_TERMS,
    *address(
        f"{_SELLER}/cac:PostalAddress",
        "seller.address",
        *("BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"),
        name="Seller",
        group="BG-5",
    ),
    *_BUYER_TERMS,
    *address(
        f"{_BUYER}/cac:PostalAddress",
        "buyer.address",
        *("BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"),
        name="Buyer",
        group="BG-8",
    ),
    *_PAYEE_TERMS,
    *_REPRESENTATIVE_TERMS,
    *address(
        "cac:TaxRepresentativeParty/cac:PostalAddress",
        "tax_representative.address",
        *("BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"),
        name="Tax representative",
        group="BG-12",
    ),
)
