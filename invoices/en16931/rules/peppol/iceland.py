"""Peppol's national rules for a Seller in Iceland (IS-R-001 to IS-R-010).

Iceland is told by the address country written exactly IS. Eindagi, the last day to pay, is a supporting document with
that description and the date as its id. Ids and flags are Peppol's, sentences and code our own.
"""

from typing import Final

from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import Pattern
from invoices.en16931.rules.peppol.transaction import ROOTS
from invoices.en16931.rules.peppol.xpath import (
    Element,
    cac,
    cbc,
    date_minutes,
    has,
    is_any,
    kids,
    one,
    squash,
    text,
)

ICELAND: Final = Pattern("Iceland", applies=lambda facts: facts.seller_address_country == "IS")

KENNITALA_SCHEME: Final = "0196"
EINDAGI: Final = "EINDAGI"
ACCOUNT_LENGTH: Final = 12

_document = ICELAND.context(*ROOTS)


def _is_kennitala_given(party_holder: Element) -> bool:
    identifiers = kids(party_holder, cac.Party, cac.PartyLegalEntity, cbc.CompanyID)
    return any(identifier.get("schemeID") == KENNITALA_SCHEME for identifier in identifiers)


def _is_address_given(party_holder: Element) -> bool:
    address = (cac.Party, cac.PostalAddress)
    return has(party_holder, *address, cbc.StreetName) and has(party_holder, *address, cbc.PostalZone)


@_document.rule("IS-R-001", "An Icelandic invoice should be of type 380 or 381.", "BT-3", flag="warning")
def _is_plain_type(node: Element, facts: Facts) -> bool:
    types = (cbc.InvoiceTypeCode, cbc.CreditNoteTypeCode)
    return any(squash(one(kids(node, type_code))) in ("380", "381") for type_code in types)


@_document.rule("IS-R-002", "An Icelandic Seller must give its kennitala with scheme 0196.", "BT-30")
def _has_seller_kennitala(node: Element, facts: Facts) -> bool:
    return any(_is_kennitala_given(holder) for holder in kids(node, cac.AccountingSupplierParty))


@_document.rule("IS-R-003", "An Icelandic Seller must give street and post code.", "BT-35", "BT-38")
def _has_seller_address(node: Element, facts: Facts) -> bool:
    return any(_is_address_given(holder) for holder in kids(node, cac.AccountingSupplierParty))


def _has_account(node: Element, *, means: str) -> bool:
    chosen = [payment for payment in kids(node, cac.PaymentMeans) if is_any(kids(payment, cbc.PaymentMeansCode), means)]
    accounts = [account for payment in chosen for account in kids(payment, cac.PayeeFinancialAccount, cbc.ID)]
    return not chosen or bool(accounts and len(squash(one(accounts))) == ACCOUNT_LENGTH)


@_document.rule("IS-R-006", "A claim (payment means 9) needs an account of 12 digits.", "BT-84")
def _has_claim_account(node: Element, facts: Facts) -> bool:
    return _has_account(node, means="9")


@_document.rule("IS-R-007", "A transfer (payment means 42) needs an account of 12 digits.", "BT-84")
def _has_transfer_account(node: Element, facts: Facts) -> bool:
    return _has_account(node, means="42")


def _eindagi(node: Element) -> list[Element] | None:
    """Return the ids of the supporting documents that state eindagi, None when no document does."""
    references = kids(node, cac.AdditionalDocumentReference)
    stating = [reference for reference in references if is_any(kids(reference, cbc.DocumentDescription), EINDAGI)]
    return [identifier for reference in stating for identifier in kids(reference, cbc.ID)] if stating else None


@_document.rule("IS-R-008", "Eindagi must be written YYYY-MM-DD.", "BT-122")
def _is_eindagi_date(node: Element, facts: Facts) -> bool:
    dates = _eindagi(node)
    if dates is None:
        return True
    date = one(dates)
    return len(date) == 10 and date_minutes(date) is not None


@_document.rule("IS-R-009", "An invoice with eindagi must have a due date.", "BT-9", "BT-122")
def _has_due_date(node: Element, facts: Facts) -> bool:
    return _eindagi(node) is None or has(node, cbc.DueDate)


@_document.rule("IS-R-010", "Eindagi must not be before the due date.", "BT-122", "BT-9")
def _is_not_before_due(node: Element, facts: Facts) -> bool:
    dates = _eindagi(node)
    if dates is None:
        return True
    # Compared as text, character by character, as the official rule does.
    return any(text(due) <= text(date) for due in kids(node, cbc.DueDate) for date in dates)


_buyer = ICELAND.context(
    cac.AccountingCustomerParty, under=(ROOTS,), when=lambda node, facts: facts.buyer_address_country == "IS"
)


@_buyer.rule("IS-R-004", "An Icelandic Buyer's kennitala must be given with scheme 0196.", "BT-47")
def _has_buyer_kennitala(node: Element, facts: Facts) -> bool:
    return _is_kennitala_given(node)


@_buyer.rule("IS-R-005", "An Icelandic Buyer's street and post code must be given.", "BT-50", "BT-53")
def _has_buyer_address(node: Element, facts: Facts) -> bool:
    return _is_address_given(node)
