"""Peppol's national rules for a Seller in the Netherlands (NL-R-001 to NL-R-009), some only towards a Dutch Buyer.

The Netherlands are told by the address country, whatever its blanks and case. Ids and flags are Peppol's, sentences
and code our own.
"""

from typing import Final

from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import Pattern
from invoices.en16931.rules.peppol.xpath import (
    Element,
    cac,
    cbc,
    decimal,
    has,
    kids,
    one,
    squash,
    text,
)

NETHERLANDS: Final = Pattern("Netherlands", applies=lambda facts: facts.is_seller_in("NL"))

LEGAL_SCHEMES: Final = (" 0106 ", " 0190 ")
MEANS: Final = ("30", "48", "49", "57", "58", "59")

_SELLER: Final = ((cac.Party,), (cac.AccountingSupplierParty,))
_BUYER: Final = ((cac.Party,), (cac.AccountingCustomerParty,))


def _is_domestic(node: Element, facts: Facts) -> bool:
    return facts.is_buyer_in("NL")


def _is_address(node: Element, facts: Facts) -> bool:
    return all(has(node, part) for part in (cbc.StreetName, cbc.CityName, cbc.PostalZone))


def _is_legal_id(node: Element, facts: Facts) -> bool:
    scheme = f" {node.get('schemeID') or ''} "
    return any(known in scheme for known in LEGAL_SCHEMES) and squash(text(node)) != ""


_credit_note = NETHERLANDS.context(cbc.CreditNoteTypeCode)


@_credit_note.rule("NL-R-001", "A Dutch credit note must name the invoice it corrects.", "BT-25")
def _names_invoice(node: Element, facts: Facts) -> bool:
    return has(facts.root, cac.BillingReference, cac.InvoiceDocumentReference, cbc.ID)


NETHERLANDS.context(cac.PostalAddress, under=_SELLER).rule(
    "NL-R-002", "A Dutch Seller must give street, city and post code.", "BT-35", "BT-37", "BT-38"
)(_is_address)
NETHERLANDS.context(cbc.CompanyID, under=((cac.PartyLegalEntity,), *_SELLER)).rule(
    "NL-R-003", "A Dutch Seller's legal identifier must be a KVK number or an OIN (0106, 0190).", "BT-30"
)(_is_legal_id)
NETHERLANDS.context(cac.PostalAddress, under=_BUYER, when=_is_domestic).rule(
    "NL-R-004", "A Dutch Buyer's street, city and post code must be given.", "BT-50", "BT-52", "BT-53"
)(_is_address)
NETHERLANDS.context(cbc.CompanyID, under=((cac.PartyLegalEntity,), *_BUYER), when=_is_domestic).rule(
    "NL-R-005", "A Dutch Buyer's legal identifier must be a KVK number or an OIN (0106, 0190).", "BT-47"
)(_is_legal_id)
NETHERLANDS.context(
    cac.PostalAddress,
    under=((cac.TaxRepresentativeParty,),),
    when=lambda node, facts: facts.is_tax_representative_in("NL"),
).rule("NL-R-006", "A Dutch tax representative's street, city and post code must be given.", "BG-12")(_is_address)

_totals = NETHERLANDS.context(cac.LegalMonetaryTotal)


@_totals.rule("NL-R-007", "A Dutch Seller must say how to pay what the Buyer owes.", "BG-16", "BT-115")
def _says_how_to_pay(node: Element, facts: Facts) -> bool:
    payable = decimal(kids(node, cbc.PayableAmount))
    if payable is not None and ((facts.is_invoice and payable <= 0) or (facts.is_credit_note and payable >= 0)):
        return True
    return next(facts.root.iter(cac.PaymentMeans), None) is not None


_means = NETHERLANDS.context(cac.PaymentMeans, when=_is_domestic)


@_means.rule("NL-R-008", "Between Dutch companies payment means must be 30, 48, 49, 57, 58 or 59.", "BT-81")
def _is_dutch_means(node: Element, facts: Facts) -> bool:
    return squash(one(kids(node, cbc.PaymentMeansCode))) in MEANS


_order_line = NETHERLANDS.context(cbc.LineID, under=((cac.OrderLineReference,),))


@_order_line.rule("NL-R-009", "An order line reference needs an order reference on the document.", "BT-13", "BT-132")
def _names_order(node: Element, facts: Facts) -> bool:
    return facts.has_order_reference
