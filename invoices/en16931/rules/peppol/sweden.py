"""Peppol's national rules for a Seller in Sweden (SE-R-001 to SE-R-013).

Sweden is told by the address country written exactly SE; the rules about VAT also want a VAT number starting SE.
Ids and flags are Peppol's, sentences and code our own.
"""

from collections.abc import Callable
from typing import Final

from invoices.en16931.rules.peppol.checksums import is_swedish_orgnr
from invoices.en16931.rules.peppol.facts import Facts, has_swedish_vat, is_swedish, vat_schemes
from invoices.en16931.rules.peppol.registry import Context, Pattern
from invoices.en16931.rules.peppol.xpath import (
    Element,
    cac,
    cbc,
    has,
    is_any,
    kids,
    number,
    one,
    squash,
    text,
)

SWEDEN: Final = Pattern("Sweden", applies=lambda facts: facts.has_swedish_seller)

SELLER: Final = ((cac.AccountingSupplierParty,),)
SELLER_PARTY: Final = ((cac.Party,), (cac.AccountingSupplierParty,))
VAT_RATES: Final = (25, 12, 6)
F_TAX_TEXT: Final = "GODKÄND FÖR F-SKATT"


def _vat_number(party: Element) -> str:
    schemes = vat_schemes(kids(party, cac.PartyTaxScheme))
    return one([company for scheme in schemes for company in kids(scheme, cbc.CompanyID)])


_vat_registered = SWEDEN.context(
    cac.Party, under=SELLER, when=lambda node, facts: is_swedish(node) and has_swedish_vat(node)
)


@_vat_registered.rule("SE-R-001", "A Swedish VAT number must have 14 characters.", "BT-31")
def _vat_number_length(node: Element, facts: Facts) -> bool:
    return len(squash(_vat_number(node))) == 14


@_vat_registered.rule("SE-R-002", "A Swedish VAT number must have 12 digits after SE.", "BT-31")
def _vat_number_digits(node: Element, facts: Facts) -> bool:
    return number(_vat_number(node)[2:14]) is not None


def _is_swedish_entity(node: Element, facts: Facts) -> bool:
    party = node.getparent()
    return party is not None and is_swedish(party) and has(node, cbc.CompanyID)


_entity = SWEDEN.context(cac.PartyLegalEntity, under=SELLER_PARTY, when=_is_swedish_entity)


@_entity.rule("SE-R-003", "A Swedish organisation number must be digits only.", "BT-30")
def _orgnr_digits(node: Element, facts: Facts) -> bool:
    return number(one(kids(node, cbc.CompanyID))) is not None


@_entity.rule("SE-R-004", "A Swedish organisation number must have 10 digits.", "BT-30")
def _orgnr_length(node: Element, facts: Facts) -> bool:
    return len(squash(one(kids(node, cbc.CompanyID)))) == 10


@_entity.rule("SE-R-013", "The last digit of a Swedish organisation number must be its check digit.", "BT-30")
def _orgnr_check_digit(node: Element, facts: Facts) -> bool:
    return is_swedish_orgnr(squash(one(kids(node, cbc.CompanyID))))


def _is_other_registration(node: Element, facts: Facts) -> bool:
    scheme = node.getparent()
    party = None if scheme is None else scheme.getparent()
    if scheme is None or party is None or not is_swedish(party):
        return False
    kind = squash(one(kids(scheme, cac.TaxScheme, cbc.ID)).upper())
    return has(party, cac.PartyLegalEntity, cbc.CompanyID) and kind != "VAT"


_registration = SWEDEN.context(cbc.CompanyID, under=((cac.PartyTaxScheme,), *SELLER_PARTY), when=_is_other_registration)


@_registration.rule("SE-R-005", "The tax registration text must be “Godkänd för F-skatt”.", "BT-32")
def _is_f_tax(node: Element, facts: Facts) -> bool:
    return squash(text(node).upper()) == F_TAX_TEXT


_standard_rated = SWEDEN.context(
    cac.TaxCategory,
    cac.ClassifiedTaxCategory,
    when=lambda node, facts: facts.has_swedish_vat_seller and is_any(kids(node, cbc.ID), "S"),
)


@_standard_rated.rule(
    "SE-R-006", "Swedish standard rated VAT must be 25, 12 or 6 percent.", "BT-96", "BT-103", "BT-119", "BT-152"
)
def _is_swedish_rate(node: Element, facts: Facts) -> bool:
    return number(one(kids(node, cbc.Percent))) in VAT_RATES


def _account(branch: str) -> Context:
    """Add the context of accounts that payment means 30 names with this kind of giro."""

    def matches(node: Element, facts: Facts) -> bool:
        account = node.getparent()
        means = None if account is None else account.getparent()
        if account is None or means is None:
            return False
        named = one(kids(means, cac.PayeeFinancialAccount, cac.FinancialInstitutionBranch, cbc.ID))
        return squash(one(kids(means, cbc.PaymentMeansCode))) == "30" and squash(named) == branch

    return SWEDEN.context(cbc.ID, under=((cac.PayeeFinancialAccount,), (cac.PaymentMeans,)), when=matches)


def _is_numeric(node: Element, facts: Facts) -> bool:
    return number(squash(text(node))) is not None


def _has_length(shortest: int, *, longest: int) -> Callable[[Element, Facts], bool]:
    return lambda node, facts: shortest <= len(squash(text(node))) <= longest


_plusgiro = _account("SE:PLUSGIRO")
_plusgiro.rule("SE-R-007", "A Plusgiro number should be digits only.", "BT-84", flag="warning")(_is_numeric)
_plusgiro.rule("SE-R-010", "A Plusgiro number should have 2 to 8 digits.", "BT-84", flag="warning")(
    _has_length(2, longest=8)
)
_bankgiro = _account("SE:BANKGIRO")
_bankgiro.rule("SE-R-008", "A Bankgiro number should be digits only.", "BT-84", flag="warning")(_is_numeric)
_bankgiro.rule("SE-R-009", "A Bankgiro number should have 7 or 8 digits.", "BT-84", flag="warning")(
    _has_length(7, longest=8)
)

SWEDEN.context(cac.PaymentMeans, when=lambda node, facts: is_any(kids(node, cbc.PaymentMeansCode), "50", "56")).forbid(
    "SE-R-011",
    "Bankgiro and Plusgiro should be payment means 30 with branch SE:BANKGIRO or SE:PLUSGIRO.",
    "BT-81",
    flag="warning",
)
SWEDEN.context(
    cac.PaymentMeans,
    when=lambda node, facts: facts.has_swedish_buyer and is_any(kids(node, cbc.PaymentMeansCode), "31"),
).forbid(
    "SE-R-012",
    "Between Swedish companies a credit transfer should be payment means 30.",
    "BT-81",
    flag="warning",
)
