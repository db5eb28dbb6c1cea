"""Peppol's national rules for a Seller in Denmark (DK-R-002 to DK-R-017), most of them only towards a Danish Buyer.

Denmark is told by the address country written exactly DK. Ids and flags are Peppol's, sentences and code our own.
"""

import re
from typing import Final

from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import Pattern
from invoices.en16931.rules.peppol.transaction import LINES, ROOTS
from invoices.en16931.rules.peppol.xpath import (
    INVOICE,
    Element,
    cac,
    cbc,
    is_any,
    kids,
    number,
    one,
    own_text,
    single,
    squash,
)

DENMARK: Final = Pattern("Denmark", applies=lambda facts: facts.seller_address_country == "DK")

CVR_SCHEME: Final = "0184"
MEANS: Final = " 1 10 31 42 48 49 50 58 59 93 97 "
UNSPSC_VERSIONS: Final = frozenset({"19.05.01", "19.0501", "26.08.01", "26.0801"})
_GIRO_ACCOUNT: Final = re.compile(r"[0-9]{7,8}")


def _is_domestic(node: Element, facts: Facts) -> bool:
    return facts.buyer_address_country == "DK"


def _scheme(identifiers: list[Element]) -> str:
    schemes = [identifier.get("schemeID") for identifier in identifiers]
    return squash(single([scheme for scheme in schemes if scheme is not None]))


def _is_cvr_or_absent(identifiers: list[Element]) -> bool:
    return not identifiers or _scheme(identifiers) == CVR_SCHEME


_document = DENMARK.context(*ROOTS)
_ENTITY: Final = (cac.AccountingSupplierParty, cac.Party, cac.PartyLegalEntity, cbc.CompanyID)


@_document.rule("DK-R-002", "A Danish Seller must give its CVR number.", "BT-30")
def _has_cvr(node: Element, facts: Facts) -> bool:
    return squash(own_text(*kids(node, *_ENTITY))) != ""


@_document.rule("DK-R-014", "A Danish Seller's legal identifier must have scheme 0184.", "BT-30")
def _is_cvr(node: Element, facts: Facts) -> bool:
    return _is_cvr_or_absent(kids(node, *_ENTITY))


@_document.rule("DK-R-016", "A Danish credit note must not be negative.", "BT-115")
def _is_not_negative(node: Element, facts: Facts) -> bool:
    if not (facts.is_credit_note and facts.buyer_address_country == "DK"):
        return True
    payable = number(own_text(*kids(node, cac.LegalMonetaryTotal, cbc.PayableAmount)))
    return payable is None or payable >= 0


_party_id = DENMARK.context(
    cac.PartyIdentification,
    under=((cac.Party,), (cac.AccountingSupplierParty, cac.AccountingCustomerParty), ROOTS),
    when=_is_domestic,
)


@_party_id.rule("DK-R-013", "A party identifier must have a scheme.", "BT-29", "BT-46")
def _has_scheme(node: Element, facts: Facts) -> bool:
    identifiers = kids(node, cbc.ID)
    return not identifiers or _scheme(identifiers) != ""


_means = DENMARK.context(cac.PaymentMeans, under=((INVOICE,),), when=_is_domestic)


def _is_means(node: Element, *codes: str) -> bool:
    return is_any(kids(node, cbc.PaymentMeansCode), *codes)


def _account(node: Element) -> list[Element]:
    return kids(node, cac.PayeeFinancialAccount, cbc.ID)


def _card_type(node: Element) -> str:
    return one(kids(node, cbc.PaymentID))[:3]


@_means.rule("DK-R-005", "A Danish payment means code must be 1, 10, 31, 42, 48, 49, 50, 58, 59, 93 or 97.", "BT-81")
def _is_danish_means(node: Element, facts: Facts) -> bool:
    return f" {one(kids(node, cbc.PaymentMeansCode))} " in MEANS


@_means.rule("DK-R-006", "Payment means 31 and 42 need account and registration number.", "BT-84", "BT-86")
def _has_account(node: Element, facts: Facts) -> bool:
    branch = (cac.PayeeFinancialAccount, cac.FinancialInstitutionBranch, cbc.ID)
    return not _is_means(node, "31", "42") or bool(
        squash(own_text(*_account(node))) and squash(own_text(*kids(node, *branch)))
    )


@_means.rule("DK-R-007", "Payment means 49 needs mandate and payer's account.", "BT-89", "BT-91")
def _has_mandate(node: Element, facts: Facts) -> bool:
    mandate = kids(node, cac.PaymentMandate, cbc.ID)
    payer = kids(node, cac.PaymentMandate, cac.PayerFinancialAccount, cbc.ID)
    return not _is_means(node, "49") or bool(squash(own_text(*mandate)) and squash(own_text(*payer)))


@_means.rule("DK-R-008", "Giro (50) needs a payment id starting 01#, 04# or 15# and 7-8 digits.", "BT-83", "BT-84")
def _is_giro(node: Element, facts: Facts) -> bool:
    if not _is_means(node, "50"):
        return True
    return _card_type(node) in ("01#", "04#", "15#") and _GIRO_ACCOUNT.fullmatch(one(_account(node))) is not None


@_means.rule("DK-R-009", "A giro payment id starting 04# or 15# must have 19 characters.", "BT-83")
def _is_giro_reference(node: Element, facts: Facts) -> bool:
    if not _is_means(node, "50") or _card_type(node) not in ("04#", "15#"):
        return True
    return len(one(kids(node, cbc.PaymentID))) == 19


@_means.rule("DK-R-010", "FIK (93) needs a payment id starting 71#, 73# or 75# and 8 characters.", "BT-83", "BT-84")
def _is_fik(node: Element, facts: Facts) -> bool:
    if not _is_means(node, "93"):
        return True
    return _card_type(node) in ("71#", "73#", "75#") and len(own_text(*_account(node))) == 8


@_means.rule("DK-R-011", "A FIK payment id starting 71# or 75# must have 18 or 19 characters.", "BT-83")
def _is_fik_reference(node: Element, facts: Facts) -> bool:
    if not _is_means(node, "93") or _card_type(node) not in ("71#", "75#"):
        return True
    return len(one(kids(node, cbc.PaymentID))) in (18, 19)


_buyer = DENMARK.context(cac.Party, under=((cac.AccountingCustomerParty,), ROOTS), when=_is_domestic)


@_buyer.rule("DK-R-017", "A Danish Buyer's legal identifier must have scheme 0184.", "BT-47")
def _is_buyer_cvr(node: Element, facts: Facts) -> bool:
    return _is_cvr_or_absent(kids(node, cac.PartyLegalEntity, cbc.CompanyID))


_line = DENMARK.context(*LINES, under=(ROOTS,), when=_is_domestic)


@_line.rule("DK-R-003", "UNSPSC codes must be of version 19.05.01 or 26.08.01.", "BT-158")
def _is_unspsc_version(node: Element, facts: Facts) -> bool:
    codes = kids(node, cac.Item, cac.CommodityClassification, cbc.ItemClassificationCode)
    is_unspsc = any(code.get("listID") == "TST" for code in codes)
    return not is_unspsc or any(code.get("listVersionID") in UNSPSC_VERSIONS for code in codes)


_allowance = DENMARK.context(cac.AllowanceCharge, when=_is_domestic)


@_allowance.rule(
    "DK-R-004",
    "A tax other than VAT (ZZZ) must have a four-digit tax type, or a text with # inside, as its reason.",
    "BT-97", "BT-104", "BT-139", "BT-144",
)  # fmt: skip
def _is_tax_type(node: Element, facts: Facts) -> bool:
    if not is_any(kids(node, cbc.AllowanceChargeReasonCode), "ZZZ"):
        return True
    reasons = kids(node, cbc.AllowanceChargeReason)
    reason = one(reasons)
    tax_type = number(reason)
    if len(squash(own_text(*reasons))) == 4 and tax_type is not None and 0 <= tax_type <= 9999:
        return True
    return "#" in reason and not reason.startswith("#") and not reason.endswith("#")
