"""The audit chain: gapless, linked, and a change behind the portal's back is found."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from companies.models import AuditChain, AuditEntry
from companies.services.audit import list_faults, record
from companies.tenancy import company_scope
from tests.factories.companies import company, member


@pytest.mark.django_db
def test_entries_are_numbered_without_gaps_and_linked() -> None:
    ours = company()
    person = member(ours)
    with company_scope(ours.pk):
        first = AuditEntry.objects.count()
        for amount in range(3):
            record("thing.done", by=person, subject=ours, amount=amount, sum="12,50 €")
        assert [entry.sequence for entry in AuditEntry.objects.order_by("sequence")] == list(range(1, first + 4))
        assert list(list_faults(ours.pk)) == []


@pytest.mark.django_db
def test_a_changed_removed_or_forged_entry_breaks_the_chain() -> None:
    ours = company()
    with company_scope(ours.pk):
        for number in range(4):
            record("thing.done", by=None, number=number)
    _as_owner("set local session_replication_role = replica")
    _as_owner(
        "update companies_auditentry set detail = '{\"number\": 9}' where company_id = %s and sequence = 2", ours.pk
    )
    with company_scope(ours.pk):
        assert list(list_faults(ours.pk)) == ["entry 2 has been changed"]
    _as_owner("delete from companies_auditentry where company_id = %s and sequence = 3", ours.pk)
    with company_scope(ours.pk):
        assert "entry 3 is missing" in list(list_faults(ours.pk))
    with pytest.raises(CommandError):
        call_command("verify_audit", company=ours.slug)


@pytest.mark.django_db
def test_the_command_says_that_whole_chains_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    ours = company()
    with company_scope(ours.pk):
        record("thing.done", by=None)
    call_command("verify_audit", company=ours.slug)
    assert "1 audit chains are whole" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_parallel_writers_get_a_gapless_chain() -> None:
    ours = company()

    def write() -> None:
        try:
            for _ in range(10):
                with company_scope(ours.pk):
                    record("race", by=None)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with company_scope(ours.pk):
        assert AuditEntry.objects.filter(action="race").count() == 40
        assert list(list_faults(ours.pk)) == []
        assert AuditChain.objects.get().last_sequence == AuditEntry.objects.count()


def _as_owner(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute(statement, list(parameters))
        cursor.execute("set role portal_app")
