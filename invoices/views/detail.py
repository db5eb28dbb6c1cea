"""The page of an issued invoice: state, document, timeline, files; and the files themselves."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from companies.decorators import requires
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from invoices import queries
from invoices.delivery.models import Delivery
from invoices.delivery.queries import list_deliveries
from invoices.delivery.reasons import explain
from invoices.delivery.routing import list_options
from invoices.en16931.money import amount_decimals
from invoices.en16931.ubl.read import read
from invoices.lifecycle import FINAL, NEEDS_ATTENTION, DeliveryState, EventKind
from invoices.models import Invoice, InvoiceEvent
from invoices.rendering.engine import PdfFailedError, PdfUnavailableError
from invoices.rendering.html import render_view
from invoices.rendering.picture import count_pages, draw_page
from invoices.services.pdf_archive import pdf_of
from invoices.views import cells
from portal.kit.date_format import show_date, show_moment
from portal.kit.htmx import render_screen
from portal.kit.money_format import format_amount

EVENT_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    EventKind.ISSUED: ("info", "file-pen-line"),
    EventKind.CHECKED: ("ok", "shield-check"),
    EventKind.QUEUED: ("info", "clock"),
    EventKind.SENT: ("ok", "send"),
    EventKind.DELIVERED: ("ok", "check"),
    EventKind.DEFERRED: ("warn", "refresh-cw"),
    EventKind.UNKNOWN: ("warn", "circle-help"),
    EventKind.FAILED: ("bad", "x"),
    EventKind.REJECTED: ("bad", "thumbs-down"),
    EventKind.APPROVED: ("ok", "thumbs-up"),
    EventKind.RESENT: ("info", "rotate-cw"),
    EventKind.CREDITED: ("info", "undo-2"),
    EventKind.COPIED: ("info", "copy"),
    EventKind.VIEWED: ("ok", "eye"),
}
TABS: Final = ("document", "view", "xml")


def find_invoice(public_id: UUID) -> Invoice:
    """Return the company's invoice; raises Http404 for any other."""
    try:
        return queries.get_invoice(public_id)
    except Invoice.DoesNotExist as error:
        raise Http404 from error


@require_GET
@requires(Action.SEE)
def invoice(request: CompanyRequest, public_id: UUID) -> TemplateResponse:
    """Show the invoice; its tabs and its timeline are fragments of the same page."""
    row = find_invoice(public_id)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    role = request.membership.role
    events, deliveries = queries.list_events(row), list_deliveries(row)
    context = {
        "invoice": row,
        "tab": tab,
        "state": _state(row),
        "amount": format_amount(row.amount_due, decimals=amount_decimals(row.currency)),
        "steps": _steps(row, events, request),
        "events": [_event(event, request) for event in events],
        "is_moving": row.delivery_state not in FINAL | NEEDS_ATTENTION | {DeliveryState.NONE, DeliveryState.SENT},
        "credit_notes": queries.list_credit_notes(row),
        "document": _document(row, tab),
        "pages": _pages(row) if tab == "document" else (),
        "files": _files(row),
        "may_write": is_allowed(role, Action.WRITE_INVOICES),
        "may_send": is_allowed(role, Action.SEND_INVOICES),
        "options": [option for option in list_options(request.company, row.customer) if option.is_available],
        "reason": _reason(deliveries),
        "is_unknown": row.delivery_state == DeliveryState.UNKNOWN,
        "needs_attention": row.delivery_state in NEEDS_ATTENTION,
        "due": show_date(row.due_date, get_language() or "sv", year=True) if row.due_date else "",
        "method": cells.method_name(row.delivery_method),
    }
    return render_screen(request, "invoices/invoice.html", context, fragments=("invoice-document", "invoice-progress"))


def _state(row: Invoice) -> dict[str, str]:
    return {"label": row.get_delivery_state_display(), "tone": cells.TONES.get(row.delivery_state, "empty")}


def _reason(deliveries: list[Delivery]) -> str:
    """Say why the newest delivery did not reach the customer, in plain words."""
    if not deliveries:
        return ""
    newest = deliveries[0]
    return " ".join(part for part in (explain(newest.reason), newest.detail) if part)


def _document(row: Invoice, tab: str) -> Any:
    xml = bytes(row.sealed.xml)
    if tab == "view":
        return render_view(read(xml), language=get_language() or "sv")
    return xml.decode() if tab == "xml" else None


def _pages(row: Invoice) -> Sequence[int]:
    """Return the numbers of the PDF's pages, none when it cannot be made here."""
    try:
        return range(1, count_pages(pdf_of(row)) + 1)
    except (PdfUnavailableError, PdfFailedError):
        return ()


def _files(row: Invoice) -> list[dict[str, str]]:
    return [
        {"name": attachment.filename or attachment.reference or "", "note": attachment.description or ""}
        for attachment in read(bytes(row.sealed.xml)).attachments
    ]


def _event(event: InvoiceEvent, request: CompanyRequest) -> dict[str, Any]:
    tone, icon = EVENT_LOOKS.get(event.kind, ("info", "circle"))
    detail = event.detail
    channel = cells.method_name(str(detail.get("channel", "")))
    reason = explain(str(detail.get("reason", "")))
    return {
        "title": event.get_kind_display(),
        "at": show_moment(event.at, get_language() or "sv", request.company.time_zone),
        "detail": " · ".join(part for part in (event.by_name, channel, reason) if part),
        "code": str(detail.get("message_id", ""))[:36],
        "tone": tone,
        "icon": icon,
    }


def _steps(row: Invoice, events: list[InvoiceEvent], request: CompanyRequest) -> list[dict[str, str]]:
    moments = {event.kind: show_moment(event.at, get_language() or "sv", request.company.time_zone) for event in events}
    state = row.delivery_state
    sent = _step(_("Sent"), moments.get(EventKind.SENT) or moments.get(EventKind.DELIVERED, ""))
    delivered = _step(_("Delivered"), moments.get(EventKind.DELIVERED, ""))
    if state in (DeliveryState.FAILED, DeliveryState.UNKNOWN):
        delivered = {"title": row.get_delivery_state_display(), "note": "", "tone": cells.TONES[state]}
    answered = _step(_("Answered"), moments.get(EventKind.APPROVED, ""))
    if state == DeliveryState.REJECTED:
        answered = {"title": _("Rejected"), "note": moments.get(EventKind.REJECTED, ""), "tone": "bad"}
    return [_step(_("Issued"), moments.get(EventKind.ISSUED, "")), sent, delivered, answered]


def _step(title: str, note: str) -> dict[str, str]:
    return {"title": title, "note": note, "tone": "ok" if note else "wait"}


@require_GET
@requires(Action.SEE)
def invoice_page(request: CompanyRequest, public_id: UUID, page: int) -> HttpResponse:
    """Serve a page of the PDF as a picture; issued documents never change, so the browser may keep it."""
    try:
        picture = draw_page(pdf_of(find_invoice(public_id)), page=page)
    except (IndexError, PdfUnavailableError, PdfFailedError):
        raise Http404 from None
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


@require_GET
@requires(Action.SEE)
def invoice_pdf(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Serve the kept PDF; `?download` saves it instead of showing it."""
    row = find_invoice(public_id)
    return as_file(pdf_of(row), "application/pdf", f"{row.number}.pdf", download="download" in request.GET)


@require_GET
@requires(Action.SEE)
def invoice_xml(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Serve the XML bytes exactly as issued."""
    row = find_invoice(public_id)
    return as_file(bytes(row.sealed.xml), "application/xml", f"{row.number}.xml", download=True)


@require_GET
@requires(Action.SEE)
def invoice_attachment(request: CompanyRequest, public_id: UUID, index: int) -> HttpResponse:
    """Serve a file that travelled inside the invoice (BG-24)."""
    attachments = read(bytes(find_invoice(public_id).sealed.xml)).attachments
    if index >= len(attachments) or attachments[index].content is None:
        raise Http404
    found = attachments[index]
    media_type = found.mime_code or "application/octet-stream"
    return as_file(found.content or b"", media_type, found.filename or "file", download=True)


def as_file(data: bytes, media_type: str, filename: str, *, download: bool) -> HttpResponse:
    """Answer with private bytes under a safe file name."""
    response = HttpResponse(data, content_type=media_type)
    safe = "".join(character if character.isalnum() or character in "-_. " else "_" for character in filename)
    response.headers["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{safe}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
