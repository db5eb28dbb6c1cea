"""Peppol's national rules for a Seller in Italy (IT-R-001 to IT-R-004).

Italy is told by the VAT number, then the tax representative's, then the address. Ids and flags are Peppol's,
sentences and code our own.
"""

import re
from typing import Final

from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import Pattern
from invoices.en16931.rules.peppol.xpath import Element, cac, cbc, has, kids, one, squash

ITALY: Final = Pattern("Italy", applies=lambda facts: facts.seller_country == "IT")

_TAX_CODE: Final = re.compile(r"[A-Z0-9]{11,16}")
_SELLER: Final = (cac.AccountingSupplierParty,)

_registration = ITALY.context(
    cac.PartyTaxScheme,
    under=((cac.Party,), _SELLER),
    when=lambda node, facts: squash(one(kids(node, cac.TaxScheme, cbc.ID))) != "VAT",
)


@_registration.rule("IT-R-001", "An Italian tax registration must have 11 to 16 letters and digits.", "BT-32")
def _is_tax_code(node: Element, facts: Facts) -> bool:
    return _TAX_CODE.fullmatch(squash(one(kids(node, cbc.CompanyID)))) is not None


_seller = ITALY.context(cac.Party, under=(_SELLER,))


@_seller.rule("IT-R-002", "An Italian Seller must give its street.", "BT-35")
def _has_street(node: Element, facts: Facts) -> bool:
    return has(node, cac.PostalAddress, cbc.StreetName)


@_seller.rule("IT-R-003", "An Italian Seller must give its city.", "BT-37")
def _has_city(node: Element, facts: Facts) -> bool:
    return has(node, cac.PostalAddress, cbc.CityName)


@_seller.rule("IT-R-004", "An Italian Seller must give its post code.", "BT-38")
def _has_post_code(node: Element, facts: Facts) -> bool:
    return has(node, cac.PostalAddress, cbc.PostalZone)
