"""References of the document from UBL (BT-11 to BT-18, BG-3, BG-24), the mirror image of ../write/references.py."""

import binascii
import re
from typing import Final, NamedTuple

from invoices.en16931.document import Attachment, Note, PrecedingInvoice
from invoices.en16931.party import Identifier
from invoices.en16931.ubl.names import cac, cbc
from invoices.en16931.ubl.read.node import Node

_ID: Final = cbc("ID")
_ORDER: Final = cac("OrderReference")
_SALES_ORDER: Final = cbc("SalesOrderID")
_BILLING: Final = cac("BillingReference")
_INVOICE: Final = cac("InvoiceDocumentReference")
_ISSUE_DATE: Final = cbc("IssueDate")
_ADDITIONAL: Final = cac("AdditionalDocumentReference")
_TYPE_CODE: Final = cbc("DocumentTypeCode")
_DESCRIPTION: Final = cbc("DocumentDescription")
_ATTACHMENT: Final = cac("Attachment")
_EMBEDDED: Final = cbc("EmbeddedDocumentBinaryObject")
_EXTERNAL: Final = cac("ExternalReference")
_URI: Final = cbc("URI")

_SUBJECT: Final = re.compile(r"#([^#]{3})#(.*)", re.DOTALL)
_BLANKS: Final = re.compile(r"\s+")


class Additional(NamedTuple):
    """Hold the three things that UBL keeps in cac:AdditionalDocumentReference."""

    invoiced_object: Identifier | None
    project: str | None
    attachments: tuple[Attachment, ...]


def note(value: str) -> Note:
    """Part a note into BT-21 and BT-22."""
    found = _SUBJECT.fullmatch(value)
    return Note(value) if found is None else Note(found[2], subject_code=found[1])


def order(root: Node) -> tuple[str | None, str | None]:
    """Read BT-13 and BT-14; NA beside a sales order says that there is no order."""
    node = root.wrapper(_ORDER)
    if node is None:
        return None, None
    number, sales_order = node.text(_ID), node.text(_SALES_ORDER)
    if number is None and sales_order is not None:
        node.odd.met = True
    node.close()
    return (None if number == "NA" and sales_order is not None else number), sales_order


def preceding_invoices(root: Node) -> tuple[PrecedingInvoice, ...]:
    """Read BG-3."""
    return tuple([_preceding(node) for node in root.nodes(_BILLING)])


def reference(root: Node, tag: str) -> str | None:
    """Read the id of a reference that has nothing else."""
    return root.nested_text(tag, _ID)


def additional(root: Node, *, with_project: bool) -> Additional:
    """Read BT-18, BG-24 and, in a credit note, BT-11."""
    invoiced_object: Identifier | None = None
    project: str | None = None
    attachments: list[Attachment] = []
    for node in root.nodes(_ADDITIONAL):
        code = node.text(_TYPE_CODE)
        if code == "130" and invoiced_object is None:
            invoiced_object = node.identifier(_ID)
            node.odd.met |= invoiced_object is None
            node.close()
        elif code == "50" and with_project and project is None:
            project = node.text(_ID)
            node.odd.met |= project is None
            node.close()
        else:
            node.odd.met |= code is not None
            attachments.append(_attachment(node))
    return Additional(invoiced_object, project, tuple(attachments))


def _preceding(node: Node) -> PrecedingInvoice:
    inner = node.node(_INVOICE)
    node.close()
    if inner is None:
        node.odd.met = True
        return PrecedingInvoice()
    read = PrecedingInvoice(inner.text(_ID), issue_date=inner.day(_ISSUE_DATE))
    inner.close()
    return read


def _attachment(node: Node) -> Attachment:
    content, mime_code, filename, url = None, None, None, None
    inner = node.wrapper(_ATTACHMENT)
    if inner is not None:
        content, mime_code, filename = _embedded(inner)
        url = inner.nested_text(_EXTERNAL, _URI)
        inner.close()
    read = Attachment(
        reference=node.text(_ID),
        description=node.text(_DESCRIPTION),
        url=url,
        content=content,
        mime_code=mime_code,
        filename=filename,
    )
    node.close()
    return read


def _embedded(node: Node) -> tuple[bytes | None, str | None, str | None]:
    found = node.element_of(_EMBEDDED)
    if found is None:
        return None, None, None
    if len(found):
        node.odd.met = True
    mime_code, filename = node.attributes(found, "mimeCode", "filename")
    text = found.text or ""
    if not text:
        return (None if mime_code is not None or filename is not None else b""), mime_code, filename
    try:
        return binascii.a2b_base64(_BLANKS.sub("", text), strict_mode=True), mime_code, filename
    except (binascii.Error, ValueError):
        node.odd.met = True
        return None, mime_code, filename
