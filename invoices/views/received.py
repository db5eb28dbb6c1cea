"""The inbox: received invoices as a list and a page, approve and reject, the bytes as they came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from companies.decorators import requires
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from invoices.delivery.services import answers
from invoices.en16931.money import amount_decimals
from invoices.en16931.ubl.read import read
from invoices.inbound import queries
from invoices.inbound.models import InboundMessage, ReceivedEvent, ReceivedInvoice
from invoices.rendering.html import render_view
from invoices.services.pdf_archive import pdf_of_received
from invoices.views import cells
from invoices.views.columns import RECEIVED
from invoices.views.detail import as_file
from invoices.views.sent import frame_of, list_context
from portal.kit.date_format import show_date, show_moment
from portal.kit.htmx import render_screen
from portal.kit.money_format import format_amount


@require_GET
@requires(Action.SEE)
def received(request: CompanyRequest) -> TemplateResponse:
    """Show a page of the inbox, and what arrived but could not be read."""
    state = RECEIVED.state(request.GET)
    now = state.filters.get("state", "")
    tabs = [("", _("All")), *ReceivedInvoice.State.choices]
    context = {
        "table": state.page(ReceivedInvoice.objects.all(), frame_of(request)),
        "tabs": [
            {"label": label, "url": f"?state={key}" if key else "?", "current": key == now, "count": None, "tone": ""}
            for key, label in tabs
        ],
        "quarantined": queries.list_quarantined(),
    } | list_context(state)
    return render_screen(request, "invoices/received.html", context, fragments=("received-list",))


def _find(public_id: UUID) -> ReceivedInvoice:
    found: ReceivedInvoice = get_object_or_404(ReceivedInvoice.objects.select_related("message"), public_id=public_id)
    return found


@require_GET
@requires(Action.SEE)
def received_invoice(request: CompanyRequest, public_id: UUID) -> TemplateResponse:
    """Show a received invoice as a readable page."""
    row = _find(public_id)
    may_handle = is_allowed(request.membership.role, Action.HANDLE_RECEIVED)
    if may_handle:
        answers.open_received(row, by=request.user)
    context = {
        "invoice": row,
        "state": {"label": row.get_state_display(), "tone": cells.RECEIVED_TONES[row.state]},
        "amount": format_amount(row.amount_due, decimals=amount_decimals(row.currency)),
        "due": show_date(row.due_date, get_language() or "sv", year=True) if row.due_date else "",
        "document": render_view(read(bytes(row.message.raw)), language=get_language() or "sv"),
        "events": [
            _event(event, request) for event in ReceivedEvent.objects.filter(invoice=row).order_by("-at", "-id")
        ],
        "may_handle": may_handle,
        "is_open": row.state in (ReceivedInvoice.State.NEW, ReceivedInvoice.State.OPENED),
    }
    return TemplateResponse(request, "invoices/received_invoice.html", context)


def _event(event: ReceivedEvent, request: CompanyRequest) -> dict[str, Any]:
    looks = {
        "received": (_("Received"), "info", "inbox"),
        "opened": (_("Opened"), "info", "eye"),
        "approved": (_("Approved"), "ok", "thumbs-up"),
        "rejected": (_("Rejected"), "bad", "thumbs-down"),
        "paid": (_("Marked as paid"), "ok", "banknote"),
    }
    title, tone, icon = looks.get(event.kind, (event.kind, "info", "circle"))
    return {
        "title": title,
        "at": show_moment(event.at, get_language() or "sv", request.company.time_zone),
        "detail": event.by_name,
        "quote": str(event.detail.get("reason", "")),
        "tone": tone,
        "icon": icon,
    }


@require_GET
@requires(Action.SEE)
def received_pdf(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Serve a PDF made from the received document."""
    row = _find(public_id)
    data = pdf_of_received(bytes(row.message.raw), language=get_language() or "sv")
    return as_file(data, "application/pdf", f"{row.number}.pdf", download="download" in request.GET)


@require_GET
@requires(Action.SEE)
def received_xml(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Serve the bytes exactly as they came."""
    row = _find(public_id)
    return as_file(bytes(row.message.raw), "application/xml", f"{row.number}.xml", download=True)


@require_GET
@requires(Action.SEE)
def inbound_raw(request: CompanyRequest, pk: int) -> HttpResponse:
    """Serve the bytes of a message that could not be read."""
    message = get_object_or_404(InboundMessage.objects.filter(state=InboundMessage.State.QUARANTINED), pk=pk)
    return as_file(bytes(message.raw), "application/octet-stream", f"{message.pk}.bin", download=True)


@require_POST
@requires(Action.HANDLE_RECEIVED)
def received_approve(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Approve a received invoice."""
    row = _find(public_id)
    if answers.approve_received(row, by=request.user):
        messages.success(request, _("Invoice %(number)s is approved.") % {"number": row.number})
    else:
        messages.warning(request, _("Somebody has already decided about this invoice."))
    return redirect("invoices:received_invoice", request.company.slug, public_id)


@require_POST
@requires(Action.HANDLE_RECEIVED)
def received_reject(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Reject a received invoice with a reason that is kept."""
    row, reason = _find(public_id), request.POST.get("reason", "").strip()[:1000]
    if not reason:
        messages.error(request, _("Write why the invoice is rejected."))
    elif answers.reject_received(row, by=request.user, reason=reason):
        messages.success(request, _("Invoice %(number)s is rejected.") % {"number": row.number})
    else:
        messages.warning(request, _("Somebody has already decided about this invoice."))
    return redirect("invoices:received_invoice", request.company.slug, public_id)
