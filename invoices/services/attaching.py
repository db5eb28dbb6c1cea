"""Files that travel with an invoice (BG-24): PDF, PNG or JPEG, told by their content and never by their name.

Nothing is decoded: a picture's size is read from its header, so a small file cannot fill the memory. Screens call these
verbs by way of `services.drafting`.
"""

import hashlib
import io
import re
from pathlib import PurePath
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from accounts.models import User
from companies.services import audit
from invoices.models import Draft, DraftAttachment

# A phone's photo has some 12 to 24 million pixels; a picture beyond that is a mistake or a bomb.
MOST_PIXELS: Final = 25_000_000
MOST_FILES: Final = 10
# All files together, so that the XML stays under what receivers and mail servers take once it is Base64.
MOST_BYTES_TOGETHER: Final = 7 * 1024 * 1024
_EXTENSIONS: Final = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
}
_PICTURES: Final = {"PNG": "image/png", "JPEG": "image/jpeg"}
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_LONGEST_NAME: Final = 100
_PDF_EDGE: Final = 1024


class BadAttachment(ValueError):  # noqa: N818 - a refusal, not a fault
    """A file cannot be attached; the text is a sentence for the user."""


@transaction.atomic
def attach_file(draft: Draft, *, filename: str, data: bytes, by: User, description: str = "") -> DraftAttachment:
    """Attach a file to a draft. Raises BadAttachment with a sentence when it cannot travel with an invoice."""
    media_type = recognise(data)
    Draft.objects.select_for_update().get(pk=draft.pk)
    present = DraftAttachment.objects.filter(draft=draft)
    names = set(present.values_list("filename", flat=True))
    together = (present.order_by().aggregate(bytes=Sum("size"))["bytes"] or 0) + len(data)
    if len(names) >= MOST_FILES:
        raise BadAttachment(_("An invoice can carry at most %(count)s files.") % {"count": MOST_FILES})
    if together > MOST_BYTES_TOGETHER:
        limit = {"size": filesizeformat(MOST_BYTES_TOGETHER)}
        raise BadAttachment(_("All files of an invoice together can be at most %(size)s.") % limit)
    attachment: DraftAttachment = DraftAttachment.objects.create(
        draft=draft,
        filename=_free_name(_safe_name(filename, media_type), taken=names),
        media_type=media_type,
        description=description[:150],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
    )
    audit.record("draft.file_attached", by=by, subject=draft, filename=attachment.filename, sha256=attachment.sha256)
    return attachment


@transaction.atomic
def detach_file(attachment: DraftAttachment, *, by: User) -> None:
    """Remove a file from its draft; one that is already gone is fine."""
    deleted, _by_model = DraftAttachment.objects.filter(pk=attachment.pk).delete()
    if deleted:
        audit.record("draft.file_detached", by=by, subject=attachment.draft, filename=attachment.filename)


def recognise(data: bytes) -> str:
    """Return the media type (BT-125-1) that the content has. Raises BadAttachment for anything that cannot be sent."""
    if not data:
        raise BadAttachment(_("The file is empty."))
    if len(data) > settings.ATTACHMENT_MAX_BYTES:
        sizes = {"size": filesizeformat(len(data)), "limit": filesizeformat(settings.ATTACHMENT_MAX_BYTES)}
        raise BadAttachment(_("The file is %(size)s. A file can be at most %(limit)s.") % sizes)
    if data.startswith(b"%PDF-"):
        return _recognise_pdf(data)
    return _recognise_picture(data)


def _recognise_pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-_PDF_EDGE:]:
        raise BadAttachment(_("The PDF file is not complete. Save it again and attach it once more."))
    if b"/Encrypt" in data:
        raise BadAttachment(_("The PDF file is protected by a password. Attach one without."))
    return "application/pdf"


def _recognise_picture(data: bytes) -> str:
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_PICTURES)) as picture:
            kind, (width, height) = str(picture.format), picture.size
            if width * height > MOST_PIXELS:
                raise BadAttachment(_("The picture has too many pixels. Make it smaller and attach it again."))
            picture.verify()
    except Image.DecompressionBombError as bomb:
        raise BadAttachment(_("The picture has too many pixels. Make it smaller and attach it again.")) from bomb
    except UnidentifiedImageError as other:
        raise BadAttachment(_("The file is not a PDF, PNG or JPEG. Only those can be attached.")) from other
    except (OSError, SyntaxError, ValueError) as broken:
        if isinstance(broken, BadAttachment):
            raise
        raise BadAttachment(_("The picture is damaged. Save it again and attach it once more.")) from broken
    if kind == "JPEG" and b"\xff\xd9" not in data[-_PDF_EDGE:]:
        raise BadAttachment(_("The picture is damaged. Save it again and attach it once more."))
    return _PICTURES[kind]


def _safe_name(filename: str, media_type: str) -> str:
    """Return the file's name without folders and control characters, ending as its content demands."""
    name = _UNSAFE.sub("", PurePath(filename.replace("\\", "/")).name).strip(" .")
    endings = _EXTENSIONS[media_type]
    stem = name[: name.rfind(".")] if name.lower().endswith(endings) else name
    ending = name[name.rfind(".") :] if name.lower().endswith(endings) else endings[0]
    return (stem.strip(" .") or "file")[:_LONGEST_NAME] + ending


def _free_name(name: str, *, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number = 1
    while name in taken:
        number += 1
        name = f"{stem} ({number}){dot}{ending}"
    return name
