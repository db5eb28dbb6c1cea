"""The list of issued invoices: search with a criterion, filters, order and page, all in the URL."""

from typing import Any

from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from companies.decorators import requires
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from invoices.models import Invoice
from invoices.queries import count_for_navigation
from invoices.views.columns import SENT
from portal.kit.clock import today_in
from portal.kit.htmx import render_screen
from portal.kit.tables import Frame, State


@require_GET
@requires(Action.SEE)
def sent(request: CompanyRequest) -> TemplateResponse:
    """Show a page of issued invoices."""
    state = SENT.state(request.GET)
    request.navigation_counts = count_for_navigation()
    context = {
        "table": state.page(Invoice.objects.all(), frame_of(request)),
        "tabs": _tabs(state, request.navigation_counts["attention"]),
        "may_write": is_allowed(request.membership.role, Action.WRITE_INVOICES),
    } | list_context(state)
    return render_screen(request, "invoices/sent.html", context, fragments=("invoice-list",))


def frame_of(request: CompanyRequest) -> Frame:
    """Return what drawing this company's cells depends on."""
    company = request.company
    return Frame(get_language() or "sv", company.time_zone, today_in(company.time_zone), company.slug)


def list_context(state: State) -> dict[str, Any]:
    """Return what the filter bar of a list needs."""
    chips = []
    for item in state.table.filters:
        value = state.filters.get(item.key)
        if value:
            name = dict(item.choices())[value]
            chips.append({"label": item.label, "value": name, "url": state.url(**{item.key: ""})})
    filters = [(item.key, item.label, item.choices(), state.filters.get(item.key, "")) for item in state.table.filters]
    return {
        "state": state,
        "criteria": [(criterion.key, criterion.label) for criterion in state.table.criteria],
        "filters": filters,
        "chips": chips,
    }


def _tabs(state: State, attention: int) -> list[dict[str, Any]]:
    now = state.filters.get("state", "")
    rows = (("", _("All"), 0), ("attention", _("To handle"), attention), ("open", _("On their way"), 0))
    return [
        {
            "label": label,
            "url": f"?state={key}" if key else "?",
            "current": now == key,
            "count": count or None,
            "tone": "bad" if key == "attention" else "",
        }
        for key, label, count in rows
    ]
