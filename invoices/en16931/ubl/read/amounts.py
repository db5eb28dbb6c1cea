"""Allowances, charges, VAT and totals from UBL (BG-20 to BG-23, BG-27, BG-28); mirrors ../write/amounts.py."""

from decimal import Decimal
from typing import Final

from invoices.en16931.document import AllowanceCharge, Totals, VatBreakdown
from invoices.en16931.line import LineAllowanceCharge
from invoices.en16931.ubl.names import cac, cbc
from invoices.en16931.ubl.read.node import CURRENCY_ID, Node

_ALLOWANCE_CHARGE: Final = cac("AllowanceCharge")
_INDICATOR: Final = cbc("ChargeIndicator")
_REASON_CODE: Final = cbc("AllowanceChargeReasonCode")
_REASON: Final = cbc("AllowanceChargeReason")
_FACTOR: Final = cbc("MultiplierFactorNumeric")
_AMOUNT: Final = cbc("Amount")
_BASE_AMOUNT: Final = cbc("BaseAmount")
_CATEGORY: Final = cac("TaxCategory")
_ID: Final = cbc("ID")
_PERCENT: Final = cbc("Percent")
_TAX_TOTAL: Final = cac("TaxTotal")
_TAX_AMOUNT: Final = cbc("TaxAmount")
_SUBTOTAL: Final = cac("TaxSubtotal")
_TAXABLE: Final = cbc("TaxableAmount")
_EXEMPTION: Final = cbc("TaxExemptionReason")
_EXEMPTION_CODE: Final = cbc("TaxExemptionReasonCode")
_MONETARY_TOTAL: Final = cac("LegalMonetaryTotal")
_LINES: Final = cbc("LineExtensionAmount")
_EXCLUSIVE: Final = cbc("TaxExclusiveAmount")
_INCLUSIVE: Final = cbc("TaxInclusiveAmount")
_ALLOWANCES: Final = cbc("AllowanceTotalAmount")
_CHARGES: Final = cbc("ChargeTotalAmount")
_PREPAID: Final = cbc("PrepaidAmount")
_ROUNDING: Final = cbc("PayableRoundingAmount")
_PAYABLE: Final = cbc("PayableAmount")

Taxes = tuple[Decimal | None, tuple[VatBreakdown, ...], Decimal | None]


def allowances_and_charges(root: Node) -> tuple[tuple[AllowanceCharge, ...], tuple[AllowanceCharge, ...]]:
    """Read BG-20 and BG-21."""
    allowances: list[AllowanceCharge] = []
    charges: list[AllowanceCharge] = []
    for node in root.nodes(_ALLOWANCE_CHARGE):
        (charges if _is_charge(node) else allowances).append(_document_level(node))
    return tuple(allowances), tuple(charges)


def line_allowances_and_charges(
    line: Node,
) -> tuple[tuple[LineAllowanceCharge, ...], tuple[LineAllowanceCharge, ...]]:
    """Read BG-27 and BG-28."""
    allowances: list[LineAllowanceCharge] = []
    charges: list[LineAllowanceCharge] = []
    for node in line.nodes(_ALLOWANCE_CHARGE):
        (charges if _is_charge(node) else allowances).append(_line_level(node))
    return tuple(allowances), tuple(charges)


def tax_category(node: Node | None) -> tuple[str | None, Decimal | None]:
    """Read a VAT category and its rate."""
    if node is None:
        return None, None
    category, rate = node.text(_ID), node.number(_PERCENT)
    node.expect_vat_scheme()
    if category is None and rate is None:
        node.odd.met = True
    node.close()
    return category, rate


def tax_totals(root: Node, *, currency: str | None, accounting_currency: str | None) -> Taxes:
    """Read BT-110 with BG-23, and BT-111."""
    nodes = root.nodes(_TAX_TOTAL)
    main, other = _in_order(nodes, currency=currency, accounting_currency=accounting_currency)
    tax_total, groups = _main_total(main)
    accounting = None
    if other is not None:
        accounting = other.amount(_TAX_AMOUNT, currency=accounting_currency or currency)
        other.odd.met |= accounting is None
        other.close()
    root.odd.met |= len(nodes) > 2
    return tax_total, groups, accounting


def monetary_total(root: Node, *, tax_total: Decimal | None, tax_total_accounting: Decimal | None) -> Totals | None:
    """Read BG-22 and join the VAT amounts that UBL keeps elsewhere."""
    node = root.node(_MONETARY_TOTAL)
    if node is None:
        if tax_total is None and tax_total_accounting is None:
            return None
        root.odd.met = True
        return Totals(tax_total=tax_total, tax_total_accounting=tax_total_accounting)
    read = Totals(
        lines_net=node.amount(_LINES),
        allowances=node.amount(_ALLOWANCES),
        charges=node.amount(_CHARGES),
        tax_exclusive=node.amount(_EXCLUSIVE),
        tax_total=tax_total,
        tax_total_accounting=tax_total_accounting,
        tax_inclusive=node.amount(_INCLUSIVE),
        prepaid=node.amount(_PREPAID),
        rounding=node.amount(_ROUNDING),
        amount_due=node.amount(_PAYABLE),
    )
    node.close()
    return read


def _main_total(node: Node | None) -> tuple[Decimal | None, tuple[VatBreakdown, ...]]:
    if node is None:
        return None, ()
    tax_total = node.amount(_TAX_AMOUNT)
    groups = tuple([_subtotal(given) for given in node.nodes(_SUBTOTAL)])
    node.odd.met |= tax_total is None and not groups
    node.close()
    return tax_total, groups


def _in_order(
    nodes: list[Node], *, currency: str | None, accounting_currency: str | None
) -> tuple[Node | None, Node | None]:
    """Tell the tax total of the document's currency from that of the accounting currency."""
    if not nodes:
        return None, None
    if len(nodes) == 1:
        stated = _stated_currency(nodes[0])
        is_other = stated is not None and stated != currency and stated == accounting_currency
        return (None, nodes[0]) if is_other else (nodes[0], None)
    first, second = nodes[0], nodes[1]
    swapped = _stated_currency(first) != currency and _stated_currency(second) == currency
    return (second, first) if swapped else (first, second)


def _stated_currency(node: Node) -> str | None:
    amount = node.element.find(_TAX_AMOUNT)
    return None if amount is None else amount.get(CURRENCY_ID)


def _is_charge(node: Node) -> bool:
    """Read the indicator; what is neither true nor false counts as an allowance and is noticed."""
    indicator = node.text(_INDICATOR)
    if indicator not in ("true", "false"):
        node.odd.met = True
    return indicator is not None and indicator.strip() in ("true", "1")


def _document_level(node: Node) -> AllowanceCharge:
    category, rate = tax_category(node.node(_CATEGORY))
    read = AllowanceCharge(
        amount=node.amount(_AMOUNT),
        base_amount=node.amount(_BASE_AMOUNT),
        percent=node.number(_FACTOR),
        vat_category=category,
        vat_rate=rate,
        reason=node.text(_REASON),
        reason_code=node.text(_REASON_CODE),
    )
    node.close()
    return read


def _line_level(node: Node) -> LineAllowanceCharge:
    read = LineAllowanceCharge(
        amount=node.amount(_AMOUNT),
        base_amount=node.amount(_BASE_AMOUNT),
        percent=node.number(_FACTOR),
        reason=node.text(_REASON),
        reason_code=node.text(_REASON_CODE),
    )
    node.close()
    return read


def _subtotal(node: Node) -> VatBreakdown:
    category = rate = reason = code = None
    tax = node.wrapper(_CATEGORY)
    if tax is not None:
        reason, code = tax.text(_EXEMPTION), tax.text(_EXEMPTION_CODE)
        category, rate = tax.text(_ID), tax.number(_PERCENT)
        tax.expect_vat_scheme()
        tax.close()
    read = VatBreakdown(
        taxable_amount=node.amount(_TAXABLE),
        tax_amount=node.amount(_TAX_AMOUNT),
        vat_category=category,
        vat_rate=rate,
        exemption_reason=reason,
        exemption_reason_code=code,
    )
    node.close()
    return read
