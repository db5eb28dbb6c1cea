"""`@requires(Action.X)`: the mark without which no company view starts (see checks)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase

from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest

P = ParamSpec("P")
View = Callable[Concatenate[CompanyRequest, P], HttpResponseBase]


def requires(action: Action) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Let the view run only for members whose role may do the action; the middleware has already refused strangers."""

    def mark(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: CompanyRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            kwargs.pop("company_slug", None)
            if not is_allowed(request.membership.role, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_action = action  # type: ignore[attr-defined]
        return guarded

    return mark
