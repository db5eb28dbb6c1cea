"""The second wall: roles, grants and row-level security policies, put up after every migration for all owned tables.

Nobody has to remember a policy: every OwnedModel gets one. The statements run only where the wall is missing, so that a
live table is not locked for nothing. Role-scoped policies keep the index; an admin-bypass would not.
"""

from typing import Any

from django.apps import apps
from django.db import connections

from companies.tenancy import APPLICATION_ROLE, SUPPORT_ROLE, OwnedModel

OWN_ROWS = "company_id = nullif((select current_setting('portal.company', true)), '')::bigint"
# Tables that only ever grow; triggers of their own migrations refuse changes as well.
APPEND_ONLY = ("companies_auditentry", "invoices_invoiceevent", "delivery_attempt", "inbound_receivedevent")


def create_roles(cursor: Any) -> None:
    """Create the two roles that own no table, and let the present login become them."""
    for role in (APPLICATION_ROLE, SUPPORT_ROLE):
        cursor.execute("select 1 from pg_roles where rolname = %s", [role])
        if cursor.fetchone() is None:
            cursor.execute(f"create role {role} nologin noinherit nosuperuser nobypassrls")
        cursor.execute(f"grant {role} to current_user")
    cursor.execute(f"grant {SUPPORT_ROLE} to {APPLICATION_ROLE}")


def apply(*, using: str = "default", **_: Any) -> None:
    """Grant table rights to the roles and put a policy on every owned table that has none."""
    with connections[using].cursor() as cursor:
        cursor.execute("select current_user in (%s, %s)", [APPLICATION_ROLE, SUPPORT_ROLE])
        row = cursor.fetchone()
        if row and row[0]:
            return
        create_roles(cursor)
        _grant(cursor)
        for table in owned_tables():
            _wall(cursor, table)


def owned_tables() -> list[str]:
    """List the tables of all concrete OwnedModels."""
    return sorted(
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if issubclass(model, OwnedModel)
    )


def _grant(cursor: Any) -> None:
    roles = f"{APPLICATION_ROLE}, {SUPPORT_ROLE}"
    cursor.execute(f"grant usage on schema public to {roles}")
    cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {roles}")
    cursor.execute(f"grant usage, select on all sequences in schema public to {roles}")
    for table in APPEND_ONLY:
        cursor.execute("select to_regclass(%s) is not null", [table])
        if (cursor.fetchone() or [False])[0]:
            cursor.execute(f"revoke update, delete on {table} from {roles}")


def _wall(cursor: Any, table: str) -> None:
    cursor.execute(
        "select c.relrowsecurity and c.relforcerowsecurity, "
        "array(select polname::text from pg_policy where polrelid = c.oid) "
        "from pg_class c where c.oid = to_regclass(%s)",
        [table],
    )
    row = cursor.fetchone()
    if row is None:
        return
    forced, policies = row
    if not forced:
        cursor.execute(f"alter table {table} enable row level security, force row level security")
    if "own_rows" not in policies:
        cursor.execute(
            f"create policy own_rows on {table} to {APPLICATION_ROLE} using ({OWN_ROWS}) with check ({OWN_ROWS})"
        )
    if "all_rows" not in policies:
        cursor.execute(f"create policy all_rows on {table} to {SUPPORT_ROLE} using (true) with check (true)")
