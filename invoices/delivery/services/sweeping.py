"""Finds over all companies what is due or in doubt and hands the ids to the workers. Rows are the truth, so that a lost
message, a flushed broker or a dead worker only costs the time until the next sweep."""

from collections.abc import Iterator
from itertools import groupby, islice

from companies.tenancy import every_company
from invoices.delivery.models import Delivery
from invoices.delivery.services import messages
from invoices.delivery.services.settling import abandoned_before
from portal.kit.clock import now

# At most this many rows a sweep, so that a great backlog is worked off in order and not announced over and over.
LIMIT = 2000
# A message that waited longer than this is dropped unread; the sweeps since then have sent fresh ones.
EXPIRES = 60.0


def sweep() -> int:
    """Announce what is due and what is in doubt, in chunks of one company; returns how many deliveries."""
    moment = now()
    with every_company():
        due = list(Delivery.objects.due(moment).order_by("next_try_at").values_list("company_id", "pk")[:LIMIT])
        doubtful = Delivery.objects.in_doubt(moment, claimed_before=abandoned_before(moment))
        in_doubt = list(doubtful.order_by("pk").values_list("company_id", "pk")[:LIMIT])
    for company_id, ids in _chunks(due):
        messages.ask_to_carry_out(ids, company_id=company_id, expires=EXPIRES)
    for company_id, ids in _chunks(in_doubt):
        messages.ask_to_look_into(ids, company_id=company_id, expires=EXPIRES)
    return len(due) + len(in_doubt)


def _chunks(rows: list[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    for company_id, group in groupby(sorted(rows), key=lambda row: row[0]):
        ids = (pk for _, pk in group)
        while chunk := list(islice(ids, messages.CHUNK)):
            yield company_id, chunk
