"""Screens that belong to no app: the start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

LAST_COMPANY_COOKIE = "company"


def start(request: HttpRequest) -> HttpResponse:
    """Go to the company used last, else to the first one; without any, say how to get access."""
    slugs = list(
        request.user.memberships.filter(company__is_active=True)  # type: ignore[union-attr]
        .order_by("company__name")
        .values_list("company__slug", flat=True)
    )
    if not slugs:
        return TemplateResponse(request, "portal/no_company.html")
    last = request.COOKIES.get(LAST_COMPANY_COOKIE, "")
    return redirect("overview", last if last in slugs else slugs[0])
