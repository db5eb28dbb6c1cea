"""A document as a readable page: the same words as the PDF, drawn by templates/invoices/_document_view.html."""

from dataclasses import dataclass

from invoices.en16931.document import Document
from invoices.rendering.labels import Labels, labels_for
from invoices.rendering.layout import lay_out
from invoices.rendering.sheet import Sheet


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the template needs: the document's words and the headings around them."""

    sheet: Sheet
    labels: Labels


def render_view(document: Document, *, language: str) -> DocumentView:
    """Return the document's words in a language of the portal; an incomplete document gives an incomplete view."""
    sheet = lay_out(document, language=language)
    return DocumentView(sheet, labels_for(sheet.language))
