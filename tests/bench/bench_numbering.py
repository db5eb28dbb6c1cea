"""Prints how many gapless numbers a second one series gives: 8 writers with a commit each, and batches of 100 (T8).

Run with DATABASE_URL set to a migrated database: `python -m tests.bench.bench_numbering`.
"""

import multiprocessing
import os
import time
from multiprocessing.synchronize import Barrier

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
WRITERS, SECONDS, BATCH = 8, 4.0, 100


def _write(company_id: int, batch: int, ready: Barrier, taken: "multiprocessing.Queue[list[int]]") -> None:
    django.setup()
    from django.db import connection, transaction

    from companies.tenancy import company_scope
    from invoices.services.numbering import next_numbers

    numbers: list[int] = []
    with company_scope(company_id):
        ready.wait()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            with transaction.atomic():
                numbers += map(int, next_numbers(batch))
    connection.close()
    taken.put(numbers)


def measure(company_id: int, *, batch: int) -> None:
    """Let all writers take numbers of one series for a while and print the rate."""
    context = multiprocessing.get_context("spawn")
    taken: multiprocessing.Queue[list[int]] = context.Queue()
    ready = context.Barrier(WRITERS + 1)
    writers = [context.Process(target=_write, args=(company_id, batch, ready, taken)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    ready.wait()
    start = time.monotonic()
    numbers = sorted(number for _ in writers for number in taken.get())
    seconds = time.monotonic() - start
    for writer in writers:
        writer.join()
    gapless = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    print(f"{WRITERS} writers, batches of {batch}: {len(numbers) / seconds:,.0f} numbers/s, gapless: {gapless}")


def main() -> None:
    """Measure single numbers and batches on a fresh company."""
    django.setup()
    from tests.factories.companies import company, start_at

    start_at(int(time.time()) % 8_000_000)
    measure(company().pk, batch=1)
    measure(company().pk, batch=BATCH)


if __name__ == "__main__":
    main()
