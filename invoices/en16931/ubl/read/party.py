"""Parties from UBL: BG-4 to BG-12 and the delivery, the mirror image of ../write/party.py."""

from typing import Final

from invoices.en16931.document import Delivery
from invoices.en16931.party import (
    Buyer,
    Contact,
    ElectronicAddress,
    Identifier,
    Payee,
    PostalAddress,
    Seller,
    TaxRegistration,
    TaxRepresentative,
)
from invoices.en16931.ubl.names import cac, cbc
from invoices.en16931.ubl.read.node import Node

_PARTY: Final = cac("Party")
_ENDPOINT: Final = cbc("EndpointID")
_IDENTIFICATION: Final = cac("PartyIdentification")
_PARTY_NAME: Final = cac("PartyName")
_PARTY_TAX: Final = cac("PartyTaxScheme")
_LEGAL: Final = cac("PartyLegalEntity")
_TAX_SCHEME: Final = cac("TaxScheme")
_CONTACT: Final = cac("Contact")
_ADDRESS: Final = cac("PostalAddress")
_ID: Final = cbc("ID")
_NAME: Final = cbc("Name")
_COMPANY_ID: Final = cbc("CompanyID")
_REGISTRATION_NAME: Final = cbc("RegistrationName")
_LEGAL_FORM: Final = cbc("CompanyLegalForm")
_STREET: Final = cbc("StreetName")
_ADDITIONAL_STREET: Final = cbc("AdditionalStreetName")
_CITY: Final = cbc("CityName")
_ZONE: Final = cbc("PostalZone")
_SUBENTITY: Final = cbc("CountrySubentity")
_ADDRESS_LINE: Final = cac("AddressLine")
_LINE: Final = cbc("Line")
_COUNTRY: Final = cac("Country")
_COUNTRY_CODE: Final = cbc("IdentificationCode")
_PHONE: Final = cbc("Telephone")
_EMAIL: Final = cbc("ElectronicMail")
_DELIVERY_DATE: Final = cbc("ActualDeliveryDate")
_LOCATION: Final = cac("DeliveryLocation")
_LOCATION_ADDRESS: Final = cac("Address")
_DELIVERY_PARTY: Final = cac("DeliveryParty")

Legal = tuple[str | None, Identifier | None, str | None]


def seller(outer: Node | None) -> Seller | None:
    """Read BG-4 from cac:AccountingSupplierParty."""
    party = _party(outer)
    if party is None:
        return None
    identifiers, creditor_id = _identifiers(party)
    vat_id, registration = _tax_schemes(party)
    name, legal_id, legal_form = _legal(party, with_form=True)
    read = Seller(
        name=name,
        trading_name=party.nested_text(_PARTY_NAME, _NAME),
        identifiers=identifiers,
        legal_id=legal_id,
        vat_id=vat_id,
        tax_registration=registration,
        legal_form=legal_form,
        electronic_address=_endpoint(party),
        address=address(party.node(_ADDRESS)),
        contact=_contact(party.node(_CONTACT)),
        creditor_id=creditor_id,
    )
    party.close()
    return read


def buyer(outer: Node | None) -> Buyer | None:
    """Read BG-7 from cac:AccountingCustomerParty."""
    party = _party(outer)
    if party is None:
        return None
    name, legal_id, _ = _legal(party, with_form=False)
    read = Buyer(
        name=name,
        trading_name=party.nested_text(_PARTY_NAME, _NAME),
        identifier=party.nested_identifier(_IDENTIFICATION, _ID),
        legal_id=legal_id,
        vat_id=_vat_id(party),
        electronic_address=_endpoint(party),
        address=address(party.node(_ADDRESS)),
        contact=_contact(party.node(_CONTACT)),
    )
    party.close()
    return read


def payee(party: Node | None) -> Payee | None:
    """Read BG-10 from cac:PayeeParty."""
    if party is None:
        return None
    identifiers, creditor_id = _identifiers(party)
    if len(identifiers) > 1:
        party.odd.met = True
    read = Payee(
        name=party.nested_text(_PARTY_NAME, _NAME),
        identifier=identifiers[0] if identifiers else None,
        legal_id=party.nested_identifier(_LEGAL, _COMPANY_ID),
        creditor_id=creditor_id,
    )
    party.close()
    return read


def tax_representative(party: Node | None) -> TaxRepresentative | None:
    """Read BG-11 from cac:TaxRepresentativeParty."""
    if party is None:
        return None
    read = TaxRepresentative(
        name=party.nested_text(_PARTY_NAME, _NAME),
        vat_id=_vat_id(party),
        address=address(party.node(_ADDRESS)),
    )
    party.close()
    return read


def delivery(node: Node | None) -> Delivery | None:
    """Read BG-13 from cac:Delivery."""
    if node is None:
        return None
    location_id = place = name = None
    location = node.wrapper(_LOCATION)
    if location is not None:
        location_id = location.identifier(_ID)
        place = address(location.node(_LOCATION_ADDRESS))
        location.close()
    party = node.wrapper(_DELIVERY_PARTY)
    if party is not None:
        name = party.nested_text(_PARTY_NAME, _NAME)
        party.close()
    read = Delivery(name=name, location_id=location_id, delivery_date=node.day(_DELIVERY_DATE), address=place)
    node.close()
    return read


def address(node: Node | None) -> PostalAddress | None:
    """Read BG-5, BG-8, BG-12 or BG-15."""
    if node is None:
        return None
    read = PostalAddress(
        street=node.text(_STREET),
        additional_street=node.text(_ADDITIONAL_STREET),
        address_line=node.nested_text(_ADDRESS_LINE, _LINE),
        city=node.text(_CITY),
        post_code=node.text(_ZONE),
        subdivision=node.text(_SUBENTITY),
        country=node.nested_text(_COUNTRY, _COUNTRY_CODE),
    )
    node.close()
    return read


def _party(outer: Node | None) -> Node | None:
    if outer is None:
        return None
    party = outer.node(_PARTY)
    outer.close()
    if party is None:
        outer.odd.met = True
    return party


def _contact(node: Node | None) -> Contact | None:
    if node is None:
        return None
    read = Contact(name=node.text(_NAME), phone=node.text(_PHONE), email=node.text(_EMAIL))
    node.close()
    return read


def _endpoint(party: Node) -> ElectronicAddress | None:
    found = party.identifier(_ENDPOINT)
    return None if found is None else ElectronicAddress(found.value, scheme=found.scheme)


def _identifiers(party: Node) -> tuple[tuple[Identifier, ...], str | None]:
    """Read the identifiers and, apart from them, the first with the scheme SEPA (BT-90)."""
    identifiers: list[Identifier] = []
    creditor_id: str | None = None
    for outer in party.elements(_IDENTIFICATION):
        element = party.only_child(outer, _ID)
        if element is None:
            continue
        found = party.as_identifier(element)
        if found.scheme != "SEPA":
            identifiers.append(found)
        elif creditor_id is None:
            creditor_id = found.value
        else:
            party.odd.met = True
    return tuple(identifiers), creditor_id


def _legal(party: Node, *, with_form: bool) -> Legal:
    node = party.wrapper(_LEGAL)
    if node is None:
        return None, None, None
    read = node.text(_REGISTRATION_NAME), node.identifier(_COMPANY_ID), node.text(_LEGAL_FORM) if with_form else None
    node.close()
    return read


def _vat_id(party: Node) -> str | None:
    vat_id, registration = _tax_schemes(party)
    if registration is not None:
        party.odd.met = True
    return vat_id


def _tax_schemes(party: Node) -> tuple[str | None, TaxRegistration | None]:
    """Read the first VAT number and the first registration of another scheme."""
    vat_id: str | None = None
    registration: TaxRegistration | None = None
    for node in party.nodes(_PARTY_TAX):
        value, scheme = node.text(_COMPANY_ID), _scheme(node)
        node.close()
        is_vat = scheme is not None and scheme.strip().upper() == "VAT"
        if value is None or (is_vat and vat_id is not None) or (not is_vat and registration is not None):
            party.odd.met = True
        elif is_vat:
            vat_id = value
            if scheme != "VAT":
                party.odd.met = True
        else:
            registration = TaxRegistration(value, scheme=scheme)
    return vat_id, registration


def _scheme(node: Node) -> str | None:
    scheme = node.node(_TAX_SCHEME)
    if scheme is None:
        node.odd.met = True
        return None
    value = scheme.text(_ID)
    scheme.close()
    return value
