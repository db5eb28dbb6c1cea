"""Peppol's national rules between a Seller and a Buyer in Germany (DE-R-001 to DE-R-031, DE-R-T02).

Germany is told by both address countries, whatever their blanks and case. Ids and flags are Peppol's, sentences and
code our own.
"""

import re
from typing import Final

from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import Context, Pattern, Test
from invoices.en16931.rules.peppol.transaction import LINES, ROOTS
from invoices.en16931.rules.peppol.xpath import (
    BLANKS,
    Element,
    cac,
    cbc,
    has,
    is_any,
    kids,
    one,
    single,
    squash,
    texts,
)

GERMANY: Final = Pattern("Germany", applies=lambda facts: facts.is_german_trade)

TAXED: Final = ("S", "Z", "E", "AE", "K", "G", "L", "M")
TYPES: Final = ("326", "380", "384", "389", "381", "875", "876", "877")

_SKONTO: Final = re.compile(
    r"#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#", re.DOTALL
)
_SKONTO_PART: Final = re.compile(r"#[^\r\n]+#")
_LINE_BREAK: Final = re.compile(r"\r?\n")
_STARTS_WITH_BREAK: Final = re.compile(r"[ \t\r\n]*\n")
_EMAIL: Final = re.compile(r"[^@ \t\r\n]+@([^@. \t\r\n]+\.)+[^@. \t\r\n]+")
_ABSOLUTE_URL: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{0,30}")
_WITHOUT_BLANKS: Final = str.maketrans("", "", BLANKS)


def _is_filled(node: Element, *path: str) -> bool:
    return any(squash(value) for value in texts(kids(node, *path)))


def _filled(tag: str) -> Test:
    return lambda node, facts: _is_filled(node, tag)


def _fill(context: Context, *rows: tuple[str, str, str, str]) -> None:
    """Register rules that want a child element filled: id, sentence, term, tag."""
    for id_, sentence, term, tag in rows:
        context.rule(id_, sentence, term)(_filled(tag))


_document = GERMANY.context(*ROOTS)


@_document.rule("DE-R-001", "A German invoice must say how to pay.", "BG-16")
def _says_how_to_pay(node: Element, facts: Facts) -> bool:
    return has(node, cac.PaymentMeans)


_fill(_document, ("DE-R-015", "A German invoice must have a buyer reference.", "BT-10", cbc.BuyerReference))


@_document.rule(
    "DE-R-016", "A German invoice with VAT categories must name a tax registration.", "BT-31", "BT-32", "BG-11"
)
def _names_tax_registration(node: Element, facts: Facts) -> bool:
    categories = [
        category
        for charge in kids(node, cac.AllowanceCharge)
        if is_any(kids(charge, cbc.ChargeIndicator), "false", "true")
        for category in kids(charge, cac.TaxCategory, cbc.ID)
    ]
    for line in LINES:
        categories += kids(node, line, cac.Item, cac.ClassifiedTaxCategory, cbc.ID)
    if not is_any(categories, *TAXED) or has(node, cac.TaxRepresentativeParty):
        return True
    return _is_filled(node, cac.AccountingSupplierParty, cac.Party, cac.PartyTaxScheme, cbc.CompanyID)


def _type_codes(node: Element) -> list[str]:
    return [squash(one(kids(node, tag))) for tag in (cbc.InvoiceTypeCode, cbc.CreditNoteTypeCode)]


@_document.rule("DE-R-017", "A German invoice should be of a type used in Germany.", "BT-3", flag="warning")
def _is_german_type(node: Element, facts: Facts) -> bool:
    return any(code in TYPES for code in _type_codes(node))


@_document.rule(
    "DE-R-018", "A cash discount must be written as #SKONTO#TAGE=N#PROZENT=N.NN# and a line break.", "BT-20"
)
def _is_skonto(node: Element, facts: Facts) -> bool:
    notes = [kids(terms, cbc.Note)[0] for terms in kids(node, cac.PaymentTerms) if has(terms, cbc.Note)]
    lines = [line for note in texts(notes) for line in _LINE_BREAK.split(note) if squash(line).startswith("#")]
    if not lines:
        return True
    if not all(_SKONTO.fullmatch(squash(line)) for line in lines):
        return False
    last = single([_SKONTO_PART.split(note)[-1] for note in texts(notes) if note])
    return _STARTS_WITH_BREAK.match(last) is not None


@_document.rule("DE-R-022", "The attachments' file names must differ.", "BT-125")
def _has_unique_names(node: Element, facts: Facts) -> bool:
    seen: set[str] = set()
    for reference in kids(node, cac.AdditionalDocumentReference):
        objects = kids(reference, cac.Attachment, cbc.EmbeddedDocumentBinaryObject)
        names = {str(name) for name in (held.get("filename") for held in objects) if name is not None}
        if names & seen:
            return False
        seen |= names
    return True


@_document.rule("DE-R-026", "A corrected invoice (384) should name the invoice it corrects.", "BG-3", flag="warning")
def _names_corrected(node: Element, facts: Facts) -> bool:
    return "384" not in _type_codes(node) or has(node, cac.BillingReference, cac.InvoiceDocumentReference)


@_document.rule("DE-R-030", "A direct debit must name the creditor's identifier.", "BT-90")
def _names_creditor(node: Element, facts: Facts) -> bool:
    if not has(node, cac.PaymentMeans, cac.PaymentMandate):
        return True
    holders = ((cac.AccountingSupplierParty, cac.Party), (cac.PayeeParty,))
    identifiers = [found for path in holders for found in kids(node, *path, cac.PartyIdentification, cbc.ID)]
    return any(identifier.get("schemeID") == "SEPA" for identifier in identifiers)


@_document.rule("DE-R-031", "A direct debit must name the account to debit.", "BT-91")
def _names_debited(node: Element, facts: Facts) -> bool:
    mandate = (cac.PaymentMeans, cac.PaymentMandate)
    return not has(node, *mandate) or has(node, *mandate, cac.PayerFinancialAccount, cbc.ID)


_reference = GERMANY.context(
    cac.ExternalReference, under=((cac.Attachment,), (cac.AdditionalDocumentReference,), ROOTS)
)


@_reference.rule("DE-R-T02", "An external document's location should be an absolute URL.", "BT-124", flag="warning")
def _is_absolute(node: Element, facts: Facts) -> bool:
    return _ABSOLUTE_URL.match(one(kids(node, cbc.URI))) is not None


_SELLER: Final = ((cac.AccountingSupplierParty,), ROOTS)
_BUYER: Final = ((cac.AccountingCustomerParty,), ROOTS)

_seller = GERMANY.context(cac.AccountingSupplierParty, under=(ROOTS,))


@_seller.rule("DE-R-002", "A German Seller must give a contact.", "BG-6")
def _has_contact(node: Element, facts: Facts) -> bool:
    return has(node, cac.Party, cac.Contact)


_fill(
    GERMANY.context(cac.PostalAddress, under=((cac.Party,), *_SELLER)),
    ("DE-R-003", "A German Seller must give its city.", "BT-37", cbc.CityName),
    ("DE-R-004", "A German Seller must give its post code.", "BT-38", cbc.PostalZone),
)

_contact = GERMANY.context(cac.Contact, under=((cac.Party,), *_SELLER))
_fill(
    _contact,
    ("DE-R-005", "A German Seller must name its contact.", "BT-41", cbc.Name),
    ("DE-R-006", "A German Seller's contact must have a telephone number.", "BT-42", cbc.Telephone),
    ("DE-R-007", "A German Seller's contact must have an e-mail address.", "BT-43", cbc.ElectronicMail),
)


@_contact.rule("DE-R-027", "A telephone number should have three digits at least.", "BT-42", flag="warning")
def _is_telephone(node: Element, facts: Facts) -> bool:
    return sum(character in "0123456789" for character in one(kids(node, cbc.Telephone))) >= 3


@_contact.rule("DE-R-028", "An e-mail address should have one @ with a name and a domain.", "BT-43", flag="warning")
def _is_email(node: Element, facts: Facts) -> bool:
    return _EMAIL.fullmatch(squash(one(kids(node, cbc.ElectronicMail)))) is not None


_fill(
    GERMANY.context(cac.PostalAddress, under=((cac.Party,), *_BUYER)),
    ("DE-R-008", "A German Buyer's city must be given.", "BT-52", cbc.CityName),
    ("DE-R-009", "A German Buyer's post code must be given.", "BT-53", cbc.PostalZone),
)
_fill(
    GERMANY.context(cac.Address, under=((cac.DeliveryLocation,), (cac.Delivery,), ROOTS)),
    ("DE-R-010", "The city to deliver to must be given.", "BT-77", cbc.CityName),
    ("DE-R-011", "The post code to deliver to must be given.", "BT-78", cbc.PostalZone),
)


def _means(*codes: str) -> Context:
    return GERMANY.context(
        cac.PaymentMeans,
        under=(ROOTS,),
        when=lambda node, facts: squash(one(kids(node, cbc.PaymentMeansCode))) in codes,
    )


def _is_iban(accounts: list[Element]) -> bool:
    """Tell whether the account has form and check digits of an IBAN; small letters count as in the official rule."""
    iban = one(accounts).translate(_WITHOUT_BLANKS)
    if not _IBAN.fullmatch(iban):
        return False
    characters = iban[4:] + iban[:2] + iban[2:4]
    figures = (str(ord(char) - 55) if ord(char) > 64 else char for char in characters)
    return int("".join(figures)) % 97 == 1


_credit_transfer = _means("30", "58")
_card = _means("48", "54", "55")
_direct_debit = _means("59")


@_credit_transfer.rule("DE-R-019", "The account of a SEPA transfer (58) should be an IBAN.", "BT-84", flag="warning")
def _is_paid_to_iban(node: Element, facts: Facts) -> bool:
    is_sepa = squash(one(kids(node, cbc.PaymentMeansCode))) == "58"
    return not is_sepa or _is_iban(kids(node, cac.PayeeFinancialAccount, cbc.ID))


@_direct_debit.rule("DE-R-020", "The account to debit (59) should be an IBAN.", "BT-91", flag="warning")
def _is_debited_iban(node: Element, facts: Facts) -> bool:
    return _is_iban(kids(node, cac.PaymentMandate, cac.PayerFinancialAccount, cbc.ID))


# The group that each kind of payment needs (…-1), and which exclude each other (…-2).
_GROUPS: Final = (
    (_credit_transfer, "DE-R-023", "A credit transfer", cac.PayeeFinancialAccount, "BG-17"),
    (_card, "DE-R-024", "A card payment", cac.CardAccount, "BG-18"),
    (_direct_debit, "DE-R-025", "A direct debit", cac.PaymentMandate, "BG-19"),
)


def _register_groups(context: Context, *, rule: str, kind: str, wanted: str, term: str) -> None:
    others = {group: name for *_, group, name in _GROUPS if group != wanted}
    context.rule(f"{rule}-1", f"{kind} must have its own details ({term}).", term)(
        lambda node, facts: has(node, wanted)
    )
    context.rule(f"{rule}-2", f"{kind} must not have the details of another kind of payment.", *others.values())(
        lambda node, facts: not any(has(node, group) for group in others)
    )


for _context, _rule, _kind, _wanted, _term in _GROUPS:
    _register_groups(_context, rule=_rule, kind=_kind, wanted=_wanted, term=_term)

_fill_rate = GERMANY.context(cac.TaxSubtotal, under=((cac.TaxTotal,), ROOTS))


@_fill_rate.rule("DE-R-014", "The VAT rate must be given.", "BT-119")
def _has_rate(node: Element, facts: Facts) -> bool:
    return _is_filled(node, cac.TaxCategory, cbc.Percent)
