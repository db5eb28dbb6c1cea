"""Joins issuing and delivery: what the editor's "Send" does, and recurring invoices too.

The invoice and the intent to deliver it commit together; the message to a worker leaves when they have. Deciding what
may be issued is services', how it travels is delivery's.
"""

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from accounts.models import User
from invoices.delivery import routing
from invoices.delivery.contract import Recipient
from invoices.delivery.models import Delivery
from invoices.delivery.routing import Option, UnreachableError
from invoices.delivery.services import AlreadySentError, deliver, resend
from invoices.en16931.document import Document
from invoices.models import Draft, Invoice
from invoices.services.checking import Checked, check_draft
from invoices.services.issuing import Refused, prepare_or_find, seal_draft
from portal.kit.problems import Problem

METHOD: Final = "PORTAL-METHOD"
# A method of the draft that issues and leaves the sending to the user.
NOT_SENT: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What would happen on "Send": the document, its bytes, everything that speaks against it, the ways it can go."""

    checked: Checked
    problems: tuple[Problem, ...]
    options: tuple[Option, ...]

    @property
    def document(self) -> Document:
        """Return the document as it would be issued, under a stand-in for its number."""
        return self.checked.composition.document

    @property
    def xml(self) -> bytes:
        """Return the bytes that were judged."""
        return self.checked.xml

    @property
    def can_be_sent(self) -> bool:
        """Say whether "Send" would go through as things stand."""
        return self.checked.report.valid and not any(problem.is_blocker for problem in self.problems)


def review(draft: Draft, *, number: str | None = None, with_files: bool = True) -> Review:
    """Compose and judge a draft and list the ways to send it; nothing is written.

    Without files the rules see only their names, which is enough while somebody types.
    """
    checked = check_draft(draft, number=number, with_files=with_files)
    customer, method = checked.composition.customer, _method_of(draft)
    problems = list(checked.problems)
    if customer is not None and method != NOT_SENT:
        try:
            routing.choose(draft.company, customer, method=method)
        except UnreachableError as unreachable:
            problems.append(_unreachable(unreachable))
    options = tuple(routing.list_options(draft.company, customer))
    return Review(checked=checked, problems=tuple(problems), options=options)


def issue_and_send(draft: Draft, *, by: User | None, method: str = "", series_code: str = "") -> Invoice:
    """Issue a draft and commit the intent to deliver it, by `method`, else the draft's own, else the customer's best.

    The same draft sent twice gives the same invoice and one delivery. Raises Refused, with nothing stored, when it
    cannot be issued or the customer cannot be reached, and StaleDraft when it was changed meanwhile.
    """
    prepared = prepare_or_find(draft, series_code=series_code)
    if isinstance(prepared, Invoice):
        return prepared
    method = method or _method_of(draft)
    option = None
    if method != NOT_SENT:
        try:
            option = routing.choose(draft.company, prepared.checked.composition.customer, method=method)
        except UnreachableError as unreachable:
            raise Refused([*prepared.checked.problems, _unreachable(unreachable)]) from unreachable
    with transaction.atomic():
        invoice = seal_draft(draft, prepared, by=by, series_code=series_code)
        if option is not None:
            _deliver_once(invoice, option, by=by)
    return invoice


def send_again(invoice: Invoice, *, by: User, channel: str = "", recipient: Recipient | None = None) -> Delivery:
    """Commit a new delivery of an issued invoice, by another channel or to another recipient when they are given.

    Raises UnreachableError when the customer cannot receive this way, AlreadySentError while a delivery is under way
    or its outcome is unknown.
    """
    if recipient is None or not channel:
        option = routing.choose(invoice.company, invoice.customer, method=channel)
        channel, recipient = option.channel, option.recipient if recipient is None else recipient
    return resend(invoice, channel=channel, recipient=recipient, by=by)


def _deliver_once(invoice: Invoice, option: Option, *, by: User | None) -> None:
    """Deliver the invoice; one that a click at the same moment has sent already is left as it is."""
    try:
        with transaction.atomic():
            deliver(invoice, channel=option.channel, recipient=option.recipient, by=by)
    except AlreadySentError:
        return


def _method_of(draft: Draft) -> str:
    return str(draft.content.get("method") or "")


def _unreachable(unreachable: UnreachableError) -> Problem:
    return Problem(text=unreachable.text, field="method", rule=METHOD)
