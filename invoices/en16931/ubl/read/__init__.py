"""From UBL 2.1 (Invoice or CreditNote) to the core model, the mirror image of ../write.

It reads anything that ../parse.py lets through, right or wrong: what the model cannot hold goes into the document's
remainder, so that `write(read(data))` says what `data` said. Judging is the work of ../../rules.
"""

from dataclasses import replace
from typing import Any, Final

from lxml import etree

from invoices.en16931.codes.documents import CREDIT_NOTE_TYPES
from invoices.en16931.document import Document, DocumentKind
from invoices.en16931.line import Period
from invoices.en16931.ubl.names import cac, cbc
from invoices.en16931.ubl.order import ranks_of
from invoices.en16931.ubl.parse import BILLING_ROOTS, CREDIT_NOTE_ROOT, Reason, Unreadable, parse
from invoices.en16931.ubl.read.amounts import allowances_and_charges, monetary_total, tax_totals
from invoices.en16931.ubl.read.line import credit_note_line, dates, invoice_line
from invoices.en16931.ubl.read.node import Node, Oddity
from invoices.en16931.ubl.read.party import buyer, delivery, payee, seller, tax_representative
from invoices.en16931.ubl.read.payment import credit_note_payment_means, payment_means, payment_terms
from invoices.en16931.ubl.read.references import additional, note, order, preceding_invoices, reference
from invoices.en16931.ubl.remainder import differences
from invoices.en16931.ubl.write import write_model

_ID: Final = cbc("ID")
_ISSUE_DATE: Final = cbc("IssueDate")
_CREDIT_NOTE_TYPE: Final = cbc("CreditNoteTypeCode")
_INVOICE_TYPE: Final = cbc("InvoiceTypeCode")
_CURRENCY: Final = cbc("DocumentCurrencyCode")
_TAX_CURRENCY: Final = cbc("TaxCurrencyCode")
_TAX_POINT_DATE: Final = cbc("TaxPointDate")
_DUE_DATE: Final = cbc("DueDate")
_BUYER_REFERENCE: Final = cbc("BuyerReference")
_ACCOUNTING_COST: Final = cbc("AccountingCost")
_NOTE: Final = cbc("Note")
_PROFILE: Final = cbc("ProfileID")
_CUSTOMIZATION: Final = cbc("CustomizationID")
_VERSION: Final = cbc("UBLVersionID")
_PROJECT: Final = cac("ProjectReference")
_CONTRACT: Final = cac("ContractDocumentReference")
_RECEIPT: Final = cac("ReceiptDocumentReference")
_DESPATCH: Final = cac("DespatchDocumentReference")
_ORIGINATOR: Final = cac("OriginatorDocumentReference")
_INVOICE_PERIOD: Final = cac("InvoicePeriod")
_SELLER: Final = cac("AccountingSupplierParty")
_BUYER: Final = cac("AccountingCustomerParty")
_PAYEE: Final = cac("PayeeParty")
_TAX_REPRESENTATIVE: Final = cac("TaxRepresentativeParty")
_DELIVERY: Final = cac("Delivery")
_INVOICE_LINE: Final = cac("InvoiceLine")
_CREDIT_NOTE_LINE: Final = cac("CreditNoteLine")
_CODE_OF_PERIOD: Final = cbc("DescriptionCode")
_EMPTY_PERIOD: Final = Period()


def read(source: bytes | etree._Element) -> Document:
    """Read a document from bytes or from the root element that parse() gave.

    Raises:
        Unreadable: if the source is not XML, not safe, or neither an Invoice nor a CreditNote.
    """
    element = parse(source) if isinstance(source, bytes) else source
    if element.tag not in BILLING_ROOTS:
        raise Unreadable(Reason.ROOT, "The root element is not a UBL 2.1 Invoice or CreditNote.")
    odd = Oddity()
    root = Node(element, odd, ranks_of(element.tag))
    is_credit_note = element.tag == CREDIT_NOTE_ROOT
    values = _values(root, is_credit_note=is_credit_note)
    groups = _credit_note_groups(root) if is_credit_note else _invoice_groups(root)
    document = Document(**values, **groups, **_common_groups(root, values))
    root.close(is_root=True)
    if odd.met:
        document = replace(document, remainder=differences(element, write_model(document)))
    return document


def _values(root: Node, *, is_credit_note: bool) -> dict[str, Any]:
    """Read the single values before the groups."""
    currency = root.odd.currency = root.text(_CURRENCY)
    type_code = root.text(_CREDIT_NOTE_TYPE if is_credit_note else _INVOICE_TYPE)
    period, vat_point_code = _period(root)
    order_reference, sales_order_reference = order(root)
    return {
        "kind": _kind(type_code, is_credit_note=is_credit_note),
        "invoice_number": root.text(_ID),
        "issue_date": root.day(_ISSUE_DATE),
        "type_code": type_code,
        "currency": currency,
        "vat_accounting_currency": root.text(_TAX_CURRENCY),
        "vat_point_date": root.day(_TAX_POINT_DATE),
        "vat_point_code": vat_point_code,
        "buyer_reference": root.text(_BUYER_REFERENCE),
        "contract_reference": reference(root, _CONTRACT),
        "order_reference": order_reference,
        "sales_order_reference": sales_order_reference,
        "receiving_advice_reference": reference(root, _RECEIPT),
        "despatch_advice_reference": reference(root, _DESPATCH),
        "tender_reference": reference(root, _ORIGINATOR),
        "buyer_accounting_reference": root.text(_ACCOUNTING_COST),
        "payment_terms": payment_terms(root),
        "notes": tuple([note(root.text_of(given)) for given in root.elements(_NOTE)]),
        "profile_id": root.text(_PROFILE),
        "customization_id": root.text(_CUSTOMIZATION),
        "invoicing_period": period,
        "ubl_version": root.text(_VERSION),
    }


def _kind(type_code: str | None, *, is_credit_note: bool) -> DocumentKind | None:
    """Name the root only where the type code implies the other."""
    if (type_code in CREDIT_NOTE_TYPES) == is_credit_note:
        return None
    return DocumentKind.CREDIT_NOTE if is_credit_note else DocumentKind.INVOICE


def _invoice_groups(root: Node) -> dict[str, Any]:
    """Read what an invoice states in other places than a credit note."""
    papers = additional(root, with_project=False)
    return {
        "due_date": root.day(_DUE_DATE),
        "project_reference": reference(root, _PROJECT),
        "invoiced_object": papers.invoiced_object,
        "attachments": papers.attachments,
        "payment_means": payment_means(root),
        "lines": tuple([invoice_line(node) for node in root.nodes(_INVOICE_LINE)]),
    }


def _credit_note_groups(root: Node) -> dict[str, Any]:
    papers = additional(root, with_project=True)
    means, due_date = credit_note_payment_means(root)
    return {
        "due_date": due_date,
        "project_reference": papers.project,
        "invoiced_object": papers.invoiced_object,
        "attachments": papers.attachments,
        "payment_means": means,
        "lines": tuple([credit_note_line(node) for node in root.nodes(_CREDIT_NOTE_LINE)]),
    }


def _common_groups(root: Node, values: dict[str, Any]) -> dict[str, Any]:
    allowances, charges = allowances_and_charges(root)
    tax_total, vat_breakdown, tax_total_accounting = tax_totals(
        root, currency=values["currency"], accounting_currency=values["vat_accounting_currency"]
    )
    return {
        "preceding_invoices": preceding_invoices(root),
        "seller": seller(root.node(_SELLER)),
        "buyer": buyer(root.node(_BUYER)),
        "payee": payee(root.node(_PAYEE)),
        "tax_representative": tax_representative(root.node(_TAX_REPRESENTATIVE)),
        "delivery": delivery(root.node(_DELIVERY)),
        "allowances": allowances,
        "charges": charges,
        "totals": monetary_total(root, tax_total=tax_total, tax_total_accounting=tax_total_accounting),
        "vat_breakdown": vat_breakdown,
    }


def _period(root: Node) -> tuple[Period | None, str | None]:
    """Read BG-14 and BT-8, which share an element."""
    node = root.node(_INVOICE_PERIOD)
    if node is None:
        return None, None
    period, code = dates(node), node.text(_CODE_OF_PERIOD)
    node.close()
    return (None if code is not None and period == _EMPTY_PERIOD else period), code
