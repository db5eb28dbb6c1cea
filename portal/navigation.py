"""What the frame around every screen shows: the portal's name and contact, the left bar, the switcher's companies."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the left bar; `count` and `tone` fill the small number at its right, `key` is typed after G."""

    label: str
    icon: str
    url: str
    active: bool = False
    count: int | None = None
    tone: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its entries."""

    label: str
    items: tuple[Item, ...]


# Letters typed after G; N alone makes a new invoice.
KEYS = {
    "overview": "o",
    "invoices:editor_new": "n",
    "invoices:drafts": "u",
    "invoices:sent": "s",
    "invoices:received": "m",
    "companies:customers": "k",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template the frame's context; counts and companies are only worked out when a template asks."""
    company = getattr(request, "company", None)
    return {
        "portal": {
            "name": settings.PORTAL_NAME,
            "version": settings.PORTAL_VERSION,
            "support_phone": settings.PORTAL_SUPPORT_PHONE,
            "support_mail": settings.PORTAL_SUPPORT_MAIL,
            "is_demo": settings.PORTAL_DEMO,
        },
        "languages": settings.LANGUAGES,
        "theme": request.COOKIES.get("theme") if request.COOKIES.get("theme") in ("light", "dark") else "",
        "navigation": SimpleLazyObject(lambda: _groups(request)) if company else (),
        "switcher_companies": SimpleLazyObject(lambda: _companies(request)),
    }


def _groups(request: HttpRequest) -> tuple[Group, ...]:
    from invoices.queries import count_for_navigation

    company = request.company  # type: ignore[attr-defined]
    counts = getattr(request, "navigation_counts", None) or count_for_navigation()
    rows = (
        ("", (("overview", _("Overview"), "layout-dashboard", ""),)),
        (
            _("Invoices"),
            (
                ("invoices:editor_new", _("Create invoice"), "file-plus", ""),
                ("invoices:drafts", _("Drafts"), "file-pen-line", "drafts"),
                ("invoices:sent", _("Sent"), "send", "sent"),
                ("invoices:received", _("Received"), "inbox", "received"),
            ),
        ),
        (_("Registers"), (("companies:customers", _("Customers"), "users", ""),)),
    )
    return tuple(
        Group(label, tuple(item for row in entries if (item := _item(request, company.slug, row, counts))))
        for label, entries in rows
    )


def _item(request: HttpRequest, slug: str, row: tuple[str, str, str, str], counts: dict[str, int]) -> Item | None:
    name, label, icon, count_key = row
    try:
        url = reverse(name, args=[slug])
    except NoReverseMatch:
        return None
    count = counts.get(count_key) if count_key else None
    return Item(label, icon, url, request.path == url, count, key=KEYS.get(name, ""))


def _companies(request: HttpRequest) -> list[Any]:
    if not request.user.is_authenticated:
        return []
    return [
        membership.company
        for membership in request.user.memberships.filter(company__is_active=True)
        .select_related("company")
        .order_by("company__name")[:50]
    ]
