"""Screens that belong to no app: start page, choice of colours, styleguide, the page shown without network."""

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.styleguide import COMPANIES, samples

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


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark in a cookie, for browsers that run no script, and go back to where the choice was made."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    theme = request.POST.get("theme", "")
    if theme in ("light", "dark"):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("theme", theme, max_age=365 * 24 * 3600, samesite="Lax", secure=secure)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, under DEBUG only; the frame around it is filled with samples."""
    if not settings.DEBUG:
        raise Http404
    context = samples(request.GET.get("only", ""))
    request.user, request.company = context["user"], COMPANIES[0]  # type: ignore[attr-defined]
    return render(request, "portal/styleguide.html", context)


@login_not_required
def styleguide_options(request: HttpRequest) -> HttpResponse:
    """Answer the styleguide's combobox, under DEBUG only."""
    if not settings.DEBUG:
        raise Http404
    words = request.GET.get("q", "")
    found = [company for company in COMPANIES if words.lower() in company.name.lower()]
    return render(request, "portal/styleguide/options.html", {"companies": found, "words": words})


@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """Show what the browser keeps for when the portal cannot be reached."""
    return render(request, "portal/offline.html")


@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """Answer the script that keeps the offline page; it lies at the root, because it serves the whole site."""
    page = reverse("offline")
    files = [static(name) for name in ("css/portal.css", "fonts/inter.woff2", "icons/mark.svg")]
    version = hashlib.sha256(" ".join((page, *files)).encode()).hexdigest()[:12]
    context = {"page": page, "files": files, "version": version}
    return render(request, "portal/worker.js", context, content_type="text/javascript; charset=utf-8")
