"""The request as company views see it: signed in, with the company and the membership that the middleware found."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User

if TYPE_CHECKING:
    from companies.models import Company, Membership


class CompanyRequest(HttpRequest):
    """A request inside a company; only a type, never constructed."""

    user: User
    company: "Company"
    membership: "Membership"
    htmx: HtmxDetails
    navigation_counts: dict[str, int]
