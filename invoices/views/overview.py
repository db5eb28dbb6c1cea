"""The company's first page: what waits for somebody, and the latest that happened."""

from dataclasses import replace

from django.http import QueryDict
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from companies.decorators import requires
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from invoices import queries
from invoices.en16931.money import amount_decimals
from invoices.lifecycle import DeliveryState
from invoices.views.columns import SENT
from invoices.views.sent import frame_of
from portal.kit.money_format import format_amount


@require_GET
@requires(Action.SEE)
def overview(request: CompanyRequest) -> TemplateResponse:
    """Show counts that are links, invoices to handle and the latest issued ones."""
    request.navigation_counts = counts = queries.count_for_navigation()
    frame = frame_of(request)
    latest = SENT.state(QueryDict()).page(queries.latest_invoices(), frame)
    months = queries.sum_month(frame.today)
    main = months[0] if months else (request.company.currency, 0, queries.ZERO)
    names = dict(DeliveryState.choices)
    context = {
        "counts": counts,
        "to_handle": [
            row
            | {
                "amount": format_amount(row["amount_due"], decimals=amount_decimals(row["currency"])),
                "reason": names[row["delivery_state"]],
            }
            for row in (queries.list_to_handle(limit=6) if counts["attention"] else [])
        ],
        "latest": latest,
        "latest_headings": [replace(heading, sort_url="", sort="") for heading in latest.headings],
        "month": {
            "currency": main[0],
            "count": sum(count for _currency, count, _amount in months),
            "amount": format_amount(main[2], decimals=amount_decimals(main[0])),
        },
        "may_write": is_allowed(request.membership.role, Action.WRITE_INVOICES),
    }
    return TemplateResponse(request, "invoices/overview.html", context)
