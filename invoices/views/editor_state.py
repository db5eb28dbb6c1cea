"""One request to the editor: the draft, what the form holds, and all that follows from it, each worked out once.

views/editor.py moves it through the verbs; it saves by `services.drafting` and answers with a page or with fragments.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format

from companies.models import Customer
from companies.requests import CompanyRequest
from invoices.delivery.routing import Option, list_options
from invoices.forms.draft import Content
from invoices.models import Draft, DraftAttachment
from invoices.services.checking import check
from invoices.services.composing import Composition, compose
from invoices.services.drafting import StaleDraft, customer_of, list_files, save_draft
from invoices.services.opening import open_draft
from invoices.views.editor_build import build_screen, editor_url
from invoices.views.editor_checks import list_unreachable
from invoices.views.editor_screen import Screen
from portal.kit.clock import now
from portal.kit.problems import Problem

TEMPLATE: Final = "invoices/editor.html"
# The official rules take some 4 ms for five lines, 45 for a hundred: longer invoices are judged in preview and sending.
MOST_LINES_JUDGED_LIVE: Final = 30


class Work:
    """The draft and the form of one request. `saved` says whether what was typed lies in the database."""

    def __init__(self, request: CompanyRequest, draft: Draft | None, content: Content) -> None:
        self.request, self.draft, self.content = request, draft, content
        self.is_new = self.saved = False

    @cached_property
    def customer(self) -> Customer | None:
        """The customer that the content names."""
        return customer_of(self.content)

    @cached_property
    def files(self) -> list[DraftAttachment]:
        """The draft's attachments without their content."""
        return list_files(self.draft) if self.draft else []

    @cached_property
    def composition(self) -> Composition:
        """The document that the content comes to."""
        company = self.request.company
        return compose(self.content, company=company, customer=self.customer, attachments=self.files)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with it: the portal's own checks and, for invoices of usual length, all official rules."""
        found = check(self.composition).problems if self.is_judged else self.composition.problems
        return (*found, *list_unreachable(self.options, customer=self.customer, method=self.content["method"]))

    @property
    def is_judged(self) -> bool:
        """Say whether the official rules are asked at every recalculation."""
        return len(self.composition.document.lines) <= MOST_LINES_JUDGED_LIVE

    @cached_property
    def options(self) -> list[Option]:
        """The ways to deliver to the customer."""
        return list_options(self.request.company, self.customer)

    def change(self, content: Content) -> None:
        """Go on with other content; what followed from the old one is forgotten."""
        self.content = content
        self._forget("customer", "composition", "problems", "options")

    def forget_files(self) -> None:
        """Read the attachments again: one came or went."""
        self._forget("files", "composition", "problems")

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def save(self, *, version: int) -> None:
        """Keep what the form holds, making the draft at its first save. Raises StaleDraft for another window's sake."""
        by = self.request.user
        if self.draft is None:
            self.draft, self.is_new = open_draft(self.content, by=by)
            self.draft.company = self.request.company
            if not self.is_new:
                self._save_over(self.draft)
        else:
            try:
                save_draft(self.draft, self.content, version=version, by=by, composition=self.composition)
            except StaleDraft:
                current = Draft.objects.open().filter(pk=self.draft.pk).first()
                if current is None or not self._is_our_own(current):
                    raise
                self._save_over(current)
        self.saved = True

    def _save_over(self, current: Draft) -> None:
        """Save over what this window itself has saved, in a request whose answer it never saw."""
        if not self._is_our_own(current):
            raise StaleDraft
        current.company = self.request.company
        self.draft = save_draft(
            current, self.content, version=current.version, by=self.request.user, composition=self.composition
        )

    def _is_our_own(self, current: Draft) -> bool:
        window, turn = current.content.get("window"), str(current.content.get("turn") or "0")
        ours = self.content["turn"] or "0"
        is_later = ours.isdigit() and turn.isdigit() and int(ours) > int(turn)
        return bool(window) and window == self.content["window"] and is_later

    def screen(self, *, problems: Sequence[Problem] | None = None, **extra: Any) -> Screen:
        """Return what the template shows now; `problems` are those of a refusal, in place of the live ones."""
        extra = {"saved_at": self._saved_at()} | extra
        return build_screen(
            self.request,
            content=self.content,
            draft=self.draft,
            composition=self.composition,
            customer=self.customer,
            options=self.options,
            problems=self.problems if problems is None else problems,
            is_judged=self.is_judged or problems is not None,
            with_inputs=not self.request.htmx or bool(extra.get("swaps_facts") or extra.get("swaps_customer")),
            attachments=self.files,
            **extra,
        )

    def _saved_at(self) -> str:
        if self.draft is None:
            return ""
        moment = now() if self.saved else self.draft.changed_at
        return time_in(self.request, moment)

    def answer(self, *, status: int = 200, **extra: Any) -> HttpResponse:
        """Answer with the parts that HTMX asked for, or with the page."""
        name = f"{TEMPLATE}#recalculated" if self.request.htmx else TEMPLATE
        context = {"screen": self.screen(**extra), "oob": bool(self.request.htmx)}
        response = TemplateResponse(self.request, name, context, status=status)
        response.headers["Vary"] = "HX-Request"
        if self.draft is not None and self.request.htmx:
            response.headers["X-Draft"] = str(self.draft.pk)
            response.headers["X-Draft-Version"] = str(self.draft.version)
            if self.is_new:
                response.headers["HX-Replace-Url"] = editor_url(self.request, self.draft)
        elif self.request.htmx:
            response.headers["X-Draft"] = "new"
        return response


def time_in(request: CompanyRequest, moment: datetime) -> str:
    """Write the time of a moment as the company's clock shows it, with the date when it is not today's."""
    zone = ZoneInfo(request.company.time_zone)
    local = moment.astimezone(zone)
    if local.date() == now().astimezone(zone).date():
        return f"{local:%H:%M}"
    return f"{date_format(local.date(), 'SHORT_DATE_FORMAT')} {local:%H:%M}"
