"""The one safe way from bytes to an XML tree: no entities, no DOCTYPE, no network, caps before parsing.

Used by read/, by the rules and by everything inbound. It refuses with `Unreadable`; it does not judge content.
"""

import re
from enum import StrEnum
from typing import Any, Final

from lxml import etree

INVOICE_NAMESPACE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE_NAMESPACE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
INVOICE_ROOT: Final = f"{{{INVOICE_NAMESPACE}}}Invoice"
CREDIT_NOTE_ROOT: Final = f"{{{CREDIT_NOTE_NAMESPACE}}}CreditNote"
BILLING_ROOTS: Final = frozenset({INVOICE_ROOT, CREDIT_NOTE_ROOT})

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_ELEMENTS: Final = 1_000_000  # more than 20 MB of real lines have; libxml2 takes about 130 bytes for each

_ENCODINGS: Final = frozenset(
    {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII", "ISO-8859-1", "ISO-8859-15"}
)
_FALSE_UTF_16: Final = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]{0,80}encoding\s*=\s*["']UTF-?16""", re.IGNORECASE)
_HUGE: Final = 9 * 1024 * 1024  # libxml2 refuses a text node above 10 MB, and an attachment is one


class Reason(StrEnum):
    """Name why bytes cannot be read as a document."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_ELEMENTS = "too-many-elements"
    DOCTYPE = "doctype"
    ENCODING = "encoding"
    NOT_XML = "not-xml"
    ROOT = "root"


class Unreadable(ValueError):  # noqa: N818 - a verdict about a file, not a fault of the program
    """Say in one clear sentence why bytes are not a document that can be judged."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.reason = reason
        self.text = text


def parse(data: bytes, *, max_bytes: int = MAX_BYTES, roots: frozenset[str] | None = BILLING_ROOTS) -> etree._Element:
    """Parse XML bytes and return the root element, without comments; `roots` None accepts any root.

    Raises:
        Unreadable: with the first reason found, and no other exception whatever the bytes are.
    """
    if len(data) > max_bytes:
        size, limit = len(data) / 1024 / 1024, max_bytes / 1024 / 1024
        raise Unreadable(Reason.TOO_LARGE, f"The file is {size:.1f} MB; at most {limit:.0f} MB are read.")
    if not data.strip():
        raise Unreadable(Reason.EMPTY, "The file is empty.")
    if data.count(b"<") - data.count(b"</") > MAX_ELEMENTS:
        raise Unreadable(Reason.TOO_MANY_ELEMENTS, f"The file has more than {MAX_ELEMENTS:,} elements.")
    if _has_doctype(data):
        raise _doctype()
    if _FALSE_UTF_16.match(data):
        raise Unreadable(Reason.ENCODING, "The file says that it is in UTF-16 and is not.")
    root = _tree(data)
    if roots is not None and root.tag not in roots:
        name = etree.QName(root)
        shown = f"{name.localname} in {name.namespace}" if name.namespace else str(name.localname)
        raise Unreadable(Reason.ROOT, f"The root element is {shown[:200]}, not a UBL 2.1 Invoice or CreditNote.")
    return root


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=len(data) > _HUGE,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _syntax(error) from None
    except (ValueError, LookupError) as error:
        raise Unreadable(Reason.NOT_XML, f"The file is not well-formed XML: {error}"[:300]) from None
    described: Any = root.getroottree().docinfo
    if described.doctype or described.internalDTD is not None:
        raise _doctype()
    encoding = described.encoding or "UTF-8"
    if encoding.upper() not in _ENCODINGS:
        raise Unreadable(Reason.ENCODING, f"The file says that it is in {encoding}; UTF-8 is expected.")
    return root


def _syntax(error: etree.XMLSyntaxError) -> Unreadable:
    message = " ".join(str(error.msg or error).split())[:250]
    if "ncoding" in message:
        return Unreadable(Reason.ENCODING, f"The file is not in the encoding that it states: {message}.")
    return Unreadable(Reason.NOT_XML, f"The file is not well-formed XML: {message}.")


def _doctype() -> Unreadable:
    return Unreadable(Reason.DOCTYPE, "The file has a DOCTYPE, which a UBL document must not have.")


def _has_doctype(data: bytes) -> bool:
    """Look for a DOCTYPE in the prolog, before libxml2 would build its entities."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        return b"<\0!\0D\0O\0C\0T\0Y\0P\0E" in data or b"\0<\0!\0D\0O\0C\0T\0Y\0P\0E" in data
    at = data.find(b"<")
    while at >= 0:
        if data.startswith(b"<?", at):
            at = _after(data, b"?>", at)
        elif data.startswith(b"<!--", at):
            at = _after(data, b"-->", at)
        else:
            return data.startswith(b"<!", at)
    return False


def _after(data: bytes, end: bytes, start: int) -> int:
    closed = data.find(end, start)
    return -1 if closed < 0 else data.find(b"<", closed + len(end))
