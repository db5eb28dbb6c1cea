"""Peppol's national rules for a Seller in Greece (GR-R-001 to GR-R-010, GR-S-008 and GR-S-011).

Greece is told by the VAT number (EL or GR), then the tax representative's, then the address. Ids and flags are
Peppol's, sentences and code our own.
"""

import re
from typing import Final

from invoices.en16931.rules.peppol.checksums import is_greek_tin
from invoices.en16931.rules.peppol.facts import Facts, vat_schemes
from invoices.en16931.rules.peppol.norway import schemes_named
from invoices.en16931.rules.peppol.registry import Pattern
from invoices.en16931.rules.peppol.transaction import ROOTS
from invoices.en16931.rules.peppol.xpath import (
    Element,
    cac,
    cbc,
    is_any,
    kids,
    number,
    one,
    squash,
    text,
    to_integer,
)

GREEK: Final = ("GR", "EL")
GREECE: Final = Pattern("Greece", applies=lambda facts: facts.seller_own_country in GREEK or facts.is_greek_seller)
GREEK_TRADE: Final = Pattern("Greece to Greece", applies=lambda facts: facts.is_greek_trade)

DOCUMENT_TYPES: Final = ("1.1", "1.6", "2.1", "2.4", "5.1", "5.2")
MARK: Final = "##M.AR.K##"
VERIFICATION_URL: Final = "##INVOICE|URL##"
ADDRESS_SCHEME: Final = "9933"

_DATE: Final = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[-\\/ ]?(0?[1-9]|1[0-2])[-\\/ ]?(19|20)[0-9]{2}")
_POSITIVE: Final = re.compile(r"[1-9]")

_SELLER: Final = (cac.AccountingSupplierParty,)
_BUYER: Final = (cac.AccountingCustomerParty,)


def _is_greek(node: Element, facts: Facts) -> bool:
    return facts.is_greek_seller


def _is_in_greece(node: Element, facts: Facts) -> bool:
    return facts.is_greek_seller and facts.is_greek_address


def _segment(node: Element, place: int) -> str:
    """Return one of the parts (from 1) of the invoice number, which bars divide; empty where it has fewer."""
    parts = text(node).split("|")
    return parts[place - 1] if len(parts) >= place else ""


_number = GREECE.context(cbc.ID, under=(ROOTS,), when=_is_greek)


@_number.rule("GR-R-001-1", "A Greek invoice number must have six parts between bars.", "BT-1")
def _has_six_parts(node: Element, facts: Facts) -> bool:
    return bool(text(node)) and text(node).count("|") == 5


@_number.rule(
    "GR-R-001-2", "The number's first part must be the Seller's or its representative's TIN.", "BT-1", "BT-31"
)
def _starts_with_tin(node: Element, facts: Facts) -> bool:
    tin = _segment(node, 1)
    if len(squash(tin)) != 9 or not is_greek_tin(tin):
        return False
    holders = ((cac.AccountingSupplierParty, cac.Party), (cac.TaxRepresentativeParty,))
    schemes = [scheme for path in holders for scheme in vat_schemes(kids(facts.root, *path, cac.PartyTaxScheme))]
    return any(one(kids(scheme, cbc.CompanyID))[2:11] == tin for scheme in schemes)


@_number.rule("GR-R-001-3", "The number's second part must be the issue date.", "BT-1", "BT-2")
def _has_issue_date(node: Element, facts: Facts) -> bool:
    date = _segment(node, 2)
    if not squash(date) or not _DATE.match(date):
        return False
    issued = one(kids(facts.root, cbc.IssueDate)).split("-")
    stated = date.split("/")
    return len(stated) >= 3 and len(issued) >= 3 and stated[:3] == issued[2::-1]


@_number.rule("GR-R-001-4", "The number's third part must be a positive whole number.", "BT-1")
def _has_branch(node: Element, facts: Facts) -> bool:
    branch = _segment(node, 3)
    return bool(squash(branch)) and number(branch) is not None and to_integer(branch) >= 0


@_number.rule("GR-R-001-5", "The number's fourth part must be a Greek document type.", "BT-1")
def _has_type(node: Element, facts: Facts) -> bool:
    return _segment(node, 4) in DOCUMENT_TYPES


@_number.rule("GR-R-001-6", "The number's fifth part must not be empty.", "BT-1")
def _has_fifth(node: Element, facts: Facts) -> bool:
    return _segment(node, 5) != ""


@_number.rule("GR-R-001-7", "The number's sixth part must not be empty.", "BT-1")
def _has_sixth(node: Element, facts: Facts) -> bool:
    return _segment(node, 6) != ""


def _has_name(node: Element, facts: Facts) -> bool:
    return len(one(kids(node, cac.PartyName, cbc.Name))) > 0


def _has_greek_vat(node: Element, facts: Facts) -> bool:
    numbers = [held for scheme in schemes_named("VAT", party=node) for held in kids(scheme, cbc.CompanyID)]
    return len(numbers) == 1 and _is_greek_vat(numbers[0], facts)


def _is_greek_vat(node: Element, facts: Facts) -> bool:
    return text(node)[:2] == "EL" and is_greek_tin(text(node)[2:])


def _has_greek_address(node: Element, facts: Facts) -> bool:
    return node.get("schemeID") == ADDRESS_SCHEME and is_greek_tin(text(node))


_seller = GREECE.context(cac.Party, under=(_SELLER,), when=_is_greek)
_seller.rule("GR-R-002", "A Greek Seller must give its registered name.", "BT-28")(_has_name)
_seller.rule("GR-S-011", "A Greek Seller should give its VAT number, starting EL.", "BT-31", flag="warning")(
    _has_greek_vat
)


def _is_greek_vat_registration(node: Element, facts: Facts) -> bool:
    scheme = node.getparent()
    return facts.is_greek_seller and scheme is not None and squash(one(kids(scheme, cac.TaxScheme, cbc.ID))) == "VAT"


GREECE.context(
    cbc.CompanyID, under=((cac.PartyTaxScheme,), (cac.Party,), _SELLER), when=_is_greek_vat_registration
).rule("GR-R-003", "A Greek VAT number must be EL and a valid TIN.", "BT-31")(_is_greek_vat)

_document = GREECE.context(*ROOTS, when=_is_in_greece)


def _count_described(node: Element, description: str) -> int:
    references = kids(node, cac.AdditionalDocumentReference)
    return sum(is_any(kids(reference, cbc.DocumentDescription), description) for reference in references)


@_document.rule("GR-R-004-1", "A Greek invoice must have one MARK number.", "BG-24")
def _has_mark(node: Element, facts: Facts) -> bool:
    return _count_described(node, MARK) == 1


@_document.rule("GR-S-008-1", "A Greek invoice should have one verification URL.", "BG-24", flag="warning")
def _has_url(node: Element, facts: Facts) -> bool:
    return _count_described(node, VERIFICATION_URL) == 1


@_document.rule("GR-R-008-2", "A Greek invoice must not have two verification URLs.", "BG-24")
def _has_no_second_url(node: Element, facts: Facts) -> bool:
    return _count_described(node, VERIFICATION_URL) <= 1


def _is_mark(node: Element, facts: Facts) -> bool:
    reference = node.getparent()
    return (
        _is_in_greece(node, facts) and reference is not None and is_any(kids(reference, cbc.DocumentDescription), MARK)
    )


_mark = GREECE.context(cbc.ID, under=((cac.AdditionalDocumentReference,),), when=_is_mark)


@_mark.rule("GR-R-004-2", "A MARK number must be a positive whole number.", "BT-122")
def _is_positive(node: Element, facts: Facts) -> bool:
    return _POSITIVE.match(text(node)) is not None


_url = GREECE.context(
    cac.AdditionalDocumentReference,
    when=lambda node, facts: facts.is_greek_seller and is_any(kids(node, cbc.DocumentDescription), VERIFICATION_URL),
)


@_url.rule("GR-R-008-3", "A verification URL's location must be given.", "BT-124")
def _has_location(node: Element, facts: Facts) -> bool:
    return squash(one(kids(node, cac.Attachment, cac.ExternalReference, cbc.URI))) != ""


GREECE.context(cac.Party, under=(_BUYER,), when=_is_greek).rule(
    "GR-R-005", "A Greek Seller must give the Buyer's full name.", "BT-45"
)(_has_name)
GREECE.context(
    cbc.EndpointID,
    under=((cac.Party,), _SELLER),
    when=lambda node, facts: facts.seller_own_country in GREEK,
).rule("GR-R-009", "A Greek Seller's electronic address must be its TIN with scheme 9933.", "BT-34")(_has_greek_address)

GREEK_TRADE.context(cac.Party, under=(_BUYER,)).rule(
    "GR-R-006", "A Greek Buyer's VAT number must be given, starting EL.", "BT-48"
)(_has_greek_vat)
GREEK_TRADE.context(cbc.EndpointID, under=((cac.Party,), _BUYER)).rule(
    "GR-R-010", "A Greek Buyer's electronic address must be its TIN with scheme 9933.", "BT-49"
)(_has_greek_address)
