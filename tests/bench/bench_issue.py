"""Prints what issuing costs: recalculation, one invoice by a person (T3), issue and enqueue, batches (T2).

CPU milliseconds of this process and of its database backend, medians, for invoices of five lines; beside them the time
of a calibration loop in the same run. `python -m tests.stores python -m tests.bench.bench_issue`.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
REPEATS, BATCH, BATCHES = 60, 100, 6
TICKS = os.sysconf("SC_CLK_TCK")


def calibrate() -> float:
    """Return the CPU milliseconds of a fixed loop, to compare machines and moments by."""
    start, total = time.process_time(), 0
    for n in range(1_000_000):
        total += n
    return (time.process_time() - start) * 1000


def backend_cpu() -> float:
    """Return the CPU seconds of this connection's database backend, 0 where it runs elsewhere."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS


def measure(name: str, work: Callable[[], object], *, times: int = REPEATS, each: int = 1) -> None:
    """Run the work and print medians for one of `each` documents that it handles."""
    work()
    cpu, wall, before = [], [], backend_cpu()
    for _ in range(times):
        start, moment = time.process_time(), time.perf_counter()
        work()
        cpu.append(time.process_time() - start)
        wall.append(time.perf_counter() - moment)
    database = (backend_cpu() - before) / times / each * 1000
    python, clock = (statistics.median(values) / each * 1000 for values in (cpu, wall))
    total = python + database
    print(
        f"{name:44} {total:7.2f} ms CPU ({python:.2f} + database {database:.2f}), {clock:.2f} ms wall, {1000 / clock:,.0f}/s"
    )


def main() -> None:
    """Measure every step on a fresh company."""
    django.setup()
    from django.db import transaction

    from companies.tenancy import company_scope
    from invoices.models import Draft
    from invoices.services.checking import check
    from invoices.services.composing import compose
    from invoices.services.drafting import save_draft
    from invoices.services.issuing import issue, prepare
    from invoices.services.sealing import seal
    from invoices.workflow import issue_and_send, review
    from tests.factories.companies import company, customer, draft, line, member, start_at

    start_at(int(time.time()) % 8_000_000)
    print(f"calibration loop: {calibrate():.0f} ms CPU")
    ours = company()
    to, clerk = customer(ours), member(ours)
    rows = [line(price=str(100 + n)) for n in range(5)]

    def drafts(count: int) -> "list[Draft]":
        return [draft(ours, to, lines=rows, method="email_pdf") for _ in range(count + 1)]

    with company_scope(ours.pk):
        one, keys = draft(ours, to, lines=rows), iter(range(10**9))
        measure("compose (totals only)", lambda: compose(one.content, company=ours, customer=to))
        measure("recalculate with all rules (review)", lambda: review(one, with_files=False))
        composed = compose(one.content, company=ours, customer=to, number="1")
        measure("write and check", lambda: check(composed))
        measure("autosave", lambda: save_draft(one, one.content, version=one.version, by=clerk))
        waiting = iter(drafts(REPEATS))
        measure("issue by a person, rules included (T3)", lambda: issue(next(waiting), by=clerk))
        sent = iter(drafts(REPEATS))
        measure("issue and enqueue", lambda: issue_and_send(next(sent), by=clerk))
        prepared = prepare(one)

        def batch() -> None:
            with transaction.atomic():
                seal([replace(prepared, key=f"bench:{ours.pk}:{next(keys)}") for _ in range(BATCH)], by=clerk)

        measure("number and rows in batches of 100 (T2)", batch, times=BATCHES, each=BATCH)
    print(f"calibration loop: {calibrate():.0f} ms CPU")


if __name__ == "__main__":
    main()
