"""References of the document as UBL: orders, earlier invoices, papers and attachments (BT-11 to BT-18, BG-3, BG-24).

Mirrored by ../read/references.py. Invoice and CreditNote differ in order, and a credit note has no project reference
but an additional document of type 50.
"""

from base64 import b64encode

from invoices.en16931.document import Attachment, Document, PrecedingInvoice
from invoices.en16931.ubl.write.text import attribute, day, escape, group, identifier, text


def references(document: Document) -> str:
    """Write all references in the order of the document's schema."""
    tender = group("OriginatorDocumentReference", text("ID", document.tender_reference))
    contract = group("ContractDocumentReference", text("ID", document.contract_reference))
    additional = _invoiced_object(document) + "".join([_attachment(given) for given in document.attachments])
    first = (
        _order(document)
        + "".join([_preceding(given) for given in document.preceding_invoices])
        + group("DespatchDocumentReference", text("ID", document.despatch_advice_reference))
        + group("ReceiptDocumentReference", text("ID", document.receiving_advice_reference))
    )
    if document.is_credit_note:
        return first + contract + additional + _credit_note_project(document.project_reference) + tender
    return first + tender + contract + additional + group("ProjectReference", text("ID", document.project_reference))


def _order(document: Document) -> str:
    """Write BT-13 and BT-14; the schema demands an order id, which Peppol BIS sets to NA where there is none."""
    order, sales_order = document.order_reference, document.sales_order_reference
    if order is None and sales_order is not None:
        order = "NA"
    return group("OrderReference", text("ID", order) + text("SalesOrderID", sales_order))


def _preceding(given: PrecedingInvoice) -> str:
    return (
        f"<cac:BillingReference><cac:InvoiceDocumentReference>{text('ID', given.number)}"
        f"{day('IssueDate', given.issue_date)}</cac:InvoiceDocumentReference></cac:BillingReference>"
    )


def _invoiced_object(document: Document) -> str:
    if document.invoiced_object is None:
        return ""
    return (
        f"<cac:AdditionalDocumentReference>{identifier('ID', document.invoiced_object)}"
        "<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>"
    )


def _credit_note_project(reference: str | None) -> str:
    if reference is None:
        return ""
    return (
        f"<cac:AdditionalDocumentReference>{text('ID', reference)}"
        "<cbc:DocumentTypeCode>50</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>"
    )


def _attachment(given: Attachment) -> str:
    content = _embedded(given) + group("ExternalReference", text("URI", given.url))
    return (
        "<cac:AdditionalDocumentReference>"
        + text("ID", given.reference)
        + text("DocumentDescription", given.description)
        + group("Attachment", content)
        + "</cac:AdditionalDocumentReference>"
    )


def _embedded(given: Attachment) -> str:
    if given.content is None and given.mime_code is None and given.filename is None:
        return ""
    attributes = attribute("mimeCode", given.mime_code) + attribute("filename", given.filename)
    content = b64encode(given.content or b"").decode("ascii")
    return f"<cbc:EmbeddedDocumentBinaryObject{attributes}>{content}</cbc:EmbeddedDocumentBinaryObject>"


def note_text(text_of_note: str, subject_code: str | None) -> str:
    """Join BT-21 and BT-22 as UBL carries them: #code#text."""
    return escape(text_of_note if subject_code is None else f"#{subject_code}#{text_of_note}")
