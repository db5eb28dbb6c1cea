"""The list of drafts, newest first, and what can be done to one from there: discard and bring back.

Writing a draft is the editor's (views/editor.py).
"""

from typing import Any, Final

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from companies.decorators import requires
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from invoices.models import Draft
from invoices.services.drafting import discard_draft, restore_draft
from invoices.views import cells
from invoices.views.sent import frame_of
from portal.kit.date_format import show_moment
from portal.kit.htmx import render_screen
from portal.kit.tables import Column, Criterion, Frame, Row, Table


def _customer(row: Row, frame: Frame) -> str:
    url = reverse("invoices:editor", args=[frame.slug, row["id"]])
    name = row["customer_name"] or _("No customer yet")
    mark = format_html(' <span class="grp">{}</span>', _("Credit")) if row["type_code"] == "381" else ""
    return format_html("{}{}", cells.link(url, name), mark)


def _amount(row: Row, frame: Frame) -> str:
    if row["amount_due"] is None:
        return "–"
    return cells.amount(row["amount_due"], row["currency"], frame, is_credit=row["type_code"] == "381")


def _by_customer(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    return rows.filter(Q(customer_name__icontains=words) | Q(customer__number__istartswith=words))


DRAFTS: Final = Table(
    key="drafts",
    default_sort="-changed_at",
    row_fields=("id", "type_code"),
    columns=(
        Column(key="customer", label=gettext_lazy("Customer"), fields=("customer_name",), draw=_customer, css="no m1"),
        Column(
            key="issue_date",
            label=gettext_lazy("Invoice date"),
            fields=("issue_date",),
            draw=lambda row, frame: cells.day(row["issue_date"], frame) if row["issue_date"] else "",
        ),
        Column(
            key="changed_at",
            label=gettext_lazy("Changed"),
            fields=("changed_at",),
            draw=lambda row, frame: show_moment(row["changed_at"], frame.language, frame.zone),
            sort="changed_at",
            css="m2",
        ),
        Column(
            key="by",
            label=gettext_lazy("Begun by"),
            fields=("created_by__name",),
            draw=lambda row, frame: row["created_by__name"] or "",
        ),
        Column(
            key="amount",
            label=gettext_lazy("Amount"),
            fields=("amount_due", "currency"),
            draw=_amount,
            numeric=True,
            css="r m1r",
        ),
    ),
    criteria=(Criterion(key="customer", label=gettext_lazy("Customer"), narrow=_by_customer),),
)


@require_GET
@requires(Action.SEE)
def drafts(request: CompanyRequest) -> TemplateResponse:
    """Show a page of drafts; `view=discarded` shows those thrown away, which can be brought back."""
    state = DRAFTS.state(request.GET)
    is_discarded = request.GET.get("view") == "discarded"
    rows = Draft.objects.discarded() if is_discarded else Draft.objects.open()
    context = {
        "table": state.page(rows, frame_of(request)),
        "state": state,
        "is_discarded": is_discarded,
        "may_write": is_allowed(request.membership.role, Action.WRITE_INVOICES),
    }
    return render_screen(request, "invoices/drafts.html", context, fragments=("draft-list",))


@require_POST
@requires(Action.WRITE_INVOICES)
def draft_discard(request: CompanyRequest, pk: int) -> HttpResponse:
    """Throw a draft away; the message and the list of discarded drafts bring it back."""
    draft = Draft.objects.filter(pk=pk).first()
    if draft is None:
        raise Http404
    discard_draft(draft, by=request.user)
    tell_discarded(request, draft)
    return redirect("invoices:drafts", request.company.slug)


def tell_discarded(request: CompanyRequest, draft: Draft) -> None:
    """Say that a draft was discarded, with a way to undo it."""
    undo = reverse("invoices:draft_restore", args=[request.company.slug, draft.pk])
    messages.success(request, _("The draft was discarded."), extra_tags=undo)


@require_POST
@requires(Action.WRITE_INVOICES)
def draft_restore(request: CompanyRequest, pk: int) -> HttpResponse:
    """Bring a discarded draft back."""
    draft = Draft.objects.filter(pk=pk).first()
    if draft is None:
        raise Http404
    restore_draft(draft, by=request.user)
    messages.success(request, _("The draft is back."))
    return redirect("invoices:drafts", request.company.slug)
