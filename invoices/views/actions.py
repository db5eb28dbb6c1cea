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
from invoices.delivery.lifecycle import IllegalMoveError, OvertakenError
from invoices.delivery.queries import get_newest
from invoices.delivery.routing import UnreachableError
from invoices.delivery.services import AlreadySentError, settle
from invoices.models import InvoiceLine
from invoices.services.copying import copy
from invoices.services.crediting import credit
from invoices.services.issuing import Refused
from invoices.views.detail import find_invoice
from invoices.workflow import send_again
from portal.kit.problems import Problem


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
    lines = list(InvoiceLine.objects.filter(invoice=row))
    chosen, fault = request.POST.getlist("line"), ""
    if request.method == "POST":
        everything = "all" in request.POST
        try:
            if not chosen and not everything:
                raise Refused([Problem(text=_("Tick at least one line."))])
            draft = credit(row, line_ids=None if everything else chosen, by=request.user)
        except Refused as refusal:
            fault = " ".join(problem.text for problem in refusal.problems)
        else:
            return _editor(request, draft.pk)
    context = {"invoice": row, "lines": lines, "chosen": chosen, "fault": fault}
    return TemplateResponse(request, "invoices/credit.html", context, status=422 if fault else 200)


@require_POST
@requires(Action.SEND_INVOICES)
def invoice_resend(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Send the same document again by the chosen method; the old delivery is replaced."""
    row = find_invoice(public_id)
    try:
        send_again(row, by=request.user, channel=request.POST.get("method", ""))
    except UnreachableError as error:
        messages.error(request, error.text)
    except AlreadySentError:
        messages.warning(request, _("The invoice is being sent right now, or its outcome is not known yet."))
    else:
        messages.success(request, _("Invoice %(number)s is on its way again.") % {"number": row.number})
    return redirect("invoices:invoice", request.company.slug, public_id)


@require_POST
@requires(Action.SEND_INVOICES)
def invoice_settle(request: CompanyRequest, public_id: UUID) -> HttpResponse:
    """Say what became of a delivery whose outcome nobody knew."""
    row = find_invoice(public_id)
    delivery, answer = get_newest(row), request.POST.get("arrived", "")
    try:
        if delivery is None or answer not in ("yes", "no"):
            raise IllegalMoveError("There is nothing to settle.")
        settle(delivery, arrived=answer == "yes", by=request.user)
    except (IllegalMoveError, OvertakenError):
        messages.warning(request, _("The outcome is already known."))
    return redirect("invoices:invoice", request.company.slug, public_id)
