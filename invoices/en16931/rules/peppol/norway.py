"""Peppol's national rules for a Seller in Norway (NO-R-001, NO-R-002).

Norway is told by the VAT number, then the tax representative's, then the address. Ids and flags are Peppol's,
sentences and code our own.
"""

import re
from typing import Final

from invoices.en16931.rules.peppol.checksums import is_mod11
from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import Pattern
from invoices.en16931.rules.peppol.xpath import Element, cac, cbc, kids, one, single, squash

NORWAY: Final = Pattern("Norway", applies=lambda facts: facts.seller_country == "NO")

REGISTER: Final = "Foretaksregisteret"
_NUMBER: Final = re.compile(r"[0-9]{9}MVA")

_seller = NORWAY.context(cac.Party, under=((cac.AccountingSupplierParty,),))


def schemes_named(name: str, *, party: Element) -> list[Element]:
    """Return the party's tax registrations whose scheme is this one, blanks around it ignored."""
    schemes = kids(party, cac.PartyTaxScheme)
    return [scheme for scheme in schemes if squash(one(kids(scheme, cac.TaxScheme, cbc.ID))) == name]


@_seller.rule(
    "NO-R-002", "A Norwegian company should have “Foretaksregisteret” on its invoices.", "BT-32", flag="warning"
)
def _names_register(node: Element, facts: Facts) -> bool:
    numbers = [number for scheme in schemes_named("TAX", party=node) for number in kids(scheme, cbc.CompanyID)]
    return squash(one(numbers)) == REGISTER


@_seller.rule("NO-R-001", "A Norwegian VAT number must be NO, the organisation number and MVA.", "BT-31")
def _is_vat_number(node: Element, facts: Facts) -> bool:
    schemes = schemes_named("VAT", party=node)
    if not any(one(kids(scheme, cbc.CompanyID))[:2] == "NO" for scheme in schemes):
        return True
    rest = single([one(kids(scheme, cbc.CompanyID))[2:] for scheme in schemes])
    return _NUMBER.fullmatch(rest) is not None and is_mod11(rest[:9])
