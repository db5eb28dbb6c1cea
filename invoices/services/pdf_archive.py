"""The PDF of a document: made when somebody first needs it, then kept, so that everybody sees the same bytes."""

import hashlib

from companies.models import Company
from invoices.en16931.ubl.read import read
from invoices.models import Invoice, InvoicePdf, SealedDocument
from invoices.rendering import pdf
from invoices.rendering.look import Look
from portal.kit.clock import now


def pdf_of(invoice: Invoice) -> bytes:
    """Return the invoice's kept PDF, making it at the first call; two makers at once keep the first one's.

    Raises PdfUnavailableError or PdfFailedError when it cannot be made; nothing is kept then.
    """
    kept = InvoicePdf.objects.filter(invoice_id=invoice.pk).values_list("data", flat=True).first()
    if kept is not None:
        return bytes(kept)
    xml = bytes(SealedDocument.objects.values_list("xml", flat=True).get(invoice_id=invoice.pk))
    data = pdf.render(read(xml), language=invoice.language, look=look_of(invoice.company), xml=xml)
    made = InvoicePdf(invoice_id=invoice.pk, data=data, sha256=hashlib.sha256(data).hexdigest(), made_at=now())
    made.company_id = invoice.company_id
    InvoicePdf.objects.bulk_create([made], ignore_conflicts=True)
    return bytes(InvoicePdf.objects.values_list("data", flat=True).get(invoice_id=invoice.pk))


def pdf_of_received(raw: bytes, *, language: str) -> bytes:
    """Make a PDF of a received document in the reader's language, with the bytes as they came inside."""
    return pdf.render(read(raw), language=language, xml=raw)


def look_of(company: Company) -> Look:
    """Return how the company's documents look: its logo, what it says about late payment, and its foot."""
    return Look(
        logo=bytes(company.logo or b""),
        late_interest=company.late_interest,
        website=company.website,
        registered_office=company.registered_office,
    )
