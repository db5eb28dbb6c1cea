"""Routes: no company can take the first word of one of the portal's own addresses, and every company view is marked."""

from django.urls import URLPattern, get_resolver

from companies.checks import company_patterns, every_company_view_is_marked
from companies.models.company import RESERVED_SLUGS
from companies.permissions import Action


def test_the_first_word_of_every_address_is_reserved() -> None:
    words = {str(entry.pattern).split("/")[0] for entry in get_resolver().url_patterns} - {"", "<slug:company_slug>"}
    words |= {
        str(inner.pattern).split("/")[0]
        for entry in get_resolver().url_patterns
        if str(entry.pattern) == ""
        for inner in getattr(entry, "url_patterns", [])
    } - {""}
    # A word with a dot can be no slug at all.
    assert {word for word in words if "." not in word} <= RESERVED_SLUGS


def test_every_company_view_says_what_it_requires() -> None:
    assert every_company_view_is_marked() == []
    assert all(isinstance(pattern.callback.required_action, Action) for _route, pattern in company_patterns())


def test_an_unmarked_view_keeps_the_portal_from_starting(settings, monkeypatch) -> None:
    stray = URLPattern(company_pattern(), lambda request, company_slug: None, name="stray")
    monkeypatch.setattr("companies.checks.company_patterns", lambda: [("<slug:company_slug>/stray/", stray)])
    assert [error.id for error in every_company_view_is_marked()] == ["companies.E001"]


def company_pattern():
    from django.urls.resolvers import RoutePattern

    return RoutePattern("<slug:company_slug>/stray/")
