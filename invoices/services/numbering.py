"""Gapless invoice numbers (BT-1): the only room that touches the number series.

A number is taken by one UPDATE … RETURNING inside the transaction that writes the invoice, as late as possible; the row
stays locked until that transaction ends, so a rollback gives the number back. `services.issuing` calls this.
"""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from companies.services import audit
from companies.tenancy import current_company_id
from invoices.models import NumberSeries

_TAKE = """
    update invoices_numberseries set next_number = next_number + %(count)s
    where company_id = %(company)s and code = %(code)s
    returning prefix, next_number - %(count)s
"""
_OPEN = """
    insert into invoices_numberseries (company_id, code, prefix, next_number)
    values (%(company)s, %(code)s, %(code)s, 1)
    on conflict (company_id, code) do nothing
"""


class SeriesRefused(ValueError):  # noqa: N818 - a refusal, not a fault
    """A number series cannot be set as asked; the text is for the user."""


def next_number(series_code: str = "") -> str:
    """Take the next number of the active company's series; see `next_numbers`."""
    return next_numbers(1, series_code=series_code)[0]


def next_numbers(count: int, *, series_code: str = "") -> list[str]:
    """Take `count` consecutive numbers under the series' row lock; the first use of a series opens it at 1.

    Raises TransactionManagementError outside a transaction: the number must live or die with its invoice.
    """
    if count < 1:
        return []
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number is taken in the transaction that issues its invoice.")
    values: dict[str, int | str] = {"company": current_company_id(), "code": series_code, "count": count}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        row = cursor.fetchone()
        while row is None:
            cursor.execute(_OPEN, values)
            cursor.execute(_TAKE, values)
            row = cursor.fetchone()
    prefix, first = row
    return [f"{prefix}{number}" for number in range(first, first + count)]


def expected_number(series_code: str = "") -> str:
    """Return the number that the next invoice gets unless another one is issued first. Takes no lock and no number."""
    series = NumberSeries.objects.filter(code=series_code).values_list("prefix", "next_number").first()
    prefix, number = series or (series_code, 1)
    return f"{prefix}{number}"


@transaction.atomic
def set_series(series_code: str = "", *, prefix: str, first: int, by: User | None) -> NumberSeries:
    """Set a series' prefix and next number. Raises SeriesRefused when that would use a number again."""
    opened = NumberSeries(company_id=current_company_id(), code=series_code, prefix=series_code)
    NumberSeries.objects.bulk_create([opened], ignore_conflicts=True)
    series: NumberSeries = NumberSeries.objects.select_for_update().get(code=series_code)
    if first < series.next_number and prefix == series.prefix:
        raise SeriesRefused(_("The next number cannot be lower than %(number)s.") % {"number": series.next_number})
    series.prefix, series.next_number = prefix, first
    series.save(update_fields=["prefix", "next_number"])
    audit.record("number_series.set", by=by, subject=series, prefix=prefix, next_number=first)
    return series
