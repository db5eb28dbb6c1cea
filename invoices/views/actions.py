"""What can be done to an issued invoice: copy, credit (all or chosen lines), send again. POST, then redirect."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.decorators import requires
from companies.permissions import Action
from companies.requests import CompanyRequest
from invoices.delivery.routing import list_options
from invoices.models import Invoice, InvoiceLine
from invoices.services.copying import copy
from invoices.services.crediting import credit
from invoices.views.detail import find_invoice
from invoices.workflow import NotResendableError, send_again


def _editor(request: CompanyRequest, pk: int) -> HttpResponse:
    return redirect("invoices:editor", request.company.slug, pk)


@require_POST
@requires(Action.WRITE_INVOICES)
def invoice_copy(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Start a new draft with the invoice's customer and lines."""
    row = find_invoice(public_id)
    draft = copy(row, by=request.user)
    messages.success(request, _("Invoice %(number)s is copied. The dates are today's.") % {"number": row.number})
    return _editor(request, draft.pk)


@require_http_methods(["GET", "POST"])
@requires(Action.WRITE_INVOICES)
def invoice_credit(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Choose the lines to credit, then start the credit note as a draft."""
    row = find_invoice(public_id)
    if row.is_credit_note:
        messages.error(request, _("A credit note cannot be credited. Issue a new invoice instead."))
        return redirect("invoices:invoice", request.company.slug, public_id)
    lines = list(InvoiceLine.objects.filter(invoice=row))
    chosen = request.POST.getlist("line")
    if request.method == "POST" and (chosen or request.POST.get("all")):
        known = {line.line_id for line in lines}
        picked = None if request.POST.get("all") else [line_id for line_id in chosen if line_id in known]
        draft = credit(row, line_ids=picked, by=request.user)
        return _editor(request, draft.pk)
    fault = _("Tick at least one line.") if request.method == "POST" else ""
    context = {"invoice": row, "lines": lines, "fault": fault}
    return TemplateResponse(request, "invoices/credit.html", context, status=422 if fault else 200)


@require_POST
@requires(Action.SEND_INVOICES)
def invoice_resend(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Send the same document again by the chosen method; the old delivery is replaced."""
    row: Invoice = find_invoice(public_id)
    method = request.POST.get("method", "")
    options = {option.channel: option for option in list_options(request.company, row.customer)} if row.customer else {}
    if method not in options:
        messages.error(request, _("Choose how the invoice is to be sent."))
        return redirect("invoices:invoice", request.company.slug, public_id)
    try:
        send_again(row, by=request.user, channel=method, recipient=options[method].recipient)
    except NotResendableError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Invoice %(number)s is on its way again.") % {"number": row.number})
    return redirect("invoices:invoice", request.company.slug, public_id)
