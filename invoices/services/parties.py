"""Seller (BG-4) from the company and Buyer (BG-7) from the customer register, in the terms of the norm."""

from typing import Final

from django.utils.translation import gettext as _

from companies.identifiers import propose_electronic_address
from companies.models import Company, Customer
from invoices.en16931.codes.schemes import GLN, LEGAL_ID_SCHEMES
from invoices.en16931.party import (
    Buyer,
    Contact,
    ElectronicAddress,
    Identifier,
    PostalAddress,
    Seller,
    TaxRegistration,
)

F_TAX: Final = "Godkänd för F-skatt"  # SE-R-005 demands these words
REGISTER_OF_BUSINESS_ENTERPRISES: Final = "Foretaksregisteret"  # NO-R-002
# Foretaksregisterloven § 10-2 names these company forms.
_REGISTERED_FORMS: Final = frozenset({"AS", "ASA", "NUF"})
# EAS codes by which a VAT number is an electronic address (eDEC participant schemes 9.7).
_VAT_ADDRESSES: Final = {
    "AT": "9914", "BE": "9925", "CY": "9928", "CZ": "9929", "DE": "9930", "EE": "9931", "ES": "9920", "FR": "9957",
    "GB": "9932", "GR": "9933", "HR": "9934", "IE": "9935", "IT": "0211", "LT": "9937", "LU": "9938", "LV": "9939",
    "MT": "9943", "NL": "9944", "PL": "9945", "PT": "9946", "RO": "9947", "SI": "9949", "SK": "9950", "CH": "9927",
}  # fmt: skip


def seller_of(company: Company, *, contact: str = "", states_vat_id: bool = True) -> Seller:
    """Describe the company as Seller; without `states_vat_id` for documents outside the scope of VAT (BR-O-02)."""
    return Seller(
        name=company.name,
        legal_id=_legal_id(company.country, company.legal_id),
        vat_id=(company.vat_id or None) if states_vat_id else None,
        tax_registration=_tax_registration(company),
        legal_form=_("Registered office: %(place)s") % {"place": company.registered_office}
        if company.registered_office
        else None,
        electronic_address=_electronic_address(company),
        address=_address(company),
        contact=_contact(contact, phone=company.phone, email=company.email),
    )


def buyer_of(customer: Customer, *, states_vat_id: bool = True) -> Buyer:
    """Describe the customer as Buyer; without `states_vat_id` for documents outside the scope of VAT (BR-O-02)."""
    return Buyer(
        name=customer.name,
        identifier=Identifier(customer.gln, scheme=GLN) if customer.gln else None,
        legal_id=_legal_id(customer.country, customer.legal_id),
        vat_id=(customer.vat_id or None) if states_vat_id else None,
        electronic_address=_electronic_address(customer),
        address=_address(customer),
        contact=_contact(customer.contact_name, phone=customer.phone, email=""),
    )


def list_missing(company: Company) -> list[str]:
    """List what an invoice by law or norm must say about its Seller and the company's profile lacks."""
    needed = {
        _("name"): company.name,
        _("organisation number"): company.legal_id,
        _("street"): company.street,
        _("postal code"): company.postcode,
        _("city"): company.city,
        _("electronic address"): company.electronic_address,
    }
    return [name for name, value in needed.items() if not value]


def _legal_id(country: str, value: str) -> Identifier | None:
    return Identifier(value, scheme=LEGAL_ID_SCHEMES.get(country)) if value else None


def _tax_registration(company: Company) -> TaxRegistration | None:
    if company.country == "SE" and company.f_tax:
        return TaxRegistration(F_TAX)
    if company.country == "NO" and company.name.split()[-1:] and company.name.split()[-1].upper() in _REGISTERED_FORMS:
        return TaxRegistration(REGISTER_OF_BUSINESS_ENTERPRISES)
    return None


def _electronic_address(party: Company | Customer) -> ElectronicAddress | None:
    """Return BT-34 or BT-49: as registered, else what follows from GLN, organisation number or VAT number."""
    if party.electronic_address:
        return ElectronicAddress(party.electronic_address, scheme=party.electronic_scheme or None)
    if isinstance(party, Customer) and party.gln:
        return ElectronicAddress(party.gln, scheme=GLN)
    scheme, value = propose_electronic_address(party.country, party.legal_id)
    if not value and party.vat_id and party.country in _VAT_ADDRESSES:
        scheme, value = _VAT_ADDRESSES[party.country], party.vat_id
    return ElectronicAddress(value, scheme=scheme) if value else None


def _address(party: Company | Customer) -> PostalAddress:
    return PostalAddress(
        street=party.street or None,
        additional_street=party.street_2 or None,
        city=party.city or None,
        post_code=party.postcode or None,
        country=party.country or None,
    )


def _contact(name: str, *, phone: str, email: str) -> Contact | None:
    if not (name or phone or email):
        return None
    return Contact(name=name or None, phone=phone or None, email=email or None)
