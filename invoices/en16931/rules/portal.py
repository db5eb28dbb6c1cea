"""The portal's own rules for documents that it writes itself, beyond what the norm and Peppol demand.

They are asked for by name (`portal=True`): a document from elsewhere is not judged by them.
"""

from typing import Final

from lxml import etree

from invoices.en16931.rules.findings import Finding
from invoices.en16931.rules.location import locate_element
from invoices.en16931.rules.peppol.xpath import INVOICE, Undecidable, cac, cbc, decimal, has, kids

LABEL: Final = "Portal 1"
DUE_DATE_RULE: Final = "PORTAL-R001"


def judge(root: "etree._Element") -> list[Finding]:
    """Return what the portal has against a document of its own."""
    return [] if _says_when_to_pay(root) else [_unpayable(root)]


def _says_when_to_pay(root: "etree._Element") -> bool:
    if has(root, cbc.DueDate) or has(root, cac.PaymentTerms, cbc.Note):
        return True
    try:
        payable = decimal(kids(root, cac.LegalMonetaryTotal, cbc.PayableAmount))
    except Undecidable:
        return True
    return root.tag != INVOICE or payable is None or payable <= 0


def _unpayable(root: "etree._Element") -> Finding:
    text = "An invoice with an amount to pay must have a due date or payment terms."
    return Finding("portal", DUE_DATE_RULE, "fatal", locate_element(root), text, ("BT-9", "BT-20", "BT-115"))
