"""Parties as UBL: BG-4 to BG-12 and the delivery, mirrored by ../read/party.py."""

from invoices.en16931.document import Delivery
from invoices.en16931.party import Buyer, Contact, Identifier, Payee, PostalAddress, Seller, TaxRepresentative
from invoices.en16931.ubl.write.text import day, escape, group, identifier, text


def seller(party: Seller | None) -> str:
    """Write BG-4 as cac:AccountingSupplierParty."""
    if party is None:
        return ""
    legal = (
        text("RegistrationName", party.name)
        + identifier("CompanyID", party.legal_id)
        + text("CompanyLegalForm", party.legal_form)
    )
    return (
        "<cac:AccountingSupplierParty><cac:Party>"
        + identifier("EndpointID", party.electronic_address)
        + "".join([_party_id(given) for given in party.identifiers])
        + _creditor_id(party.creditor_id)
        + _party_name(party.trading_name)
        + address(party.address, "PostalAddress")
        + _vat_id(party.vat_id)
        + _tax_registration(party)
        + group("PartyLegalEntity", legal)
        + _contact(party.contact)
        + "</cac:Party></cac:AccountingSupplierParty>"
    )


def buyer(party: Buyer | None) -> str:
    """Write BG-7 as cac:AccountingCustomerParty."""
    if party is None:
        return ""
    legal = text("RegistrationName", party.name) + identifier("CompanyID", party.legal_id)
    return (
        "<cac:AccountingCustomerParty><cac:Party>"
        + identifier("EndpointID", party.electronic_address)
        + _party_id(party.identifier)
        + _party_name(party.trading_name)
        + address(party.address, "PostalAddress")
        + _vat_id(party.vat_id)
        + group("PartyLegalEntity", legal)
        + _contact(party.contact)
        + "</cac:Party></cac:AccountingCustomerParty>"
    )


def payee(party: Payee | None) -> str:
    """Write BG-10 as cac:PayeeParty."""
    if party is None:
        return ""
    return (
        "<cac:PayeeParty>"
        + _party_id(party.identifier)
        + _creditor_id(party.creditor_id)
        + _party_name(party.name)
        + group("PartyLegalEntity", identifier("CompanyID", party.legal_id))
        + "</cac:PayeeParty>"
    )


def tax_representative(party: TaxRepresentative | None) -> str:
    """Write BG-11 as cac:TaxRepresentativeParty."""
    if party is None:
        return ""
    return (
        "<cac:TaxRepresentativeParty>"
        + _party_name(party.name)
        + address(party.address, "PostalAddress")
        + _vat_id(party.vat_id)
        + "</cac:TaxRepresentativeParty>"
    )


def delivery(given: Delivery | None) -> str:
    """Write BG-13 as cac:Delivery."""
    if given is None:
        return ""
    location = identifier("ID", given.location_id) + address(given.address, "Address")
    return (
        "<cac:Delivery>"
        + day("ActualDeliveryDate", given.delivery_date)
        + group("DeliveryLocation", location)
        + group("DeliveryParty", _party_name(given.name))
        + "</cac:Delivery>"
    )


def address(given: PostalAddress | None, name: str) -> str:
    """Write BG-5, BG-8, BG-12 or BG-15 as the named aggregate."""
    if given is None:
        return ""
    return (
        f"<cac:{name}>"
        + text("StreetName", given.street)
        + text("AdditionalStreetName", given.additional_street)
        + text("CityName", given.city)
        + text("PostalZone", given.post_code)
        + text("CountrySubentity", given.subdivision)
        + group("AddressLine", text("Line", given.address_line))
        + group("Country", text("IdentificationCode", given.country))
        + f"</cac:{name}>"
    )


def _contact(given: Contact | None) -> str:
    if given is None:
        return ""
    return (
        "<cac:Contact>"
        + text("Name", given.name)
        + text("Telephone", given.phone)
        + text("ElectronicMail", given.email)
        + "</cac:Contact>"
    )


def _party_name(name: str | None) -> str:
    return group("PartyName", text("Name", name))


def _party_id(given: Identifier | None) -> str:
    return group("PartyIdentification", identifier("ID", given))


def _creditor_id(value: str | None) -> str:
    return "" if value is None else _party_id(Identifier(value, scheme="SEPA"))


def _vat_id(value: str | None) -> str:
    if value is None:
        return ""
    return (
        f"<cac:PartyTaxScheme><cbc:CompanyID>{escape(value)}</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
    )


def _tax_registration(party: Seller) -> str:
    given = party.tax_registration
    if given is None:
        return ""
    scheme = f"<cac:TaxScheme>{text('ID', given.scheme)}</cac:TaxScheme>"
    return f"<cac:PartyTaxScheme><cbc:CompanyID>{escape(given.value)}</cbc:CompanyID>{scheme}</cac:PartyTaxScheme>"
