"""From the core model to UBL 2.1 bytes (Invoice or CreditNote), the mirror image of ../read.

Whole text is built by hand, because that is ten times faster than a tree and a document is written far more often than
this code changes; the order of elements is that of the schema. Called by issuing, previews and exports.
"""

from typing import Final

from invoices.en16931.document import Document
from invoices.en16931.ubl.names import CAC, CBC
from invoices.en16931.ubl.parse import CREDIT_NOTE_NAMESPACE, INVOICE_NAMESPACE
from invoices.en16931.ubl.remainder import restore
from invoices.en16931.ubl.write.amounts import allowances_and_charges, monetary_total, tax_totals
from invoices.en16931.ubl.write.line import credit_note_line, invoice_line, period
from invoices.en16931.ubl.write.party import buyer, delivery, payee, seller, tax_representative
from invoices.en16931.ubl.write.payment import payment
from invoices.en16931.ubl.write.references import note_text, references
from invoices.en16931.ubl.write.text import attribute, day, text

_START: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{namespace}" xmlns:cac="{cac}" xmlns:cbc="{cbc}">'
)
_INVOICE: Final = _START.format(name="Invoice", namespace=INVOICE_NAMESPACE, cac=CAC, cbc=CBC)
_CREDIT_NOTE: Final = _START.format(name="CreditNote", namespace=CREDIT_NOTE_NAMESPACE, cac=CAC, cbc=CBC)


def write(document: Document) -> bytes:
    """Write a document as UTF-8 UBL; what a read file said beyond the model is put back in its place."""
    data = write_model(document)
    return restore(data, remainder=document.remainder) if document.remainder else data


def write_model(document: Document) -> bytes:
    """Write a document without its remainder."""
    currency = attribute("currencyID", document.currency)
    if document.is_credit_note:
        start, end = _CREDIT_NOTE, "</CreditNote>"
        lines = [credit_note_line(line, currency=currency) for line in document.lines]
    else:
        start, end = _INVOICE, "</Invoice>"
        lines = [invoice_line(line, currency=currency) for line in document.lines]
    parts = (
        start,
        _header(document),
        period(document.invoicing_period, document.vat_point_code),
        references(document),
        seller(document.seller),
        buyer(document.buyer),
        payee(document.payee),
        tax_representative(document.tax_representative),
        delivery(document.delivery),
        payment(document),
        allowances_and_charges(document, currency=currency),
        tax_totals(document, currency=currency),
        monetary_total(document.totals, currency=currency),
        *lines,
        end,
    )
    return "".join(parts).encode()


def _header(document: Document) -> str:
    """Write the single values before the groups; a credit note has the tax point first and no due date here."""
    notes = "".join([f"<cbc:Note>{note_text(note.text, note.subject_code)}</cbc:Note>" for note in document.notes])
    tax_point = day("TaxPointDate", document.vat_point_date)
    if document.is_credit_note:
        middle = tax_point + text("CreditNoteTypeCode", document.type_code) + notes
    else:
        middle = day("DueDate", document.due_date) + text("InvoiceTypeCode", document.type_code) + notes + tax_point
    return (
        text("UBLVersionID", document.ubl_version)
        + text("CustomizationID", document.customization_id)
        + text("ProfileID", document.profile_id)
        + text("ID", document.invoice_number)
        + day("IssueDate", document.issue_date)
        + middle
        + text("DocumentCurrencyCode", document.currency)
        + text("TaxCurrencyCode", document.vat_accounting_currency)
        + text("AccountingCost", document.buyer_accounting_reference)
        + text("BuyerReference", document.buyer_reference)
    )
