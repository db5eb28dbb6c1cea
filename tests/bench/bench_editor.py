"""Prints what one recalculation in the editor costs: the whole HTTP request that saves, judges and answers with sums.

CPU milliseconds of the web process, medians, for 5, 30 and 100 lines, beside a calibration loop of the same run.
"""

import logging
import os
import statistics
import time
from typing import Any
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
REPEATS = 40
FORM = "application/x-www-form-urlencoded"


def calibrate() -> float:
    """Return the CPU milliseconds of a fixed loop, to compare machines and moments by."""
    start, total = time.process_time(), 0
    for n in range(1_000_000):
        total += n
    return (time.process_time() - start) * 1000


def measure(client: Any, url: str, content: dict[str, Any], *, lines: int) -> None:
    """Post the form again and again, each time with another price, and print the medians."""
    from tests.factories.editor_form import fields_of

    cpu, wall = [], []
    for n in range(REPEATS + 3):
        content["lines"][0]["price"] = str(100 + n)
        body = urlencode(fields_of(content, version=n + 1, turn=str(n + 1)), doseq=True)
        start, moment = time.process_time(), time.perf_counter()
        answer = client.post(url, body, content_type=FORM, headers={"hx-request": "true"})
        cpu.append(time.process_time() - start)
        wall.append(time.perf_counter() - moment)
        if answer.status_code != 200 or answer.headers["X-Draft-Version"] != str(n + 2):
            raise SystemExit(f"the draft was not saved: {answer.status_code}")
    median = [statistics.median(values[3:]) * 1000 for values in (cpu, wall)]
    print(
        f"recalculation of {lines:4} lines {median[0]:8.2f} ms CPU, {median[1]:8.2f} ms wall, {len(body):,} bytes sent"
    )


def main() -> None:
    """Measure drafts of usual and of great length."""
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from tests.factories.companies import company, customer, draft, line, member

    settings.ALLOWED_HOSTS = ["testserver"]
    seller = company()
    buyer, clerk = customer(seller), member(seller)
    client = Client()
    client.force_login(clerk)
    print(f"calibration loop {calibrate():.1f} ms")
    for lines in (5, 30, 100):
        rows = [line(f"Row {n}", "2,5", "1 050,50", description="Week 44", discount="10") for n in range(lines)]
        row = draft(seller, buyer, by=clerk, lines=rows)
        measure(client, reverse("invoices:editor", args=[seller.slug, row.pk]), row.content, lines=lines)


if __name__ == "__main__":
    main()
