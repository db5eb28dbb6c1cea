"""Files are told by their content; what cannot travel with an invoice is refused with a sentence."""

import io
import struct
import zlib

import pytest
from PIL import Image

from companies.models import AuditEntry
from invoices.models import DraftAttachment
from invoices.services.attaching import MOST_FILES, BadAttachment, attach_file, detach_file, recognise
from invoices.services.drafting import start_draft

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """Return a tiny PNG whose header promises a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(PDF, "application/pdf"), (picture("PNG"), "image/png"), (picture("JPEG"), "image/jpeg")],
)
def test_recognises_by_content(data, media_type) -> None:
    assert recognise(data) == media_type


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 not a picture", "PDF, PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PDF, PNG or JPEG"),
        (picture("GIF"), "PDF, PNG or JPEG"),
        (picture("BMP"), "PDF, PNG or JPEG"),
        (b"%PDF-1.7 cut", "not complete"),
        (PDF.replace(b"/Root", b"/Encrypt 2 0 R/Root"), "password"),
        (picture("PNG")[:-20], "damaged"),
        (picture("JPEG")[:-20], "damaged"),
        (png_that_claims(20_000, 20_000), "too many pixels"),
        (png_that_claims(6_000, 6_000), "too many pixels"),
        (PDF.ljust(2 * 1024 * 1024) + b"%%EOF", "at most"),
    ],
)
def test_refuses_with_a_sentence(data, word) -> None:
    with pytest.raises(BadAttachment, match=word):
        recognise(data)


@pytest.mark.django_db
@pytest.mark.usefixtures("scope")
class TestOnADraft:
    @pytest.fixture
    def draft(self, clerk):
        return start_draft(by=clerk)

    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("Timmar.pdf", "Timmar.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\a\\x.PDF", "x.PDF"),
            ("virus.exe", "virus.exe.pdf"),
            ("", "file.pdf"),
            (".pdf", "pdf.pdf"),
            ("a\x00b\u202egpj.pdf", "abgpj.pdf"),
            ("å" * 300 + ".pdf", "å" * 100 + ".pdf"),
        ],
    )
    def test_names_are_made_safe(self, draft, clerk, typed, stored) -> None:
        assert attach_file(draft, filename=typed, data=PDF, by=clerk).filename == stored

    def test_two_files_of_one_name_are_told_apart(self, draft, clerk) -> None:
        names = [attach_file(draft, filename="a.pdf", data=PDF, by=clerk).filename for _ in range(3)]
        assert names == ["a.pdf", "a (2).pdf", "a (3).pdf"]

    def test_a_file_can_be_taken_away_once(self, draft, clerk) -> None:
        attachment = attach_file(draft, filename="a.pdf", data=PDF, by=clerk)
        detach_file(attachment, by=clerk)
        detach_file(attachment, by=clerk)
        assert not DraftAttachment.objects.exists()
        assert list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True)) == [
            "draft.started", "draft.file_attached", "draft.file_detached"
        ]  # fmt: skip

    def test_too_many_files_or_bytes_together_are_refused(self, draft, clerk) -> None:
        big = PDF[:-6] + b" " * (2 * 1024 * 1024 - 200) + b"%%EOF\n"
        for _ in range(3):
            attach_file(draft, filename="a.pdf", data=big, by=clerk)
        with pytest.raises(BadAttachment, match="together"):
            attach_file(draft, filename="a.pdf", data=big, by=clerk)
        for _ in range(MOST_FILES - 3):
            attach_file(draft, filename="a.pdf", data=PDF, by=clerk)
        with pytest.raises(BadAttachment, match=str(MOST_FILES)):
            attach_file(draft, filename="a.pdf", data=PDF, by=clerk)
