"""The one frozen package that every channel delivers: sealed XML, a maker of the PDF, parties and the message id.

`pack` builds it from a delivery's rows. Channels take all they need from here, so that no channel can send another
document than the sealed one.
"""

import hashlib
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from companies.models import Company
from invoices.delivery.contract import Recipient
from invoices.delivery.models import Delivery
from invoices.en16931.ubl.read import read
from invoices.models import Invoice, InvoiceParty, SealedDocument
from invoices.services.pdf_archive import pdf_of


class DocumentDamagedError(Exception):
    """The stored XML does not have the SHA-256 that was sealed with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """What a channel needs to know of Seller or Buyer as frozen in the document."""

    name: str
    legal_id: str = ""
    electronic_scheme: str = ""
    electronic_address: str = ""
    country: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportingFile:
    """A file that the document carries inside (BG-24)."""

    filename: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A sealed document on its way.

    `make_pdf` renders on first need and keeps the result; `list_attachments` reads the embedded files from the XML.
    """

    message_id: uuid.UUID
    recipient: Recipient
    seller: PartyFacts
    buyer: PartyFacts
    reply_to: str
    language: str
    number: str
    is_credit_note: bool
    issue_date: date
    due_date: date | None
    amount_due: Decimal
    currency: str
    payment_reference: str
    xml: bytes
    make_pdf: Callable[[], bytes]
    list_attachments: Callable[[], tuple[SupportingFile, ...]]

    @property
    def stem(self) -> str:
        """Return the file name without its ending, safe on every file system."""
        kind = "credit-note" if self.is_credit_note else "invoice"
        return f"{kind}-{re.sub(r'[^A-Za-z0-9._-]+', '-', self.number).strip('.-') or 'document'}"


def pack(delivery: Delivery) -> Package:
    """Build the package of a delivery; raises DocumentDamagedError when the XML is not the sealed one."""
    invoice: Invoice = delivery.invoice
    sealed = SealedDocument.objects.get(invoice_id=invoice.pk)
    xml = bytes(sealed.xml)
    if not hashlib.sha256(xml).hexdigest() == sealed.sha256 == invoice.sha256:
        raise DocumentDamagedError(f"The XML of invoice {invoice.pk} does not match its seal.")
    parties = {party.kind: party for party in InvoiceParty.objects.filter(invoice_id=invoice.pk)}
    seller = parties[InvoiceParty.Kind.SELLER]
    return Package(
        message_id=delivery.message_id,
        recipient=dict(delivery.recipient),
        seller=_facts(seller),
        buyer=_facts(parties[InvoiceParty.Kind.BUYER]),
        reply_to=seller.email or Company.objects.values_list("email", flat=True).get(pk=invoice.company_id),
        language=invoice.language,
        number=invoice.number,
        is_credit_note=invoice.is_credit_note,
        issue_date=invoice.issue_date,
        due_date=invoice.due_date,
        amount_due=invoice.amount_due,
        currency=invoice.currency,
        payment_reference=invoice.payment_reference,
        xml=xml,
        make_pdf=partial(pdf_of, invoice),
        list_attachments=partial(_list_attachments, xml),
    )


def _list_attachments(xml: bytes) -> tuple[SupportingFile, ...]:
    return tuple(
        SupportingFile(
            filename=file.filename or file.reference or "attachment",
            media_type=file.mime_code or "application/octet-stream",
            data=file.content,
        )
        for file in read(xml).attachments
        if file.content
    )


def _facts(party: InvoiceParty) -> PartyFacts:
    return PartyFacts(
        name=party.name,
        legal_id=party.legal_id,
        electronic_scheme=party.electronic_scheme,
        electronic_address=party.electronic_address,
        country=party.country,
        email=party.email,
    )
