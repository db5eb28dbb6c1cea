"""Resolves the company of the URL once: slug → membership → scope. A stranger gets 404, so that nothing is revealed."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from companies.models import Membership
from companies.tenancy import company_scope, every_company


class CompanyMiddleware:
    """Opens the company scope for views whose URL carries `company_slug`, and closes it when the answer is rendered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.company = request.membership = None  # type: ignore[attr-defined]
        with ExitStack() as scopes:
            request._company_scopes = scopes  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Find the member's company, or answer 404; anonymous visitors were already sent to the sign-in page."""
        slug = kwargs.get("company_slug")
        if slug is None:
            self._open_for_support(request)
            return
        if not request.user.is_authenticated:
            raise Http404
        membership = (
            Membership.objects.select_related("company")
            .filter(user=request.user, company__slug=slug, company__is_active=True)
            .first()
        )
        if membership is None:
            raise Http404
        request.membership, request.company = membership, membership.company  # type: ignore[attr-defined]
        request._company_scopes.enter_context(company_scope(membership.company_id))  # type: ignore[attr-defined]

    def _open_for_support(self, request: HttpRequest) -> None:
        match = request.resolver_match
        if match is not None and "admin" in match.app_names and request.user.is_authenticated and request.user.is_staff:
            request._company_scopes.enter_context(every_company())  # type: ignore[attr-defined]
