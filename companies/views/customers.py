"""Screens of the customer register: list, card for adding and changing, archive and restore."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies import queries
from companies.decorators import requires
from companies.forms.customer import CustomerForm
from companies.identifiers import show_legal_id
from companies.models import Customer
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from companies.services.customer_register import (
    NumberTakenError,
    archive_customer,
    propose_number,
    restore_customer,
    save_customer,
)
from portal.kit.htmx import render_screen


@require_GET
@requires(Action.SEE)
def customers(request: CompanyRequest) -> TemplateResponse:
    """Show the register: search, active or archived, paging by key."""
    words, archived = request.GET.get("q", "").strip()[:100], request.GET.get("view") == "archived"
    page = queries.list_customers(words=words, archived=archived, cursor=request.GET.get("cursor", ""))
    for customer in page.rows:
        customer.shown_legal_id = show_legal_id(customer.country, customer.legal_id)
    context = {
        "page": page,
        "words": words,
        "archived": archived,
        "counts": queries.count_customers(),
        "may_edit": is_allowed(request.membership.role, Action.EDIT_CUSTOMERS),
        "next_url": _url(request, cursor=page.next_cursor) if page.next_cursor else "",
        "previous_url": _url(request, cursor=page.previous_cursor) if page.previous_cursor else "",
    }
    return render_screen(request, "companies/customers.html", context, fragments=("customer-list",))


def _url(request: CompanyRequest, **changes: str) -> str:
    query = {name: request.GET[name] for name in ("q", "view") if request.GET.get(name)} | changes
    return f"{request.path}?{urlencode(query)}"


@require_http_methods(["GET", "POST"])
@requires(Action.EDIT_CUSTOMERS)
def customer_new(request: CompanyRequest) -> HttpResponse:
    """Add a customer; with `next`, go back there with the new customer chosen."""
    company = request.company
    start = {"country": company.country, "language": company.language, "number": propose_number()}
    if request.GET.get("name"):
        start["name"] = request.GET["name"][:200]
    return _edit(request, Customer(), initial=start)


@require_http_methods(["GET", "POST"])
@requires(Action.EDIT_CUSTOMERS)
def customer(request: CompanyRequest, pk: int) -> HttpResponse:
    """Change a customer."""
    return _edit(request, get_object_or_404(Customer.objects.all(), pk=pk))


def _edit(request: CompanyRequest, entry: Customer, *, initial: dict[str, str] | None = None) -> HttpResponse:
    is_new, name = entry.pk is None, entry.name
    form = CustomerForm(request.POST or None, instance=entry, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_customer(form.save(commit=False), by=request.user)
        except NumberTakenError:
            form.add_error("number", _("Another customer has this number. The next free one is %s.") % propose_number())
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect(_target(request, saved))
    context = {"form": form, "entry": entry, "is_new": is_new, "entry_name": name, "next": _next(request)}
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "companies/customer.html", context, status=status)


def _next(request: CompanyRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else ""


def _target(request: CompanyRequest, saved: Customer) -> str:
    target = _next(request)
    if not target and request.POST.get("then") == "invoice":
        target = reverse("invoices:editor_new", args=[request.company.slug])
    elif not target:
        return reverse("companies:customers", args=[request.company.slug])
    return f"{target}{'&' if '?' in target else '?'}customer={saved.pk}"


@require_POST
@requires(Action.EDIT_CUSTOMERS)
def customer_archive(request: CompanyRequest, pk: int) -> HttpResponse:
    """Archive a customer; the list's archived view brings it back."""
    entry = get_object_or_404(Customer.objects.all(), pk=pk)
    if archive_customer(entry, by=request.user):
        undo = reverse("companies:customer_restore", args=[request.company.slug, entry.pk])
        messages.success(request, _("%(name)s is archived.") % {"name": entry.name}, extra_tags=undo)
    return redirect("companies:customers", request.company.slug)


@require_POST
@requires(Action.EDIT_CUSTOMERS)
def customer_restore(request: CompanyRequest, pk: int) -> HttpResponse:
    """Bring an archived customer back."""
    entry = get_object_or_404(Customer.objects.all(), pk=pk)
    if restore_customer(entry, by=request.user):
        messages.success(request, _("%(name)s is back in the register.") % {"name": entry.name})
    return redirect("companies:customers", request.company.slug)
