"""Document to PDF: A4, tagged, PDF/A-3b with the document's XML embedded, in the language asked for.

Same document, language, look and XML give the same bytes. `render` is called by services.pdf_archive and the preview.
"""

import io
import re
import unicodedata
from datetime import UTC, date, datetime, time
from functools import lru_cache

from django.template.loader import get_template
from PIL import Image, UnidentifiedImageError

from invoices.en16931.document import Document
from invoices.rendering.engine import Enclosure, Resource, print_pdf
from invoices.rendering.labels import document_language, labels_for
from invoices.rendering.layout import lay_out, title_of
from invoices.rendering.look import PLAIN, Look
from invoices.rendering.page import measure

_LOGO_PIXELS = 4_000_000


def render(document: Document, *, language: str, look: Look = PLAIN, xml: bytes | None = None) -> bytes:
    """Make the PDF of a document in a language of the portal, with its XML inside where it is given.

    Raises:
        PdfUnavailableError: if the text libraries are missing on this machine.
        PdfFailedError: if the page could not be made.
    """
    sheet = lay_out(document, language=language, look=look)
    labels = labels_for(sheet.language)
    logo = flattened(look.logo) if look.logo else b""
    resources = {}
    if logo:
        resources["portal:logo"] = Resource(logo, "image/jpeg")
    if sheet.payment.code:
        resources["portal:code"] = Resource(sheet.payment.code, "image/png")
    made_on = document.issue_date.isoformat() if document.issue_date else ""
    page = measure(sheet, labels=labels, look=look, logo=bool(logo), made_on=made_on)
    markup = get_template("invoices/pdf/page.html").render({"sheet": sheet, "page": page, "labels": labels})
    return print_pdf(
        markup,
        language=sheet.language,
        accent=look.accent,
        resources=resources,
        enclosure=_enclosure(document, sheet.language, xml),
    )


def file_name(document: Document, *, language: str, extension: str) -> str:
    """Return a name for a file of the document, as faktura-10428.pdf, in ASCII letters."""
    title = title_of(document, labels=labels_for(document_language(language)))
    stem = unicodedata.normalize("NFKD", f"{title}-{document.invoice_number or ''}").encode("ascii", "ignore").decode()
    return f"{re.sub(r'[^A-Za-z0-9.]+', '-', stem).strip('-.').lower()}.{extension}"


def _enclosure(document: Document, language: str, xml: bytes | None) -> Enclosure | None:
    if xml is None:
        return None
    made_on = document.issue_date or date(2000, 1, 1)
    return Enclosure(
        filename=file_name(document, language=language, extension="xml"),
        data=xml,
        description="UBL 2.1",
        made_at=datetime.combine(made_on, time(), tzinfo=UTC),
    )


@lru_cache(maxsize=64)
def flattened(logo: bytes) -> bytes:
    """Return a logo as JPEG on white, which a PDF takes as it is; nothing where it cannot be read."""
    try:
        with Image.open(io.BytesIO(logo), formats=("PNG", "JPEG", "GIF")) as picture:
            if picture.width * picture.height > _LOGO_PIXELS:
                return b""
            colours = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return b""
    paper = Image.new("RGB", colours.size, "white")
    paper.paste(colours, mask=colours.getchannel("A"))
    file = io.BytesIO()
    paper.save(file, format="JPEG", quality=94, subsampling=0)
    return file.getvalue()
