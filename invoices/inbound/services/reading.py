"""Reads messages: into a received invoice with the verdict of the rules, or quarantine. Nothing is thrown away.

Reading happens outside any transaction and may be repeated; only the first result counts.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

import structlog
from django.db import transaction
from django.db.models import F

from accounts.models import User
from companies.services import audit
from companies.tenancy import every_company
from invoices.en16931.document import Document, Totals
from invoices.en16931.rules import Report, check_tree
from invoices.en16931.ubl.parse import Unreadable, parse
from invoices.en16931.ubl.read import read
from invoices.inbound import intake, lifecycle
from invoices.inbound.models import InboundMessage, ReceivedInvoice
from portal.kit.clock import now

log = structlog.get_logger(__name__)

State = InboundMessage.State
# A document at which a worker died this often is put aside instead of killing the next one.
MAX_READS = 3
GRACE = timedelta(seconds=30)
LIMIT = 1000
CHUNK = 50
EXPIRES = 120.0
_CENT = Decimal("0.01")
_AMOUNT_LIMIT = Decimal(10) ** 16


def read_all(message_pks: Iterable[int]) -> None:
    """Read each message by itself; a fault in one, which the log tells, never stops the next."""
    for pk in message_pks:
        try:
            read_message(pk)
        except Exception:
            log.exception("inbound_message_not_read", message=pk)


def read_message(pk: int) -> ReceivedInvoice | None:
    """Read a new message; returns its invoice, or None when it is in quarantine or was read before."""
    if not InboundMessage.objects.filter(pk=pk, state=State.NEW).update(reads=F("reads") + 1):
        return None
    message: InboundMessage = InboundMessage.objects.get(pk=pk)
    if message.reads > MAX_READS:
        _quarantine(message, "reader-stopped")
        return None
    try:
        root = parse(bytes(message.raw))
        document = read(root)
        report = check_tree(root)
    except Unreadable as error:
        _quarantine(message, error.reason.value, error.text)
        return None
    essentials = _essentials(document)
    if isinstance(essentials, list):
        _quarantine(message, "incomplete", ", ".join(essentials))
        return None
    return _keep(message, _invoice_of(document, essentials, message=message, report=report))


def release(message: InboundMessage, *, by: User | None) -> None:
    """Let a quarantined message be read again, for example after the portal has learnt to."""
    with transaction.atomic():
        quarantined = InboundMessage.objects.filter(pk=message.pk, state=State.QUARANTINED)
        if quarantined.update(state=State.NEW, reads=0, reason="", detail=""):
            audit.record("received.released", by=by, subject=message)
            company_id = message.company_id
            transaction.on_commit(lambda: intake.ask_to_read([message.pk], company_id=company_id), robust=True)


def sweep(*, before: datetime | None = None) -> int:
    """Announce messages of all companies that came before the moment and are still new; returns how many."""
    waiting = InboundMessage.objects.filter(state=State.NEW, received_at__lte=before or now() - GRACE)
    with every_company():
        rows = list(waiting.order_by("received_at").values_list("company_id", "pk")[:LIMIT])
    for company_id, group in groupby(sorted(rows), key=lambda row: row[0]):
        pks = [pk for _, pk in group]
        for start in range(0, len(pks), CHUNK):
            intake.ask_to_read(pks[start : start + CHUNK], company_id=company_id, expires=EXPIRES)
    return len(rows)


def _quarantine(message: InboundMessage, reason: str, detail: str = "") -> None:
    new = InboundMessage.objects.filter(pk=message.pk, state=State.NEW)
    if new.update(state=State.QUARANTINED, reason=reason, detail=detail[:2000]):
        log.warning("inbound_message_quarantined", message=message.pk, reason=reason)


def _keep(message: InboundMessage, invoice: ReceivedInvoice) -> ReceivedInvoice | None:
    with transaction.atomic():
        if not InboundMessage.objects.filter(pk=message.pk, state=State.NEW).update(state=State.READ):
            return None
        invoice.save(force_insert=True)
        lifecycle.write_event(
            invoice,
            lifecycle.EventKind.RECEIVED,
            by=None,
            detail={"channel": message.channel, "sender": message.sender},
        )
    return invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Essentials:
    """What a row of the inbox cannot be without."""

    number: str
    issue_date: date
    currency: str
    seller_name: str
    amount_due: Decimal


def _essentials(document: Document) -> _Essentials | list[str]:
    """Return what every invoice has, or the terms that this one lacks."""
    number, day, currency = document.invoice_number, document.issue_date, document.currency
    seller_name = document.seller.name if document.seller else None
    amount_due = _amount(document.totals.amount_due) if document.totals else None
    if number and day and currency and seller_name and amount_due is not None:
        return _Essentials(
            number=number, issue_date=day, currency=currency, seller_name=seller_name, amount_due=amount_due
        )
    present = {"BT-1": number, "BT-2": day, "BT-5": currency, "BT-27": seller_name, "BT-115": amount_due}
    return [term for term, value in present.items() if value is None or value == ""]


def _invoice_of(
    document: Document, essentials: _Essentials, *, message: InboundMessage, report: Report
) -> ReceivedInvoice:
    legal_id = document.seller.legal_id if document.seller else None
    totals = document.totals or Totals()
    references = (means.remittance_information for means in document.payment_means)
    return _cut(
        ReceivedInvoice(
            company_id=message.company_id,
            message=message,
            **asdict(essentials),
            type_code=document.type_code or "",
            due_date=document.due_date,
            seller_legal_id=legal_id.value if legal_id else "",
            buyer_reference=document.buyer_reference or "",
            order_reference=document.order_reference or "",
            payment_reference=next(filter(None, references), ""),
            net_amount=_amount(totals.tax_exclusive) or Decimal(0),
            vat_amount=_amount(totals.tax_total) or Decimal(0),
            is_valid=report.valid,
            findings=list(report.as_dict()["findings"]),
            received_at=message.received_at,
        )
    )


def _amount(value: Decimal | None) -> Decimal | None:
    """Return the amount as the columns hold it, or None when it is absent or no amount of money."""
    if value is None or not value.is_finite() or abs(value) >= _AMOUNT_LIMIT:
        return None
    return value.quantize(_CENT)


def _cut(row: ReceivedInvoice) -> ReceivedInvoice:
    """Shorten texts to their columns, which serve lists and search; the whole text is in the raw bytes."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and field.max_length:
            setattr(row, field.attname, value[: field.max_length])
    return row
