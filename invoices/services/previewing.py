"""The PDF of a draft as it would be issued, for the preview: made once for the same content and kept for minutes.

views/preview.py calls this. Issued invoices have their kept PDF in services.pdf_archive.
"""

import hashlib

from django.core.cache import cache

from companies.models import Company
from invoices.rendering import pdf
from invoices.services.checking import Checked
from invoices.services.pdf_archive import look_of

KEPT_SECONDS = 600


def preview_pdf(checked: Checked, *, company: Company) -> bytes:
    """Return the PDF of a checked draft in the buyer's language.

    Raises PdfUnavailableError or PdfFailedError when it cannot be made.
    """
    composition, look = checked.composition, look_of(company)
    content = hashlib.sha256(checked.xml + look.logo + look.late_interest.encode()).hexdigest()
    key = f"preview:{company.pk}:{composition.language}:{content}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = pdf.render(composition.document, language=composition.language, look=look)
        cache.set(key, kept, KEPT_SECONDS)
    return kept
