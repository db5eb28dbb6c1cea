"""The Peppol rules for every country about the document, its parties, allowances, payment, lines and prices.

Ids and flags are Peppol's (BIS Billing 3.0.21, Self-Billing 3.0.2), sentences and code our own. Identifiers of
parties stand in `identifiers`, code lists and formats in `codes`.
"""

from decimal import ROUND_FLOOR, Decimal
from typing import Final

from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import ANY_ELEMENT, Pattern
from invoices.en16931.rules.peppol.xpath import (
    BLANKS,
    CREDIT_NOTE,
    INVOICE,
    Element,
    cac,
    cbc,
    decimal,
    has,
    is_any,
    kids,
    one,
    own_text,
    quotient,
    single,
    squash,
    text,
    to_date,
    to_decimal,
    to_double,
)

SLACK: Final = Decimal("0.02")
CENT: Final = Decimal("0.01")
HUNDRED: Final = Decimal(100)
HALF: Final = Decimal("0.5")

ROOTS: Final = (INVOICE, CREDIT_NOTE)
LINES: Final = (cac.InvoiceLine, cac.CreditNoteLine)
LINE_PATHS: Final = frozenset(zip(ROOTS, LINES, strict=True))


# --- Empty elements


def is_empty(node: Element, facts: Facts) -> bool:
    """Tell whether the element has neither child elements nor text."""
    value = node.text
    if value is not None and value.strip(BLANKS):
        return False
    return not len(node) or (next(node.iterchildren("*"), None) is None and not text(node).strip(BLANKS))


EMPTY: Final = Pattern("empty elements")
EMPTY.context(ANY_ELEMENT, when=is_empty).forbid("PEPPOL-EN16931-R008", "An element must not be empty.")


# --- Project reference of a credit note

PROJECT: Final = Pattern("project reference")
_credit_note = PROJECT.context(CREDIT_NOTE)


@_credit_note.rule("PEPPOL-EN16931-R080", "A credit note may have one project reference at most.", "BT-11")
def _one_project(node: Element, facts: Facts) -> bool:
    references = kids(node, cac.AdditionalDocumentReference)
    return sum(is_any(kids(reference, cbc.DocumentTypeCode), "50") for reference in references) <= 1


# --- Document

TRANSACTION: Final = Pattern("transaction")
_document = TRANSACTION.context(*ROOTS)


@_document.rule("PEPPOL-EN16931-R001", "The business process must be given.", "BT-23")
def _has_process(node: Element, facts: Facts) -> bool:
    return has(node, cbc.ProfileID)


@_document.rule("PEPPOL-EN16931-R007", "The business process must be one that Peppol has approved.", "BT-23")
def _knows_process(node: Element, facts: Facts) -> bool:
    return facts.profile != "Unknown"


@_document.rule(
    "PEPPOL-EN16931-R002", "Only one note is allowed, unless both Seller and Buyer are German.", "BG-1", "BT-22"
)
def _one_note(node: Element, facts: Facts) -> bool:
    return len(kids(node, cbc.Note)) <= 1 or facts.is_german_trade


@_document.rule(
    "PEPPOL-EN16931-R003", "A buyer reference or a purchase order reference must be given.", "BT-10", "BT-13"
)
def _has_reference(node: Element, facts: Facts) -> bool:
    return has(node, cbc.BuyerReference) or has(node, cac.OrderReference, cbc.ID)


@_document.rule(
    "PEPPOL-EN16931-R004",
    "The specification identifier must begin with the one of the Peppol specification and hold no double colon.",
    "BT-24",
)
def _has_specification(node: Element, facts: Facts) -> bool:
    identifier = squash(own_text(*kids(node, cbc.CustomizationID)))
    return identifier.startswith(facts.ruleset.specification) and "::" not in identifier


@_document.rule("PEPPOL-EN16931-R053", "Exactly one VAT total must have a breakdown.", "BT-110", "BG-23")
def _one_breakdown(node: Element, facts: Facts) -> bool:
    return sum(has(total, cac.TaxSubtotal) for total in kids(node, cac.TaxTotal)) == 1


@_document.rule(
    "PEPPOL-EN16931-R054",
    "A VAT total without breakdown must be given once with an accounting currency, and not without one.",
    "BT-111",
    "BT-6",
)
def _one_accounting_total(node: Element, facts: Facts) -> bool:
    plain = sum(not has(total, cac.TaxSubtotal) for total in kids(node, cac.TaxTotal))
    return plain == int(has(node, cbc.TaxCurrencyCode))


@_document.rule(
    "PEPPOL-EN16931-R055",
    "The VAT total and the one in accounting currency must have the same sign.",
    "BT-110",
    "BT-111",
)
def _same_sign(node: Element, facts: Facts) -> bool:
    accounting = kids(node, cbc.TaxCurrencyCode)
    if not accounting:
        return True
    totals = kids(node, cac.TaxTotal, cbc.TaxAmount)
    theirs = [to_double(text(total)) for total in totals if total.get("currencyID") == squash(one(accounting))]
    invoiced = squash(one(kids(node, cbc.DocumentCurrencyCode)))
    ours = [to_double(text(total)) for total in totals if total.get("currencyID") == invoiced]
    if any(amount <= 0 for amount in theirs) and any(amount <= 0 for amount in ours):
        return True
    return any(amount >= 0 for amount in theirs) and any(amount >= 0 for amount in ours)


_accounting_currency = TRANSACTION.context(cbc.TaxCurrencyCode)


@_accounting_currency.rule(
    "PEPPOL-EN16931-R005", "The VAT accounting currency must differ from the invoice currency.", "BT-6", "BT-5"
)
def _other_currency(node: Element, facts: Facts) -> bool:
    parent = node.getparent()
    invoiced = [] if parent is None else kids(parent, cbc.DocumentCurrencyCode)
    return squash(own_text(node)) != squash(own_text(*invoiced))


# --- Parties


def _has_endpoint(node: Element, facts: Facts) -> bool:
    return has(node, cbc.EndpointID)


TRANSACTION.context(cac.Party, under=((cac.AccountingCustomerParty,),)).rule(
    "PEPPOL-EN16931-R010", "The Buyer's electronic address must be given.", "BT-49"
)(_has_endpoint)
TRANSACTION.context(cac.Party, under=((cac.AccountingSupplierParty,),)).rule(
    "PEPPOL-EN16931-R020", "The Seller's electronic address must be given.", "BT-34"
)(_has_endpoint)


# --- Allowances and charges of document and line


def _is_document_or_line(node: Element) -> bool:
    parent = node.getparent()
    if parent is None or parent.tag in ROOTS:
        return parent is not None
    above = parent.getparent()
    return above is not None and (above.tag, parent.tag) in LINE_PATHS


def _is_without_base(node: Element, facts: Facts) -> bool:
    return _is_document_or_line(node) and has(node, cbc.MultiplierFactorNumeric) and not has(node, cbc.BaseAmount)


def _is_without_percentage(node: Element, facts: Facts) -> bool:
    return _is_document_or_line(node) and has(node, cbc.BaseAmount) and not has(node, cbc.MultiplierFactorNumeric)


TRANSACTION.context(cac.AllowanceCharge, when=_is_without_base).forbid(
    "PEPPOL-EN16931-R041",
    "An allowance or charge with a percentage must have the amount it is counted on.",
    "BT-93", "BT-100", "BT-137", "BT-142",
)  # fmt: skip
TRANSACTION.context(cac.AllowanceCharge, when=_is_without_percentage).forbid(
    "PEPPOL-EN16931-R042",
    "An allowance or charge with an amount it is counted on must have the percentage.",
    "BT-94", "BT-101", "BT-138", "BT-143",
)  # fmt: skip
_allowance = TRANSACTION.context(cac.AllowanceCharge, when=lambda node, facts: _is_document_or_line(node))


@_allowance.rule(
    "PEPPOL-EN16931-R040",
    "An allowance or charge must be its percentage of the amount it is counted on.",
    "BT-92", "BT-99", "BT-136", "BT-141",
)  # fmt: skip
def _is_percentage(node: Element, facts: Facts) -> bool:
    factors, bases = kids(node, cbc.MultiplierFactorNumeric), kids(node, cbc.BaseAmount)
    if not factors or not bases:
        return True
    amount = decimal(kids(node, cbc.Amount)) or Decimal(0)
    return abs(amount - to_decimal(one(bases)) * to_decimal(one(factors)) * CENT) <= SLACK


@_allowance.rule("PEPPOL-EN16931-R043", "The charge indicator must be true or false.", "BG-20", "BG-21")
def _is_allowance_or_charge(node: Element, facts: Facts) -> bool:
    return squash(own_text(*kids(node, cbc.ChargeIndicator))) in ("true", "false")


# --- Payment

_direct_debit = TRANSACTION.context(
    cac.PaymentMeans, when=lambda node, facts: squash(one(kids(node, cbc.PaymentMeansCode))) in ("49", "59")
)


@_direct_debit.rule("PEPPOL-EN16931-R061", "A direct debit must name its mandate.", "BT-89")
def _has_mandate(node: Element, facts: Facts) -> bool:
    return has(node, cac.PaymentMandate, cbc.ID)


# --- Currency of the amounts

AMOUNTS: Final = (
    cbc.Amount, cbc.BaseAmount, cbc.PriceAmount, cbc.TaxAmount, cbc.TaxableAmount, cbc.LineExtensionAmount,
    cbc.TaxExclusiveAmount, cbc.TaxInclusiveAmount, cbc.AllowanceTotalAmount, cbc.ChargeTotalAmount,
    cbc.PrepaidAmount, cbc.PayableRoundingAmount, cbc.PayableAmount,
)  # fmt: skip


def _is_in_invoice_currency(node: Element, facts: Facts) -> bool:
    if node.tag != cbc.TaxAmount:
        return True
    parent = node.getparent()
    if parent is None:
        return False
    if parent.tag == cac.TaxTotal:
        return has(parent, cac.TaxSubtotal)
    return parent.tag == cac.TaxSubtotal and not facts.ruleset.self_billing


_amount = TRANSACTION.context(*AMOUNTS, when=_is_in_invoice_currency)


@_amount.rule(
    "PEPPOL-EN16931-R051", "Every amount must be in the invoice currency, save the VAT total for accounting.", "BT-5"
)
def _has_invoice_currency(node: Element, facts: Facts) -> bool:
    return node.get("currencyID") in facts.currencies


# --- Lines


def _is_bounded(node: Element, facts: Facts) -> bool:
    period = node.getparent()
    line = None if period is None else period.getparent()
    above = None if line is None else line.getparent()
    if above is None or line is None or (above.tag, line.tag) not in LINE_PATHS:
        return False
    return bool(facts.period_bounds(str(node.tag)))


def _dates(node: Element, facts: Facts) -> tuple[int, int]:
    return to_date(own_text(node)), to_date(single(facts.period_bounds(str(node.tag))))


_line_start = TRANSACTION.context(cbc.StartDate, under=((cac.InvoicePeriod,),), when=_is_bounded)
_line_end = TRANSACTION.context(cbc.EndDate, under=((cac.InvoicePeriod,),), when=_is_bounded)


@_line_start.rule("PEPPOL-EN16931-R110", "A line's period must not start before the invoice's.", "BT-134", "BT-73")
def _starts_within(node: Element, facts: Facts) -> bool:
    start, bound = _dates(node, facts)
    return start >= bound


@_line_end.rule("PEPPOL-EN16931-R111", "A line's period must not end after the invoice's.", "BT-135", "BT-74")
def _ends_within(node: Element, facts: Facts) -> bool:
    end, bound = _dates(node, facts)
    return end <= bound


_line = TRANSACTION.context(*LINES)


@_line.rule(
    "PEPPOL-EN16931-R120",
    "A line's net amount must be quantity times price per unit, plus its charges, less its allowances.",
    "BT-131",
)
def _line_adds_up(node: Element, facts: Facts) -> bool:
    stated = decimal(kids(node, cbc.LineExtensionAmount)) or Decimal(0)
    quantity = decimal(kids(node, cbc.InvoicedQuantity if facts.is_invoice else cbc.CreditedQuantity))
    price = decimal(kids(node, cac.Price, cbc.PriceAmount)) or Decimal(0)
    base = decimal(kids(node, cac.Price, cbc.BaseQuantity)) or Decimal(1)
    worth = (Decimal(1) if quantity is None else quantity) * quotient(price, base)
    expected = worth + _line_sum(node, indicator="true") - _line_sum(node, indicator="false")
    return abs(stated - expected) <= SLACK


def _line_sum(line: Element, *, indicator: str) -> Decimal:
    chosen = [
        charge
        for charge in kids(line, cac.AllowanceCharge)
        if squash(one(kids(charge, cbc.ChargeIndicator))) == indicator
    ]
    total = sum((to_decimal(text(amount)) for charge in chosen for amount in kids(charge, cbc.Amount)), Decimal(0))
    # XPath's round(): half goes up, towards plus infinity.
    return (total * HUNDRED + HALF).to_integral_value(ROUND_FLOOR) * CENT


@_line.rule("PEPPOL-EN16931-R121", "The quantity that a price is for must be above zero.", "BT-149")
def _base_is_positive(node: Element, facts: Facts) -> bool:
    base = decimal(kids(node, cac.Price, cbc.BaseQuantity))
    return base is None or base > 0


@_line.rule("PEPPOL-EN16931-R100", "A line may name one invoiced object at most.", "BT-128")
def _one_object(node: Element, facts: Facts) -> bool:
    return len(kids(node, cac.DocumentReference)) <= 1


@_line.rule("PEPPOL-EN16931-R101", "A line's document reference must be to an invoiced object (code 130).", "BT-128")
def _is_object(node: Element, facts: Facts) -> bool:
    references = kids(node, cac.DocumentReference)
    return not references or is_any(kids(node, cac.DocumentReference, cbc.DocumentTypeCode), "130")


_price_allowance = TRANSACTION.context(cac.AllowanceCharge, under=((cac.Price,),))


@_price_allowance.rule("PEPPOL-EN16931-R044", "A price may have a discount, not a charge.", "BT-147")
def _is_discount(node: Element, facts: Facts) -> bool:
    return squash(one(kids(node, cbc.ChargeIndicator))) == "false"


@_price_allowance.rule(
    "PEPPOL-EN16931-R046", "The net price must be the gross price less the discount.", "BT-146", "BT-147", "BT-148"
)
def _is_net_price(node: Element, facts: Facts) -> bool:
    gross = decimal(kids(node, cbc.BaseAmount))
    if gross is None:
        return True
    parent = node.getparent()
    net = None if parent is None else decimal(kids(parent, cbc.PriceAmount))
    discount = decimal(kids(node, cbc.Amount))
    return net is not None and discount is not None and net == gross - discount


_base_quantity = TRANSACTION.context(
    cbc.BaseQuantity, under=((cac.Price,),), when=lambda node, facts: node.get("unitCode") is not None
)


@_base_quantity.rule(
    "PEPPOL-EN16931-R130",
    "The unit of the price's quantity must be the unit of the invoiced quantity.",
    "BT-150",
    "BT-130",
)
def _same_unit(node: Element, facts: Facts) -> bool:
    price = node.getparent()
    line = None if price is None else price.getparent()
    if line is None or not (has(line, cbc.InvoicedQuantity) or has(line, cbc.CreditedQuantity)):
        return True
    quantities = kids(line, cbc.InvoicedQuantity if facts.is_invoice else cbc.CreditedQuantity)
    return any(quantity.get("unitCode") == node.get("unitCode") for quantity in quantities)
