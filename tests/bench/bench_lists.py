"""Prints what pages of lists cost at 100,000 invoices of one company: server CPU, wall time and queries of each request.

Run with DATABASE_URL set to a migrated database: `python -m tests.bench.bench_lists`.
"""

import os
import statistics
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
INVOICES, ROUNDS = 100_000, 15
FILL = """
insert into invoices_invoice (company_id, public_id, number, series, type_code, issue_date, due_date, currency,
    customer_number, buyer_name, buyer_legal_id, buyer_reference, order_reference, payment_reference, language,
    net_amount, vat_amount, gross_amount, amount_due, sha256, issued_at, delivery_state, delivery_method)
select %s, gen_random_uuid(), (10000 + n)::text, '', '380', date '2026-11-01' - (n %% 900), date '2026-12-01' - (n %% 900),
    'SEK', '1', 'Customer ' || (n %% 700) || ' ' || md5((n %% 700)::text), '5560360793', '', '', n::text, 'sv', 100, 25,
    125, 125, '', now(), case when n %% 50 = 0 then 'failed' else 'delivered' end, 'network'
from generate_series(1, %s) n
"""


def measure(client: object, label: str, url: str) -> str:
    """Print the medians of a page and return the address of the page that follows it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(url)  # type: ignore[attr-defined]
    assert answer.status_code == 200, (url, answer.status_code)
    cpu, wall = [], []
    for _ in range(ROUNDS):
        cpu_began, wall_began = time.process_time(), time.perf_counter()
        client.get(url)  # type: ignore[attr-defined]
        cpu.append((time.process_time() - cpu_began) * 1000)
        wall.append((time.perf_counter() - wall_began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)  # type: ignore[attr-defined]
    spent = sum(float(query["time"]) for query in queries.captured_queries) * 1000
    print(
        f"   {label:28} CPU {statistics.median(cpu):6.1f} ms   wall {statistics.median(wall):6.1f} ms   "
        f"{len(queries)} queries, {spent:5.1f} ms in them"
    )
    table = answer.context.get("table") if answer.context else None
    return str(getattr(table, "next_url", "") or "")


def main() -> None:
    """Fill the tables and walk the lists."""
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from companies.tenancy import company_scope
    from tests.factories.companies import company, member

    ours = company()
    began = time.perf_counter()
    with company_scope(ours.pk), connection.cursor() as cursor:
        cursor.execute(FILL, [ours.pk, INVOICES])
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("analyze")
        cursor.execute("set role portal_app")
    print(f"   {INVOICES:,} invoices filled in {timedelta(seconds=round(time.perf_counter() - began))}")
    client = Client()
    client.force_login(member(ours, role="owner"))
    sent = reverse("invoices:sent", args=[ours.slug])
    following = measure(client, "Sent, first page", sent)
    for _ in range(40):
        following = str(client.get(sent + following).context["table"].next_url)
    measure(client, "Sent, page 41", sent + following)
    measure(client, "Sent, by number", sent + "?by=number&q=1042")
    measure(client, "Sent, by customer fragment", sent + "?by=buyer&q=mer+69")
    measure(client, "Sent, to handle", sent + "?state=attention")
    measure(client, "Overview", reverse("overview", args=[ours.slug]))
    measure(client, "Customers", reverse("companies:customers", args=[ours.slug]))


if __name__ == "__main__":
    main()
