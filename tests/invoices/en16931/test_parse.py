"""Parsing bytes: everything unsafe, broken or foreign is one typed refusal, and large attachments are read."""

from base64 import b64encode

import pytest

from invoices.en16931.document import Attachment, Document
from invoices.en16931.ubl.parse import INVOICE_NAMESPACE, INVOICE_ROOT, MAX_BYTES, Reason, Unreadable, parse
from invoices.en16931.ubl.read import read
from invoices.en16931.ubl.write import write

INVOICE = f'<Invoice xmlns="{INVOICE_NAMESPACE}"/>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))

REFUSED = {
    "external entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', Reason.DOCTYPE),
    "parameter entity": (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x">%x;]><a/>', Reason.DOCTYPE),
    "bare DOCTYPE": (b"<!DOCTYPE Invoice>" + INVOICE.encode(), Reason.DOCTYPE),
    "DOCTYPE after comment": (b"<!-- x --><?p x?>\n<!DOCTYPE a><a/>", Reason.DOCTYPE),
    "DOCTYPE in UTF-16": (f'<?xml version="1.0"?><!DOCTYPE a>{INVOICE}'.encode("utf-16"), Reason.DOCTYPE),
    "billion laughs": (f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a9;</a>'.encode(), Reason.DOCTYPE),
    "undeclared entity": (f"<Invoice xmlns='{INVOICE_NAMESPACE}'>&x;</Invoice>".encode(), Reason.NOT_XML),
    "Latin-1 said to be UTF-8": ('<?xml version="1.0" encoding="UTF-8"?><a>å</a>'.encode("latin-1"), Reason.ENCODING),
    "UTF-8 said to be UTF-16": (f'<?xml version="1.0" encoding="UTF-16"?>{INVOICE}'.encode(), Reason.ENCODING),
    "unknown encoding": (f'<?xml version="1.0" encoding="foo-8"?>{INVOICE}'.encode(), Reason.ENCODING),
    "UTF-7": (f'<?xml version="1.0" encoding="UTF-7"?>{INVOICE}'.encode(), Reason.ENCODING),
    "plain text": (b"Hello", Reason.NOT_XML),
    "PDF": (b"%PDF-1.7\n\x00\x01", Reason.NOT_XML),
    "cut off": (INVOICE.encode()[:-2], Reason.NOT_XML),
    "zero byte": (b"<a>\0</a>", Reason.NOT_XML),
    "too deep": (b"<a>" * 3000 + b"</a>" * 3000, Reason.NOT_XML),
    "empty": (b" \n", Reason.EMPTY),
    "too large": (b" " * (MAX_BYTES + 1), Reason.TOO_LARGE),
    "too many elements": (b"<a>" + b"<b/>" * 1_000_001 + b"</a>", Reason.TOO_MANY_ELEMENTS),
    "other root": (b"<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", Reason.ROOT),
    "no namespace": (b"<Invoice/>", Reason.ROOT),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_refuses_with_one_reason(data: bytes, reason: Reason) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse(data)
    assert refusal.value.reason is reason
    assert refusal.value.text.endswith(".") and len(refusal.value.text) < 400


@pytest.mark.parametrize(
    "data",
    [
        INVOICE.encode(),
        b"\xef\xbb\xbf" + INVOICE.encode(),
        f'<?xml version="1.0"?>{INVOICE}'.encode("utf-16"),
        f'<?xml version="1.0" encoding="ISO-8859-1"?><!-- å -->{INVOICE}'.encode("latin-1"),
        f"<!-- <!DOCTYPE a> --><?p <!DOCTYPE a>?>{INVOICE}".encode(),
    ],
    ids=["plain", "with byte order mark", "UTF-16", "Latin-1", "DOCTYPE in comment"],
)
def test_accepts_other_dress(data: bytes) -> None:
    assert parse(data).tag == INVOICE_ROOT


def test_any_root_where_the_caller_says_so() -> None:
    assert parse(b"<a/>", roots=None).tag == "a"


def test_comments_do_not_part_a_text() -> None:
    data = INVOICE.replace("/>", "><!-- a -->x<!-- b -->y<?p?>z</Invoice>").encode()
    root = parse(data)
    assert (root.text, len(root)) == ("xyz", 0)


def test_an_attachment_near_the_cap_is_read() -> None:
    content = bytes(range(256)) * 57_000  # 14.6 MB, 19.5 MB as text
    document = Document(type_code="380", attachments=(Attachment(reference="1", content=content),))
    data = write(document)
    assert len(b64encode(content)) < len(data) < MAX_BYTES
    assert read(data) == document
