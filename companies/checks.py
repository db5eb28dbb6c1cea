"""Start-up checks: every view inside a company carries an access mark."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver


def company_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk the routes and yield (route, pattern) of every URL that carries a company slug."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from company_patterns(entry, route)
        elif "company_slug" in route:
            yield route, entry


def every_company_view_is_marked(**_: Any) -> list[CheckMessage]:
    """Refuse to start while a company view lacks `@requires(Action.X)`."""
    return [
        Error(
            f"The view of '{route}' says no access: mark it with @requires(Action.X).",
            id="companies.E001",
        )
        for route, pattern in company_patterns()
        if not hasattr(pattern.callback, "required_action")
    ]
