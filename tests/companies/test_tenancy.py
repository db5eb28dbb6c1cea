"""Both walls between companies: the manager that refuses to run without a scope, and PostgreSQL's row-level security."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from companies.models import AuditEntry, Customer
from companies.row_security import owned_tables
from companies.tenancy import NoCompanyError, company_scope, current_company_id, every_company
from tests.factories.companies import company, customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours_and_theirs():
    ours, theirs = company(), company()
    customer(ours, name="Our customer")
    customer(theirs, name="Their customer")
    return ours, theirs


def test_without_a_scope_every_owned_query_raises(ours_and_theirs) -> None:
    with pytest.raises(NoCompanyError):
        Customer.objects.count()
    with pytest.raises(NoCompanyError):
        current_company_id()


def test_a_scope_shows_its_own_rows_and_closes_again(ours_and_theirs) -> None:
    ours, theirs = ours_and_theirs
    with company_scope(ours.pk):
        assert [row.name for row in Customer.objects.all()] == ["Our customer"]
        with company_scope(theirs.pk):
            assert [row.name for row in Customer.objects.all()] == ["Their customer"]
        assert [row.name for row in Customer.objects.all()] == ["Our customer"]
    with pytest.raises(NoCompanyError):
        Customer.objects.count()


def test_the_way_out_is_explicit(ours_and_theirs) -> None:
    with every_company():
        assert Customer.objects.filter(name__endswith="customer").count() == 2
        with pytest.raises(NoCompanyError):
            current_company_id()


def test_the_condition_is_bound_when_the_query_runs_not_when_it_is_built(ours_and_theirs) -> None:
    ours, theirs = ours_and_theirs
    with company_scope(ours.pk):
        query = Customer.objects.all()
    with company_scope(theirs.pk):
        assert [row.name for row in query] == ["Their customer"]


def test_raw_sql_sees_nothing_without_a_scope_and_only_its_own_within(ours_and_theirs) -> None:
    ours, theirs = ours_and_theirs
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from companies_customer")
        assert cursor.fetchone() == (0,)
        with company_scope(ours.pk):
            cursor.execute("select name from companies_customer")
            assert cursor.fetchall() == [("Our customer",)]
            cursor.execute("update companies_customer set name = 'x' where company_id = %s", [theirs.pk])
            assert cursor.rowcount == 0


def test_raw_sql_cannot_write_for_another_company(ours_and_theirs) -> None:
    ours, theirs = ours_and_theirs
    with company_scope(ours.pk), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Customer.objects.bulk_create([Customer(company=theirs, number="77", name="Smuggled")])


def test_a_failed_transaction_inside_a_scope_leaves_the_outer_scope_in_place(ours_and_theirs) -> None:
    ours, theirs = ours_and_theirs
    with company_scope(ours.pk):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            company_scope(theirs.pk),
            connection.cursor() as cursor,
        ):
            cursor.execute("select 1 / 0")
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('portal.company')")
            assert cursor.fetchone() == (str(ours.pk),)
        assert Customer.objects.get().name == "Our customer"


def test_every_owned_table_has_both_policies_and_forces_them() -> None:
    with connection.cursor() as cursor:
        for table in owned_tables():
            cursor.execute(
                "select relrowsecurity, relforcerowsecurity, "
                "(select array_agg(polname::text order by polname) from pg_policy where polrelid = c.oid) "
                "from pg_class c where oid = to_regclass(%s)",
                [table],
            )
            assert cursor.fetchone() == (True, True, ["all_rows", "own_rows"]), table


def test_the_application_role_owns_no_table_and_cannot_bypass_the_walls() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("portal_app",)
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname in ('portal_app', 'portal_support')")
        assert set(cursor.fetchall()) == {(False, False)}
        cursor.execute("select count(*) from pg_tables where tableowner in ('portal_app', 'portal_support')")
        assert cursor.fetchone() == (0,)


def test_the_audit_log_refuses_to_be_changed_even_by_raw_sql(ours_and_theirs) -> None:
    ours, _theirs = ours_and_theirs
    from companies.services.audit import record

    with company_scope(ours.pk):
        record("test.happened", by=None)
        for statement in ("update companies_auditentry set action = 'x'", "delete from companies_auditentry"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        assert AuditEntry.objects.filter(action="test.happened").count() == 1
