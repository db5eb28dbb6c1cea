"""Allowances, charges, VAT and totals as UBL: BG-20 to BG-23, BG-27, BG-28, mirrored by ../read/amounts.py.

`currency` is always the whole attribute, blank included, as text.attribute gives it.
"""

from decimal import Decimal

from invoices.en16931.document import AllowanceCharge, Document, Totals, VatBreakdown
from invoices.en16931.line import LineAllowanceCharge
from invoices.en16931.ubl.write.text import amount, attribute, number, text

_VAT_SCHEME = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"


def allowances_and_charges(document: Document, *, currency: str) -> str:
    """Write BG-20 and BG-21."""
    return "".join(
        [_document_level(given, "false", currency) for given in document.allowances]
        + [_document_level(given, "true", currency) for given in document.charges]
    )


def line_level(given: LineAllowanceCharge, indicator: str, currency: str) -> str:
    """Write BG-27 (indicator false) or BG-28 (true)."""
    return f"<cac:AllowanceCharge>{_adjustment(given, indicator, currency)}</cac:AllowanceCharge>"


def tax_category(name: str, category: str | None, rate: Decimal | None, extra: str = "") -> str:
    """Write a VAT category with its rate, or nothing where neither is known."""
    if category is None and rate is None and not extra:
        return ""
    return f"<cac:{name}>{text('ID', category)}{number('Percent', rate)}{extra}{_VAT_SCHEME}</cac:{name}>"


def tax_totals(document: Document, *, currency: str) -> str:
    """Write BT-110 with BG-23, then BT-111 in its own currency."""
    totals = document.totals or Totals()
    written = ""
    if totals.tax_total is not None or document.vat_breakdown:
        groups = "".join([_subtotal(group, currency) for group in document.vat_breakdown])
        written = f"<cac:TaxTotal>{amount('TaxAmount', totals.tax_total, currency)}{groups}</cac:TaxTotal>"
    if totals.tax_total_accounting is not None:
        other = attribute("currencyID", document.vat_accounting_currency or document.currency)
        written += f"<cac:TaxTotal>{amount('TaxAmount', totals.tax_total_accounting, other)}</cac:TaxTotal>"
    return written


def monetary_total(totals: Totals | None, *, currency: str) -> str:
    """Write BG-22 but for its VAT amounts, which UBL keeps in cac:TaxTotal."""
    if totals is None:
        return ""
    return (
        "<cac:LegalMonetaryTotal>"
        + amount("LineExtensionAmount", totals.lines_net, currency)
        + amount("TaxExclusiveAmount", totals.tax_exclusive, currency)
        + amount("TaxInclusiveAmount", totals.tax_inclusive, currency)
        + amount("AllowanceTotalAmount", totals.allowances, currency)
        + amount("ChargeTotalAmount", totals.charges, currency)
        + amount("PrepaidAmount", totals.prepaid, currency)
        + amount("PayableRoundingAmount", totals.rounding, currency)
        + amount("PayableAmount", totals.amount_due, currency)
        + "</cac:LegalMonetaryTotal>"
    )


def _document_level(given: AllowanceCharge, indicator: str, currency: str) -> str:
    category = tax_category("TaxCategory", given.vat_category, given.vat_rate)
    return f"<cac:AllowanceCharge>{_adjustment(given, indicator, currency)}{category}</cac:AllowanceCharge>"


def _adjustment(given: AllowanceCharge | LineAllowanceCharge, indicator: str, currency: str) -> str:
    return (
        f"<cbc:ChargeIndicator>{indicator}</cbc:ChargeIndicator>"
        + text("AllowanceChargeReasonCode", given.reason_code)
        + text("AllowanceChargeReason", given.reason)
        + number("MultiplierFactorNumeric", given.percent)
        + amount("Amount", given.amount, currency)
        + amount("BaseAmount", given.base_amount, currency)
    )


def _subtotal(given: VatBreakdown, currency: str) -> str:
    reasons = text("TaxExemptionReasonCode", given.exemption_reason_code) + text(
        "TaxExemptionReason", given.exemption_reason
    )
    return (
        "<cac:TaxSubtotal>"
        + amount("TaxableAmount", given.taxable_amount, currency)
        + amount("TaxAmount", given.tax_amount, currency)
        + tax_category("TaxCategory", given.vat_category, given.vat_rate, reasons)
        + "</cac:TaxSubtotal>"
    )
