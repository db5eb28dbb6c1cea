"""Empties the tables after a test that commits: Django's flush, without its cost and without losing migrated rows.

Only tables that hold something are touched, and rows that the migrations have put there stay. It runs as the owner of
the tables and past their triggers, because the portal's own role may neither truncate nor change what is issued.
"""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase

_HOLDING_ROWS = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""
_migrated: set[str] = set()


def empty_tables(case: TransactionTestCase | None = None) -> None:
    """Empty every table that has been filled since the migrations; stands in for `_fixture_teardown`."""
    with connection.cursor() as cursor:
        role = _value(cursor, "SELECT current_user")
        cursor.execute("RESET ROLE")
        tables = _holding_rows(cursor) - _migrated
        if tables:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"TRUNCATE {', '.join(sorted(tables))} CASCADE")
            cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(f"SET ROLE {connection.ops.quote_name(role)}")


def remember_migrated_tables() -> None:
    """Note which tables the migrations have filled; called once, before the first test of a process."""
    with connection.cursor() as cursor:
        _migrated.update(_holding_rows(cursor))
    connection.close()


def _holding_rows(cursor: CursorWrapper) -> set[str]:
    cursor.execute(_HOLDING_ROWS)
    return {name for (name,) in cursor.fetchall()}


def _value(cursor: CursorWrapper, sql: str) -> Any:
    cursor.execute(sql)
    return cursor.fetchone()[0]
