"""The preview of a draft: what would be issued, as PDF pages, as the recipient's system shows it, and as XML.

A page of its own that the editor also shows in a dialog. Its Send button sends exactly the version that is shown.
"""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from companies.decorators import requires
from companies.permissions import Action, is_allowed
from companies.requests import CompanyRequest
from invoices import workflow
from invoices.forms.draft import filled
from invoices.models import Draft
from invoices.rendering.engine import PdfFailedError, PdfUnavailableError
from invoices.rendering.html import render_view
from invoices.rendering.picture import count_pages, draw_page
from invoices.services.drafting import StaleDraft
from invoices.services.issuing import Refused, find_issued
from invoices.services.numbering import expected_number
from invoices.services.previewing import preview_pdf
from invoices.views.editor_build import chosen_option, send_label
from invoices.views.editor_checks import build_checks
from invoices.views.sending import tell_sent
from portal.kit.htmx import render_screen

TABS = ("pdf", "view", "xml")


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Action.WRITE_INVOICES)
def preview(request: CompanyRequest, pk: int) -> HttpResponse:
    """Show a draft as it would be issued; POST sends it."""
    draft = _find(request, pk)
    if draft is None:
        invoice = find_issued(pk)
        if invoice is None:
            raise Http404
        return HttpResponseRedirect(reverse("invoices:invoice", args=[request.company.slug, invoice.public_id]))
    if request.method == "POST":
        return _send(request, draft)
    return _show(request, draft)


def _find(request: CompanyRequest, pk: int) -> Draft | None:
    draft: Draft | None = Draft.objects.open().filter(pk=pk).first()
    if draft is not None:
        draft.company = request.company
    return draft


def _send(request: CompanyRequest, draft: Draft) -> HttpResponse:
    if not is_allowed(request.membership.role, Action.SEND_INVOICES):
        return HttpResponse(status=403)
    if request.POST.get("version") != str(draft.version):
        return _show(request, draft, status=409, notice=_("The draft has changed since it was shown. Look once more."))
    try:
        invoice = workflow.issue_and_send(draft, by=request.user)
    except Refused:
        return _show(request, draft, status=422, notice=_("The invoice was not sent. See what is left to do."))
    except StaleDraft:
        return _show(request, draft, status=409, notice=_("The draft has changed since it was shown. Look once more."))
    return HttpResponseRedirect(tell_sent(request, invoice))


def _show(request: CompanyRequest, draft: Draft, *, status: int = 200, notice: str = "") -> TemplateResponse:
    review = workflow.review(draft, number=expected_number())
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    content = filled(draft.content, company=request.company)
    checks = build_checks(review.problems, company=request.company, options=review.options, content=content)
    editor = reverse("invoices:editor", args=[request.company.slug, draft.pk])
    context: dict[str, Any] = {
        "draft": draft,
        "tab": tab,
        "notice": notice,
        "is_credit_note": review.document.is_credit_note,
        "checks": [(check, f"{editor}{check.href}" if check.href else "") for check in checks],
        "left": sum(problem.is_blocker for problem in review.problems),
        "can_be_sent": review.can_be_sent,
        "send_label": send_label(chosen_option(review.options, content)),
        "number": review.document.invoice_number,
        "editor_url": editor,
        "url": reverse("invoices:preview", args=[request.company.slug, draft.pk]),
    } | _content(request, review, tab)
    return render_screen(
        request, "invoices/preview.html", context, fragments=("preview-dialog", "preview"), status=status
    )


def _content(request: CompanyRequest, review: workflow.Review, tab: str) -> dict[str, Any]:
    if tab == "xml":
        return {"xml": review.xml.decode()}
    if tab == "view":
        return {"view": render_view(review.document, language=review.checked.composition.language)}
    try:
        pages = count_pages(preview_pdf(review.checked, company=request.company))
    except (PdfUnavailableError, PdfFailedError) as fault:
        return {"pages": [], "pdf_fault": str(fault)}
    return {"pages": range(1, pages + 1)}


@require_GET
@requires(Action.WRITE_INVOICES)
def preview_page(request: CompanyRequest, pk: int, page: int) -> HttpResponse:
    """Serve a page of the preview as a picture."""
    try:
        picture = draw_page(_pdf(request, pk), page=page)
    except IndexError:
        raise Http404 from None
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@require_GET
@requires(Action.WRITE_INVOICES)
def preview_file(request: CompanyRequest, pk: int) -> HttpResponse:
    """Serve the preview as a PDF file, to look at or to print."""
    headers = {"Content-Disposition": 'inline; filename="preview.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(_pdf(request, pk), content_type="application/pdf", headers=headers)


def _pdf(request: CompanyRequest, pk: int) -> bytes:
    draft = _find(request, pk)
    if draft is None:
        raise Http404
    review = workflow.review(draft, number=expected_number())
    try:
        return preview_pdf(review.checked, company=request.company)
    except (PdfUnavailableError, PdfFailedError):
        raise Http404 from None
