"""Verbs on drafts: start, save, discard, attach and detach files, and compose what a draft would be issued as.

Saving is a compare-and-swap on the draft's version, so that two tabs cannot overwrite each other. Typing is autosaved
every second, so saves leave no audit entry; starting, discarding and files do.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from accounts.models import User
from companies.models import Company, Customer
from companies.services import audit
from companies.tenancy import current_company_id, every_company
from invoices.en16931.codes.documents import INVOICE
from invoices.models import Draft, DraftAttachment
from invoices.services.attaching import BadAttachment, attach_file, detach_file
from invoices.services.composing import Composition, compose
from invoices.services.draft_content import blank_content
from invoices.services.draft_faults import LARGEST_AMOUNT
from portal.kit.clock import now, today_in

__all__ = [
    "BadAttachment",
    "Composition",
    "StaleDraft",
    "attach_file",
    "compose",
    "compose_draft",
    "customer_of",
    "detach_file",
    "discard_draft",
    "purge_discarded",
    "restore_draft",
    "save_draft",
    "start_draft",
]
_NO_CONTENT: Final = b"-"


class StaleDraft(Exception):  # noqa: N818 - a verdict, not a fault
    """The draft has been saved, issued or discarded since it was read."""


def start_draft(*, by: User, customer: Customer | None = None, type_code: str = INVOICE) -> Draft:
    """Create a draft with what the customer and the company make usual, dated today in the company's time zone."""
    company = Company.objects.get(pk=current_company_id())
    today = today_in(company.time_zone)
    content = blank_content(company, customer=customer, today=today, contact=by.get_full_name(), type_code=type_code)
    return store_draft(content, customer=customer, by=by, action="draft.started")


@transaction.atomic
def store_draft(
    content: Mapping[str, Any], *, customer: Customer | None, by: User, action: str, **fields: Any
) -> Draft:
    """Create a draft with the given content and its audit entry; `fields` are further columns, as `credits`."""
    company = Company.objects.get(pk=current_company_id())
    draft = Draft(company=company, content=dict(content), created_by=by, **fields)
    composition = compose(content, company=company, customer=customer)
    for name, value in _summary(composition, customer=customer).items():
        setattr(draft, name, value)
    draft.save(force_insert=True)
    audit.record(action, by=by, subject=draft)
    return draft


def save_draft(
    draft: Draft,
    content: Mapping[str, Any],
    *,
    version: int,
    by: User,
    composition: Composition | None = None,
) -> Draft:
    """Save what was typed and the columns that lists show, and return the draft with its new version.

    `composition` saves composing once more when the caller has just done it. Raises StaleDraft, and changes nothing,
    when the draft has moved on from `version` or is gone.
    """
    if composition is None:
        customer = customer_of(content)
        composition = compose(content, company=draft.company, customer=customer, attachments=list_files(draft))
    values = _summary(composition, customer=composition.customer) | {
        "content": dict(content),
        "version": version + 1,
        "changed_at": now(),
    }
    if not Draft.objects.open().filter(pk=draft.pk, version=version).update(**values):
        raise StaleDraft
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


@transaction.atomic
def discard_draft(draft: Draft, *, by: User) -> None:
    """Throw a draft away; for DRAFT_KEPT_DAYS it can be brought back. One that is already gone is fine."""
    if Draft.objects.open().filter(pk=draft.pk).update(discarded_at=now()):
        audit.record("draft.discarded", by=by, subject=draft, amount_due=draft.amount_due, currency=draft.currency)


@transaction.atomic
def restore_draft(draft: Draft, *, by: User) -> None:
    """Bring a discarded draft back; one that was never discarded is fine."""
    if Draft.objects.discarded().filter(pk=draft.pk).update(discarded_at=None):
        audit.record("draft.restored", by=by, subject=draft)


def purge_discarded() -> int:
    """Delete for good, in all companies, what was discarded more than DRAFT_KEPT_DAYS ago; return how many drafts."""
    before = now() - timedelta(days=settings.DRAFT_KEPT_DAYS)
    with every_company():
        _deleted, by_model = Draft.objects.discarded().filter(discarded_at__lt=before).delete()
    return by_model.get("invoices.Draft", 0)


def customer_of(content: Mapping[str, Any]) -> Customer | None:
    """Return the customer that the content names, None when it names none of the company's."""
    key = str(content.get("customer") or "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    found: Customer | None = Customer.objects.filter(pk=int(key)).first()
    return found


def compose_draft(draft: Draft, *, number: str | None = None, with_files: bool = True) -> Composition:
    """Compose a stored draft with its customer and files; without the files' content where only totals are wanted."""
    return compose(
        draft.content,
        company=draft.company,
        customer=customer_of(draft.content),
        attachments=list_files(draft, with_content=with_files),
        number=number,
    )


def list_files(draft: Draft, *, with_content: bool = False) -> list[DraftAttachment]:
    """List a draft's files in the order they were attached; the content is a placeholder unless it is asked for."""
    files: list[DraftAttachment] = list(
        DraftAttachment.objects.filter(draft_id=draft.pk) if with_content
        else DraftAttachment.objects.filter(draft_id=draft.pk).defer("data")
    )  # fmt: skip
    if not with_content:
        for file in files:
            file.data = _NO_CONTENT
    return files


def _summary(composition: Composition, *, customer: Customer | None) -> dict[str, Any]:
    document = composition.document
    amount: Decimal | None = composition.totals.amount_due if document.lines else None
    return {
        "customer": customer,
        "customer_name": customer.name if customer else "",
        "type_code": document.type_code or INVOICE,
        "currency": document.currency or "",
        "issue_date": document.issue_date,
        "amount_due": amount if amount is not None and abs(amount) < LARGEST_AMOUNT else None,
    }
