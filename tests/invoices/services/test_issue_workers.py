"""Many processes issue at once, and some are killed in the middle: no gap, no double, no half invoice.

Real processes with connections of their own. 8 × 500 go through numbering and all rows, one by one and in batches, with a
document that was judged once; the whole way with rules is walked by fewer.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.process import BaseProcess

import pytest
from django.db import connections, transaction

from accounts.models import User
from companies.models import AuditEntry, Company
from companies.services.audit import list_faults
from companies.tenancy import company_scope
from invoices.models import Draft, Invoice, InvoiceLine, InvoiceParty, NumberSeries, SealedDocument
from invoices.services import sealing
from invoices.services.crediting import credit
from invoices.services.issuing import Refused, issue, prepare, seal_draft
from invoices.services.numbering import next_number
from tests.factories.companies import company, customer, draft, member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.crash]

WRITERS, EACH = 8, 500
SIZES = (1, 25, 1, 10, 1)
_FORK = multiprocessing.get_context("fork")


@pytest.fixture
def shop() -> tuple[Company, User]:
    ours = company()
    return ours, member(ours)


def start(work: Callable[..., None], *args: object) -> BaseProcess:
    """Run the work in a process of its own with its own connection."""
    connections.close_all()

    def run() -> None:
        # A fork of the test run must never run its end: no fixture, no report.
        try:
            work(*args)
            os._exit(0)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)

    process = _FORK.Process(target=run)
    process.start()
    return process


def finish(processes: list[BaseProcess]) -> None:
    for process in processes:
        process.join(timeout=300)
    assert [process.exitcode for process in processes] == [0] * len(processes)


def assert_whole(ours: Company, *, count: int | None = None) -> int:
    """Check that numbers have no gap and no double, and every invoice all of its rows; return how many there are."""
    with company_scope(ours.pk):
        numbers = sorted(int(number) for number in Invoice.objects.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert NumberSeries.objects.get().next_number == len(numbers) + 1
        for model, rows in ((SealedDocument, 1), (InvoiceLine, 1), (InvoiceParty, 2)):
            assert model.objects.count() == rows * len(numbers)
        assert AuditEntry.objects.filter(action="invoice.issued").count() == len(numbers)
        assert list(list_faults(ours.pk)) == []
    if count is not None:
        assert len(numbers) == count
    return len(numbers)


def test_eight_processes_issue_five_hundred_each(shop) -> None:
    ours, clerk = shop
    with company_scope(ours.pk):
        prepared = prepare(draft(ours, customer(ours)))

    def work(writer: int) -> None:
        with company_scope(ours.pk):
            left = list(range(EACH))
            while left:
                some, left = left[: SIZES[len(left) % len(SIZES)]], left[SIZES[len(left) % len(SIZES)] :]
                with transaction.atomic():
                    sealing.seal([replace(prepared, key=f"test:{writer}:{n}") for n in some], by=clerk)

    finish([start(work, writer) for writer in range(WRITERS)])
    assert_whole(ours, count=WRITERS * EACH)
    with company_scope(ours.pk):
        assert Invoice.objects.values("draft_key").distinct().count() == WRITERS * EACH
        last = Invoice.objects.get(number=str(WRITERS * EACH))
        assert f">{last.number}</cbc:ID>".encode() in bytes(last.sealed.xml)


def test_four_processes_issue_drafts_with_all_rules(shop) -> None:
    ours, clerk = shop
    to = customer(ours)
    drafts = [draft(ours, to).pk for _ in range(60)]

    def work(writer: int) -> None:
        with company_scope(ours.pk):
            for pk in drafts[writer::4]:
                issue(Draft.objects.get(pk=pk), by=clerk)

    finish([start(work, writer) for writer in range(4)])
    assert_whole(ours, count=60)
    with company_scope(ours.pk):
        assert not Draft.objects.exists()


def test_one_draft_issued_by_many_processes_is_one_invoice(shop) -> None:
    ours, clerk = shop
    one = draft(ours, customer(ours))
    barrier = _FORK.Barrier(4)

    def work() -> None:
        with company_scope(ours.pk):
            mine = Draft.objects.get(pk=one.pk)
            barrier.wait()
            assert issue(mine, by=clerk).draft_key == f"draft:{one.pk}"

    finish([start(work) for _ in range(4)])
    assert_whole(ours, count=1)


def test_of_credit_notes_that_race_one_wins(shop) -> None:
    ours, clerk = shop
    with company_scope(ours.pk):
        invoice = issue(draft(ours, customer(ours)), by=clerk)
        notes = [credit(invoice, by=clerk).pk for _ in range(4)]
    barrier = _FORK.Barrier(4)

    def work(pk: int) -> None:
        with company_scope(ours.pk):
            mine = Draft.objects.get(pk=pk)
            prepared = prepare(mine)
            barrier.wait()
            try:
                seal_draft(mine, prepared, by=clerk)
            except Refused:
                return

    finish([start(work, pk) for pk in notes])
    with company_scope(ours.pk):
        assert Invoice.objects.filter(credits=invoice).count() == 1
        assert Draft.objects.count() == 3


def test_a_process_killed_while_it_holds_a_number_leaves_no_gap(shop) -> None:
    ours, clerk = shop
    to = customer(ours)
    reader, writer = os.pipe()

    def work() -> None:
        with company_scope(ours.pk), transaction.atomic():
            assert next_number() == "1"
            os.write(writer, b"held")
            time.sleep(600)

    process = start(work)
    assert os.read(reader, 4) == b"held"
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    with company_scope(ours.pk):
        assert issue(draft(ours, to), by=clerk).number == "1"
    assert_whole(ours, count=1)


@pytest.mark.parametrize("kills", [6])
def test_processes_killed_anywhere_leave_whole_invoices(shop, kills) -> None:
    ours, clerk = shop
    with company_scope(ours.pk):
        prepared = prepare(draft(ours, customer(ours)))
    reader, writer = os.pipe()

    def work(round_: int) -> None:
        with company_scope(ours.pk):
            for n in range(100_000):
                with transaction.atomic():
                    sealing.seal([replace(prepared, key=f"kill:{round_}:{n}")], by=clerk)
                os.write(writer, b".")

    issued = 0
    for round_ in range(kills):
        process = start(work, round_)
        # Each round lets a few more invoices through, and so stops at another place.
        confirmed = sum(len(os.read(reader, 1)) for _ in range(5 + 3 * round_))
        time.sleep(0.002 * round_)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        issued += confirmed
    assert assert_whole(ours) >= issued
    with company_scope(ours.pk):
        issue(Draft.objects.get(), by=clerk)
    assert_whole(ours)
