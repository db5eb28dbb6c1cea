"""From a place in the document to the field of the editor that made it.

Fields of rows carry the row's number from 0 in the order of the document: `lines.0.price`. Called by `texts` alone.
"""

import re
from typing import Final

_INDEX: Final = re.compile(r"\[(\d+)\]")
_LINE: Final = re.compile(r"/cac:(?:Invoice|CreditNote)Line\[(\d+)\]")
_ALLOWANCE: Final = re.compile(r"^/[^/]+/cac:AllowanceCharge\[(\d+)\]")
_ATTACHMENT: Final = re.compile(r"^/[^/]+/cac:AdditionalDocumentReference\[(\d+)\]")
_ROWS: Final = {"lines": _LINE, "allowances": _ALLOWANCE, "attachments": _ATTACHMENT}

# The first path that the place starts with decides; so longer ones stand before their beginnings.
_SELLER: Final = "cac:AccountingSupplierParty/cac:Party"
_BUYER: Final = "cac:AccountingCustomerParty/cac:Party"
_PLACES: Final = (
    ("cbc:IssueDate", "issue_date"),
    ("cbc:DueDate", "due_date"),
    ("cac:PaymentMeans/cbc:PaymentDueDate", "due_date"),
    ("cbc:InvoiceTypeCode", "type_code"),
    ("cbc:CreditNoteTypeCode", "type_code"),
    ("cbc:Note", "note"),
    ("cbc:TaxPointDate", "issue_date"),
    ("cbc:DocumentCurrencyCode", "currency"),
    ("cbc:TaxCurrencyCode", "currency"),
    ("cbc:AccountingCost", "buyer_accounting_reference"),
    ("cbc:BuyerReference", "buyer_reference"),
    ("cac:InvoicePeriod/cbc:EndDate", "period_end"),
    ("cac:InvoicePeriod", "period_start"),
    ("cac:OrderReference/cbc:SalesOrderID", "sales_order_reference"),
    ("cac:OrderReference", "order_reference"),
    ("cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate", "preceding_invoice_date"),
    ("cac:BillingReference", "preceding_invoice"),
    ("cac:ContractDocumentReference", "contract_reference"),
    ("cac:ProjectReference", "project_reference"),
    ("cac:AdditionalDocumentReference", "attachments.N"),
    (f"{_SELLER}/cbc:EndpointID", "company.electronic_address"),
    (f"{_SELLER}/cac:PostalAddress", "company.address"),
    (f"{_SELLER}/cac:PartyTaxScheme", "company.vat_id"),
    (f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName", "company.name"),
    (f"{_SELLER}/cac:PartyLegalEntity", "company.legal_id"),
    (f"{_SELLER}/cac:PartyIdentification", "company.legal_id"),
    (f"{_SELLER}/cac:Contact", "seller_contact"),
    ("cac:AccountingSupplierParty", "company.name"),
    (f"{_BUYER}/cbc:EndpointID", "buyer.electronic_address"),
    (f"{_BUYER}/cac:PostalAddress", "buyer.address"),
    (f"{_BUYER}/cac:PartyTaxScheme", "buyer.vat_id"),
    (f"{_BUYER}/cac:PartyLegalEntity/cbc:CompanyID", "buyer.legal_id"),
    (f"{_BUYER}/cac:PartyIdentification", "buyer.legal_id"),
    ("cac:AccountingCustomerParty", "customer"),
    ("cac:Delivery/cbc:ActualDeliveryDate", "delivery_date"),
    ("cac:Delivery", "customer"),
    ("cac:PaymentMeans", "company.bank"),
    ("cac:PaymentTerms", "payment_terms"),
    ("cac:AllowanceCharge/cbc:AllowanceChargeReason", "allowances.N.reason"),
    ("cac:AllowanceCharge/cac:TaxCategory", "allowances.N.vat"),
    ("cac:AllowanceCharge/cbc:MultiplierFactorNumeric", "allowances.N.percent"),
    ("cac:AllowanceCharge", "allowances.N.amount"),
    ("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory", "lines.N.vat"),
    ("cac:LegalMonetaryTotal/cbc:PrepaidAmount", "prepaid"),
    ("cac:TaxTotal", "totals"),
    ("cac:LegalMonetaryTotal", "totals"),
    ("LINE/cac:Item/cbc:Description", "lines.N.description"),
    ("LINE/cac:Item/cac:ClassifiedTaxCategory", "lines.N.vat"),
    ("LINE/cac:Item/cac:SellersItemIdentification", "lines.N.item_id"),
    ("LINE/cac:Item", "lines.N.name"),
    ("LINE/cbc:InvoicedQuantity", "lines.N.quantity"),
    ("LINE/cbc:CreditedQuantity", "lines.N.quantity"),
    ("LINE/cac:Price/cbc:BaseQuantity", "lines.N.base_quantity"),
    ("LINE/cac:Price/cac:AllowanceCharge", "lines.N.discount"),
    ("LINE/cac:Price", "lines.N.price"),
    ("LINE/cbc:LineExtensionAmount", "lines.N.price"),
    ("LINE/cac:AllowanceCharge", "lines.N.discount"),
    ("LINE/cac:InvoicePeriod", "lines.N.period"),
    ("LINE", "lines.N.name"),
)


def field_at(location: str) -> str:
    """Return the editor's field for a place in the document, empty for the document itself."""
    path = _INDEX.sub("", location).strip("/").partition("/")[2]
    path = path.replace("cac:InvoiceLine", "LINE", 1).replace("cac:CreditNoteLine", "LINE", 1)
    found = next((field for start, field in _PLACES if f"{path}/".startswith(_whole(start))), "")
    return fill(found, location=location)


def fill(field: str, *, location: str) -> str:
    """Return the field with N replaced by the row's number; only the group's name where the place is in no row."""
    group, number, rest = field.partition(".N")
    if not number:
        return field
    match = _ROWS[group].search(location)
    return f"{group}.{int(match[1]) - 1}{rest}" if match else group


def _whole(start: str) -> str:
    # AllowanceChargeReason stands for AllowanceChargeReasonCode as well; every other name must be whole.
    return start if start.endswith("Reason") else f"{start}/"
