"""Composes the mail that carries an invoice: text and HTML in the document's language, PDF and XML attached.

The supporting files that the document carries (BG-24) are attached as files of their own too, because people open
mails, not XML.
"""

from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from invoices.delivery.package import Package
from portal.kit.date_format import show_long_date
from portal.kit.money_format import format_amount


class TooLargeError(Exception):
    """The attachments are larger than the portal mails."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment of the mail."""

    name: str
    data: bytes
    media_type: str


def compose(package: Package) -> EmailMultiAlternatives:
    """Compose the mail; raises TooLargeError when the attachments exceed MAIL_ATTACHMENTS_MAX_BYTES."""
    files = list_files(package)
    with translation.override(package.language):
        context = _context(package, files)
        subject, text, html = (
            render_to_string(f"invoices/email/invoice-{part}", context)
            for part in ("subject.txt", "body.txt", "body.html")
        )
        sender = _("%(seller)s via %(portal)s") % {"seller": package.seller.name, "portal": settings.PORTAL_NAME}
    own_address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMultiAlternatives(
        subject=_one_line(subject),
        body=text.strip() + "\n",
        from_email=own_address,
        to=[package.recipient["email"]],
        reply_to=[formataddr((_one_line(package.seller.name), package.reply_to))] if package.reply_to else None,
        headers={
            "From": formataddr((_one_line(sender), own_address)),
            "Message-ID": message_id(package),
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    for file in files:
        message.attach(file.name, file.data, file.media_type)
    return message


def message_id(package: Package) -> str:
    """Return the Message-ID, the same for every try, so that a receiver can recognise a repeat."""
    return f"<{package.message_id}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def list_files(package: Package) -> list[File]:
    """List what to attach: PDF, supporting files, XML. The XML, which the PDF embeds, is left out where it is too much.

    Raises TooLargeError when even then the limit is exceeded.
    """
    limit = settings.MAIL_ATTACHMENTS_MAX_BYTES
    files = [File(f"{package.stem}.pdf", package.make_pdf(), "application/pdf")]
    files += [File(file.filename, file.data, file.media_type) for file in package.list_attachments()]
    size = sum(len(file.data) for file in files)
    if size > limit:
        raise TooLargeError(f"{size} > {limit}")
    xml = File(f"{package.stem}.xml", package.xml, "application/xml")
    return [*files, xml] if size + len(xml.data) <= limit else files


def _context(package: Package, files: list[File]) -> dict[str, Any]:
    language = package.language
    return {
        "language": language,
        "portal_name": settings.PORTAL_NAME,
        "is_credit_note": package.is_credit_note,
        "number": package.number,
        "seller": package.seller.name,
        "buyer": package.buyer.name,
        "recipient": package.recipient["email"],
        "can_reply": bool(package.reply_to),
        "amount": f"{format_amount(package.amount_due, language=language)}\N{NO-BREAK SPACE}{package.currency}",
        "issued_on": show_long_date(package.issue_date, language),
        "due_on": show_long_date(package.due_date, language) if package.due_date else "",
        "payment_reference": package.payment_reference,
        "has_xml": any(file.media_type == "application/xml" for file in files),
        "file_names": [file.name for file in files],
    }


def _one_line(text: str) -> str:
    """Return the text without line breaks, which a header must not have."""
    return " ".join(text.split())
