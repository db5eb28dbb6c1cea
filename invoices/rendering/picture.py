"""Pages of a PDF as pictures, for screens that show a document without the browser's own PDF viewer.

PDFium is not safe for two threads: one lock a process. services.previewing calls this; nothing is kept here.
"""

import io
import threading

import pypdfium2

# Twice the width at which the preview shows a page, so that it is sharp on fine screens, too.
PIXELS_WIDE = 1488
_LOCK = threading.Lock()


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    with _LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            return len(document)
        finally:
            document.close()


def draw_page(data: bytes, *, page: int, pixels_wide: int = PIXELS_WIDE) -> bytes:
    """Draw a page, counted from 1, as PNG. Raises IndexError when there is no such page."""
    with _LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            if not 1 <= page <= len(document):
                raise IndexError(page)
            sheet = document[page - 1]
            picture = sheet.render(scale=pixels_wide / sheet.get_width()).to_pil()
        finally:
            document.close()
    buffer = io.BytesIO()
    # An invoice has few colours: a palette makes the file a third of the size and is drawn faster.
    picture.quantize(64).save(buffer, "PNG")
    return buffer.getvalue()
