"""Numbers are gapless: taken in the invoice's transaction, given back by a rollback, never used again."""

import pytest
from django.db import connection, transaction

from companies.models import AuditEntry
from companies.tenancy import company_scope
from invoices.models import NumberSeries
from invoices.services.numbering import SeriesRefused, expected_number, next_number, next_numbers, set_series
from tests.factories.companies import company


@pytest.mark.django_db
@pytest.mark.usefixtures("scope")
class TestOneSeries:
    def test_the_first_use_opens_the_series(self) -> None:
        assert expected_number() == "1"
        assert [next_number(), next_number(), *next_numbers(3), expected_number()] == ["1", "2", "3", "4", "5", "6"]
        assert next_numbers(0) == []

    def test_series_count_apart_and_carry_their_prefix(self, clerk) -> None:
        assert [next_number("K"), expected_number("K"), next_number()] == ["K1", "K2", "1"]
        set_series("K", prefix="K-2026-", first=100, by=clerk)
        assert next_numbers(2, series_code="K") == ["K-2026-100", "K-2026-101"]

    def test_companies_count_apart(self) -> None:
        next_numbers(5)
        with company_scope(company().pk):
            assert next_number() == "1"

    def test_a_rollback_gives_the_numbers_back(self) -> None:
        next_number()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            next_numbers(10)
            raise ZeroDivisionError
        assert next_number() == "2"

    def test_a_number_is_never_used_again(self, clerk) -> None:
        set_series(prefix="", first=1000, by=clerk)
        assert next_number() == "1000"
        with pytest.raises(SeriesRefused, match="1001"):
            set_series(prefix="", first=1000, by=clerk)
        set_series(prefix="A", first=1, by=clerk)
        assert next_number() == "A1"
        assert AuditEntry.objects.filter(action="number_series.set").count() == 2

    def test_one_number_takes_one_statement(self, django_assert_num_queries) -> None:
        next_number()
        with django_assert_num_queries(1):
            next_numbers(1000)
        with django_assert_num_queries(1):
            expected_number()


@pytest.mark.django_db(transaction=True)
def test_no_number_is_taken_outside_a_transaction() -> None:
    with company_scope(company().pk):
        with pytest.raises(transaction.TransactionManagementError):
            next_number()
        assert not NumberSeries.objects.exists()
        assert not connection.in_atomic_block
