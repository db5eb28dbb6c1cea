"""Shape of invoices: drafts, issued documents with their frozen parts, number series, events, files."""

from invoices.models.draft import Draft, DraftAttachment
from invoices.models.event import InvoiceEvent
from invoices.models.invoice import Invoice, InvoicePdf, SealedDocument
from invoices.models.line import InvoiceLine, InvoiceVat
from invoices.models.number_series import NumberSeries
from invoices.models.party import InvoiceParty

__all__ = [
    "Draft",
    "DraftAttachment",
    "Invoice",
    "InvoiceEvent",
    "InvoiceLine",
    "InvoiceParty",
    "InvoicePdf",
    "InvoiceVat",
    "NumberSeries",
    "SealedDocument",
]
