"""The invoice editor: one screen, one URL. GET shows the draft; every POST carries the whole form and a verb in `do`.

Each POST saves first, so that nothing typed is lost, and then does what the button says. HTMX gets the parts that a
recalculation changes, never an input; without script the page comes back or leads on.
"""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from companies.decorators import requires
from companies.models import Customer
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from invoices.forms.draft import (
    Command,
    apply,
    filled,
    is_untouched,
    read_command,
    read_content,
    read_version,
    with_customer,
)
from invoices.models import Draft, DraftAttachment
from invoices.services.draft_content import blank_content, new_uid
from invoices.services.draft_faults import VERIFY
from invoices.services.drafting import (
    BadAttachment,
    StaleDraft,
    attach_file,
    customer_of,
    detach_file,
    discard_draft,
    store_draft,
)
from invoices.services.issuing import Refused, find_issued
from invoices.views.drafts import tell_discarded
from invoices.views.editor_build import editor_url, link_if_there, list_found, new_customer_url
from invoices.views.editor_screen import Found
from invoices.views.editor_state import TEMPLATE, Work, time_in
from invoices.views.sending import invoice_url, tell_sent
from invoices.workflow import issue_and_send
from portal.kit.clock import today_in
from portal.kit.problems import Problem

MOST_FOUND = 8
Verb = Callable[[Work, Command], HttpResponse]


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Action.WRITE_INVOICES)
def editor_new(request: CompanyRequest) -> HttpResponse:
    """Show an empty form; the first save makes the draft and the page takes the draft's address."""
    if request.method == "POST":
        return _act(Work(request, None, filled(read_content(request.POST), company=request.company)))
    if "q" in request.GET:
        return _list_customers(request, None)
    company, contact = request.company, request.user.get_full_name()
    content = blank_content(company, customer=None, today=today_in(company.time_zone), contact=contact)
    work = Work(request, None, filled(content | _new_window(), company=company))
    _take_customer(work, request.GET.get("customer", ""))
    return work.answer(is_unsaved="customer" in request.GET)


def _new_window() -> dict[str, str]:
    """Name a browser window, so that its own repeated saves are told from another window's."""
    return {"window": new_uid() + new_uid(), "turn": "0"}


def _take_customer(work: Work, key: str) -> None:
    """Choose the customer that a link or a button names; one that is not there changes nothing."""
    before = customer_of(work.draft.content) if work.draft else None
    after = customer_of({"customer": key})
    if after is not None:
        work.change(with_customer(work.content, company=work.request.company, before=before, after=after))


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Action.WRITE_INVOICES)
def editor(request: CompanyRequest, pk: int) -> HttpResponse:
    """Show a draft, save it, and carry out what its buttons say."""
    draft = Draft.objects.open().filter(pk=pk).first()
    if draft is None:
        return _discarded(request) if request.method == "POST" and _is_discarded(pk) else _gone(request, pk)
    draft.company = request.company
    if request.method == "POST":
        return _act(Work(request, draft, filled(read_content(request.POST), company=request.company)))
    if "q" in request.GET:
        return _list_customers(request, draft)
    work = Work(request, draft, filled(draft.content | _new_window(), company=request.company))
    _take_customer(work, request.GET.get("customer", ""))
    return work.answer(is_unsaved="customer" in request.GET)


def _is_discarded(pk: int) -> bool:
    return Draft.objects.discarded().filter(pk=pk).exists()


def _discarded(request: CompanyRequest) -> HttpResponse:
    """Save what was typed in a draft that another window has thrown away, if one wants it kept."""
    work = Work(request, None, filled(read_content(request.POST), company=request.company))
    if read_command(request.POST).verb == "fork":
        return _fork(work)
    fault = _("Not saved: the draft was discarded in another window.")
    return work.answer(status=409, conflict={"is_gone": "yes"}, save_fault=fault)


def _gone(request: CompanyRequest, pk: int) -> HttpResponse:
    """Lead to the invoice that the draft became, so that a repeated click on Send ends where the first did."""
    invoice = find_issued(pk)
    if invoice is None:
        raise Http404
    return _lead(request, invoice_url(request, invoice))


def _act(work: Work) -> HttpResponse:
    """Save the form, then carry out its command."""
    command = read_command(work.request.POST)
    if command.verb == "fork":
        return _fork(work)
    if command.verb == "discard":
        return _discard(work)
    if command.verb == "customer":
        _take_customer(work, command.argument)
    else:
        company = work.request.company
        work.change(filled(apply(command, work.content, company=company), company=company))
    is_first = work.draft is None
    if not (is_first and is_untouched(work.content)):
        try:
            work.save(version=read_version(work.request.POST))
        except StaleDraft:
            return _conflict(work)
    return VERBS.get(command.verb, _show)(work, command)


def _show(work: Work, command: Command) -> HttpResponse:
    """Answer with what follows from the form; without script lead to the draft's own address."""
    if work.request.htmx or work.draft is None:
        return work.answer(swaps_facts=command.verb == "customer", swaps_customer=command.verb == "customer")
    if command.verb == "save":
        messages.success(work.request, _("The draft is saved."))
    return HttpResponseRedirect(editor_url(work.request, work.draft) + _anchor(work, command))


def _anchor(work: Work, command: Command) -> str:
    """Return where the page should come back to after a row button."""
    if command.verb == "add" and work.content["lines"]:
        return f"#row-{work.content['lines'][-1]['uid']}"
    if command.verb in ("up", "down", "copy"):
        return f"#row-{command.argument}"
    return "#lines" if command.verb in ("remove", "vat") else ""


def _switch(work: Work, _command: Command) -> HttpResponse:
    """Show the page anew: the kind of document changes its title, its fields and its buttons."""
    if work.draft is None:
        return work.answer()
    return _lead(work.request, editor_url(work.request, work.draft))


def _choose(work: Work, _command: Command) -> HttpResponse:
    """Offer the search for a customer in place of the chosen one."""
    return work.answer(is_choosing=True, swaps_customer=True, customer_text=work.customer.name if work.customer else "")


def _find(work: Work, _command: Command) -> HttpResponse:
    """Without script: list the customers that match what was typed."""
    words = work.request.POST.get("customer_text", "")
    found = _find_customers(words)
    return work.answer(is_choosing=True, customer_text=words, found=found, swaps_customer=True)


def _preview(work: Work, _command: Command) -> HttpResponse:
    if work.draft is None:
        return work.answer()
    url = reverse("invoices:preview", args=[work.request.company.slug, work.draft.pk])
    if not work.request.htmx:
        return redirect(url)
    return trigger_client_event(work.answer(), "editor:preview", {"url": url}, after="settle")


def _attach(work: Work, command: Command) -> HttpResponse:
    """Attach what was chosen, or remove an attachment; a file that cannot travel is refused with a sentence."""
    faults: list[str] = []
    if work.draft is None:
        work.save(version=0)
    assert work.draft is not None  # noqa: S101 - saved just now
    for file in work.request.FILES.getlist("files") if command.verb == "attach" else ():
        try:
            attach_file(work.draft, filename=file.name or "", data=file.read(), by=work.request.user)
        except BadAttachment as refusal:
            faults.append(f"{file.name}: {refusal}")
    if command.verb == "detach":
        found = DraftAttachment.objects.filter(draft=work.draft, pk=_number(command.argument)).first()
        if found is not None:
            detach_file(found, by=work.request.user)
    work.forget_files()
    if work.request.htmx or faults:
        return work.answer(swaps_files=True, file_faults=faults)
    return HttpResponseRedirect(editor_url(work.request, work.draft) + "#files")


def _send(work: Work, command: Command) -> HttpResponse:
    """Issue and send; what keeps it from going is listed, and nothing typed is lost."""
    request = work.request
    if not is_allowed(request.membership.role, Action.SEND_INVOICES):
        raise PermissionDenied
    if work.draft is None:
        return _refuse(work, work.problems)
    if work.is_new and not request.htmx and not command.argument:
        # A form without script can be posted twice before it knows its draft: the preview's button is safe to press.
        return redirect("invoices:preview", request.company.slug, work.draft.pk)
    try:
        invoice = issue_and_send(work.draft, by=request.user, method=command.argument or work.content["method"])
    except Refused as refused:
        return _refuse(work, refused.problems)
    except StaleDraft:
        return _conflict(work)
    return _lead(request, tell_sent(request, invoice))


def _refuse(work: Work, problems: tuple[Problem, ...]) -> HttpResponse:
    is_unsigned = any(problem.rule == VERIFY for problem in problems)
    response = work.answer(
        status=422,
        problems=problems,
        is_refused=True,
        shows_all_faults=True,
        is_unsigned_ask=is_unsigned,
        signing_url=link_if_there("signing:start", work.request.company.slug) if is_unsigned else "",
    )
    return trigger_client_event(response, "editor:refused", {}, after="settle")


def _conflict(work: Work) -> HttpResponse:
    """Say that another window has saved the draft; offer its version, or this one as a draft of its own."""
    assert work.draft is not None  # noqa: S101 - only a draft can be stale
    current = Draft.objects.open().filter(pk=work.draft.pk).first()
    if current is None and find_issued(work.draft.pk) is not None:
        return _gone(work.request, work.draft.pk)
    moment = time_in(work.request, current.changed_at) if current else ""
    # The form keeps the version that it was filled from: the next save must not pass for a look at the other one.
    work.draft.version = read_version(work.request.POST)
    return work.answer(
        status=409,
        conflict={"changed_at": moment, "is_gone": "" if current else "yes"},
        save_fault=_("Not saved: the draft was changed in another window."),
        saved_at="",
    )


def _fork(work: Work) -> HttpResponse:
    """Keep what this window holds as a draft of its own."""
    content = work.content | {"window": "", "turn": ""}
    draft = store_draft(content, customer=work.customer, by=work.request.user, action="draft.started")
    messages.success(work.request, _("Kept as a draft of its own."))
    return _lead(work.request, editor_url(work.request, draft))


def _discard(work: Work) -> HttpResponse:
    if work.draft is not None:
        discard_draft(work.draft, by=work.request.user)
        tell_discarded(work.request, work.draft)
    return _lead(work.request, reverse("invoices:drafts", args=[work.request.company.slug]))


VERBS: dict[str, Verb] = {
    "type": _switch,
    "choose": _choose,
    "find": _find,
    "preview": _preview,
    "attach": _attach,
    "detach": _attach,
    "send": _send,
}


def _lead(request: CompanyRequest, url: str) -> HttpResponse:
    """Redirect, in the way that HTMX follows with the whole page."""
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _find_customers(words: str) -> list[Found]:
    return list_found(Customer.objects.active().matching(words)[:MOST_FOUND])


def _list_customers(request: CompanyRequest, draft: Draft | None) -> HttpResponse:
    """Answer the search for a customer with rows of its list; the last one makes a new customer."""
    words = request.GET.get("q", "").strip()[:100]
    name = words if not any(letter.isdigit() for letter in words) else ""
    screen = {
        "found": _find_customers(words),
        "new_customer_url": new_customer_url(request, draft, name=name),
        "new_customer_text": _("New customer “%(name)s”") % {"name": name} if name else _("New customer"),
    }
    return TemplateResponse(request, f"{TEMPLATE}#customer_options", {"screen": screen})


@require_GET
@requires(Action.WRITE_INVOICES)
def draft_attachment(request: CompanyRequest, pk: int, attachment_pk: int) -> HttpResponse:
    """Show an attachment of a draft."""
    file = get_object_or_404(DraftAttachment.objects.all(), pk=attachment_pk, draft_id=pk)
    response = HttpResponse(bytes(file.data), content_type=file.media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
