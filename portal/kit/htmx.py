"""One screen, one URL, one template: a view names the fragments it serves, HTMX asks for one of them."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse


def wanted_fragment(request: HttpRequest, allowed: tuple[str, ...]) -> str:
    """Return the fragment that HTMX targets when the view serves it, otherwise nothing."""
    details = getattr(request, "htmx", None)
    target = str(details.target or "") if details else ""
    return target if target in allowed else ""


def render_screen(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragments: tuple[str, ...] = (),
    status: int = 200,
) -> TemplateResponse:
    """Render the screen, or only the fragment HTMX asked for; fragments are the ids that the view allows."""
    fragment = wanted_fragment(request, fragments)
    name = f"{template}#{fragment}" if fragment else template
    response = TemplateResponse(request, name, context, status=status)
    if fragments:
        response.headers["Vary"] = "HX-Request, HX-Target"
    return response
