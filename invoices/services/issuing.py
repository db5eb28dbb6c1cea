"""Issues a draft: calculate, check, seal. What a rule finds fatal is refused: nothing is stored, no number is used.

Composing and judging happen before any lock, under the number that the series is expected to give. Sealing then takes
the number and writes every row in one short transaction; where another invoice was quicker, the checked document is
written again with the number and payment reference (BT-1, BT-83) that it got, the only terms that differ.
"""

from collections.abc import Iterable
from typing import Final

from django.db import connection, transaction

from accounts.models import User
from invoices.models import Draft, Invoice
from invoices.services.checking import check_draft
from invoices.services.credit_limits import list_problems
from invoices.services.drafting import StaleDraft
from invoices.services.numbering import expected_number
from invoices.services.sealing import Prepared, seal
from portal.kit.problems import Problem

DRAFT_KEY: Final = "draft:{}"
_DELETE: Final = """
    with gone as (delete from invoices_draft where id = %(draft)s and company_id = %(company)s)
    delete from invoices_draftattachment where draft_id = %(draft)s and company_id = %(company)s returning id
"""


class Refused(Exception):  # noqa: N818 - a verdict, not a fault
    """The draft cannot be issued as it stands; `problems` say why and where to mend it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, blockers and warnings alike."""
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.text for problem in self.problems))


def issue(draft: Draft, *, by: User | None, series_code: str = "") -> Invoice:
    """Issue a draft and delete it; a draft that has been issued before gives the invoice of that time.

    Raises Refused with everything that is wrong, and StaleDraft when the draft was saved or discarded meanwhile.
    """
    prepared = prepare_or_find(draft, series_code=series_code)
    if isinstance(prepared, Invoice):
        return prepared
    return seal_draft(draft, prepared, by=by, series_code=series_code)


def prepare_or_find(draft: Draft, *, series_code: str = "") -> Prepared | Invoice:
    """Prepare a draft, or return the invoice that it was issued as. Raises Refused, see `prepare`."""
    try:
        return prepare(draft, series_code=series_code)
    except Refused:
        # A repeated click finds the draft gone, its files with it: that is no reason to refuse.
        if invoice := find_issued(draft.pk):
            return invoice
        raise


@transaction.atomic
def seal_draft(draft: Draft, prepared: Prepared, *, by: User | None, series_code: str = "") -> Invoice:
    """Issue a prepared draft in the caller's transaction, and delete it.

    Raises StaleDraft when the draft has moved on since it was read, and Refused when a credit note has been overtaken.
    """
    versions = Draft.objects.open().select_for_update().filter(pk=draft.pk).values_list("version", flat=True)
    version = next(iter(versions), None)
    if version is None and (invoice := find_issued(draft.pk)):
        return invoice
    if version != draft.version:
        raise StaleDraft
    _hold_to_limit(prepared)
    (invoice,) = seal([prepared], by=by, series_code=series_code)
    if _delete(draft) != prepared.checked.composition.file_ids:
        raise StaleDraft
    return invoice


def prepare(draft: Draft, *, series_code: str = "") -> Prepared:
    """Compose and judge a draft without locks or writes. Raises Refused with all problems: fail closed."""
    checked = check_draft(draft, number=expected_number(series_code))
    if not checked.can_be_issued:
        raise Refused(checked.problems)
    return Prepared(key=DRAFT_KEY.format(draft.pk), checked=checked, credits_id=draft.credits_id)


def find_issued(draft_id: int) -> Invoice | None:
    """Return the invoice that a draft was issued as."""
    found: Invoice | None = Invoice.objects.filter(draft_key=DRAFT_KEY.format(draft_id)).first()
    return found


def _delete(draft: Draft) -> frozenset[int]:
    """Delete a draft and its files, which the invoice now carries, and return the files' ids."""
    with connection.cursor() as cursor:
        cursor.execute(_DELETE, {"draft": draft.pk, "company": draft.company_id})
        return frozenset(file_id for (file_id,) in cursor.fetchall())


def _hold_to_limit(prepared: Prepared) -> None:
    """Ask again, with the credited invoice locked, whether enough of it is left: two credit notes may race."""
    if prepared.credits_id is None:
        return
    if problems := list_problems(prepared.credits_id, document=prepared.checked.composition.document, lock=True):
        raise Refused(problems)
