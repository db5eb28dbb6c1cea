"""WeasyPrint with our own parser, fetcher and style sheets. Imported only by engine.py, as it needs Pango.

Uses private names of WeasyPrint 70 for speed: the two style sheet hooks of HTML and its attributes, and the folder of
FontConfiguration. tests/invoices/rendering/test_printer.py pins them.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

import cssselect2
import pydyf
from django.conf import settings
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from invoices.rendering.engine import Enclosure, PdfFailedError, Resource
from invoices.rendering.fonts import cuts
from invoices.rendering.page import WIDEST
from invoices.rendering.styles import StoredDocument, StyleStore

_BASE = "portal:"
_STORES = 64  # languages times colours that are kept; each takes about a megabyte
_FOLDER = settings.BASE_DIR / "templates" / "invoices" / "pdf"


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Hand out the named resources and nothing else: no file, no network, no data address."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._resources = resources

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the resource with this address; WeasyPrint turns the error into one that stops the render."""
        resource = self._resources.get(url)
        if resource is None:
            raise PermissionError(f"The document may not fetch {url[:100]!r}.")
        return URLFetcherResponse(url, resource.data, {"Content-Type": resource.media_type})


class Markup(HTML):  # type: ignore[misc]
    """Well-formed markup, parsed straight into an element tree, with styles from a store."""

    def __init__(self, text: str, *, fetcher: URLFetcher, store: StyleStore) -> None:
        self.base_url = _BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        root = ET.fromstring(text)  # noqa: S314 - our own template, with every value escaped
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self.store = store

    def render(self, font_config: Any = None, *_: Any, **options: Any) -> StoredDocument:
        """Lay the pages out."""
        return StoredDocument._render(self, font_config, None, None, DEFAULT_OPTIONS | options)


class Printer:
    """Fonts and style sheets, read once."""

    def __init__(self) -> None:
        files = {f"portal:font/{cut.name}": Resource(path.read_bytes(), "font/ttf") for cut, path in cuts().items()}
        fetcher = OwnFiles(files)
        widths = "".join(f".w{width}{{width:{width}mm}}.h{width}{{height:{width}mm}}" for width in range(8, WIDEST + 1))
        page = (_FOLDER / "page.css").read_text("utf-8") + widths
        self._fonts = FontConfiguration()
        defaults = self._sheet((_FOLDER / "defaults.css").read_text("utf-8"), fetcher)
        self._sheets = [(defaults, "user agent"), (self._sheet(page, fetcher), "author")]
        self._stores: dict[tuple[str, str], StyleStore] = {}

    def _sheet(self, text: str, fetcher: URLFetcher) -> CSS:
        return CSS(string=text, base_url=_BASE, url_fetcher=fetcher, font_config=self._fonts)

    def write(
        self,
        markup: str,
        *,
        language: str,
        accent: str,
        resources: Mapping[str, Resource],
        enclosure: Enclosure | None,
    ) -> bytes:
        """Make the file; see engine.print_pdf."""
        fetcher = OwnFiles(resources)
        html = Markup(markup, fetcher=fetcher, store=self._store(language, accent))
        try:
            result = html.write_pdf(
                font_config=self._fonts,
                pdf_variant="pdf/a-3b",
                pdf_tags=True,
                attachments=[_attachment(enclosure)] if enclosure else None,
                finisher=_settle,
            )
        except FatalURLFetchingError as error:
            raise PdfFailedError(str(error)) from error
        return bytes(result)

    def _store(self, language: str, accent: str) -> StyleStore:
        key = (language, accent)
        if key not in self._stores:
            if len(self._stores) >= _STORES:
                self._stores.clear()
            colour = [(CSS(string=f"h1 {{ color: {accent} }}"), "author")] if accent else []
            self._stores[key] = StyleStore([*self._sheets, *colour])
        return self._stores[key]

    def leave_files(self) -> None:
        """Forget the folder of font files, which belongs to the parent process, so that it is not removed."""
        self._fonts._folder = None


def _attachment(enclosure: Enclosure) -> Attachment:
    return Attachment(
        string=enclosure.data,
        name=enclosure.filename,
        description=enclosure.description,
        created=enclosure.made_at,
        modified=enclosure.made_at,
        relationship="Source",
    )


class _Settled(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes are made once: pydyf makes them anew for the file and for its identifier."""

    def __init__(self, original: Any, data: bytes) -> None:
        super().__init__()
        self.number, self.generation, self.free = original.number, original.generation, original.free
        self._data, self._compressible = data, original.compressible

    @property
    def data(self) -> bytes:
        """Return the bytes."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Tell whether the object may lie in an object stream."""
        return self._compressible  # type: ignore[no-any-return]


def _settle(_document: Any, pdf: pydyf.PDF) -> None:
    if "AF" in pdf.catalog:  # WeasyPrint names each enclosure twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    strings: dict[int, bytes] = {}
    pdf.objects = [each if each.free == "f" else _Settled(each, _encoded(each, strings)) for each in pdf.objects]


def _encoded(item: Any, strings: dict[int, bytes]) -> bytes:
    """Write what a tag tree consists of as pydyf does, in a fifth of the time; the rest is left to pydyf."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    if kind is pydyf.Dictionary:
        pairs = [b"/%b %b" % (_encoded(key, strings), _encoded(value, strings)) for key, value in item.items()]
        return b"<<%b>>" % b"".join(pairs)
    if kind is pydyf.Array:
        return b"[%b]" % b" ".join([_encoded(each, strings) for each in item])
    if kind is pydyf.String:
        # The heads of a table's columns are named in each of its cells.
        if id(item) not in strings:
            strings[id(item)] = item.data
        return strings[id(item)]
    return pydyf.Array([item]).data[1:-1]  # type: ignore[no-any-return]
