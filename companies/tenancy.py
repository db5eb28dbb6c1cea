"""The company scope: which company the code may see right now, in Python and in PostgreSQL at once.

Opened by the middleware from the URL and by the Celery base task from its `company_id`; `every_company` is the explicit
way out for support and sweeps. Nothing else may set it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func
from django.db.models.sql.compiler import SQLCompiler
from psycopg.pq import TransactionStatus

APPLICATION_ROLE, SUPPORT_ROLE = "portal_app", "portal_support"


class NoCompanyError(RuntimeError):
    """Tenant data was asked for while no company scope was open."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Either one company or, explicitly, all of them."""

    company_id: int | None

    @property
    def is_every(self) -> bool:
        """Say whether the scope spans all companies."""
        return self.company_id is None


_scope: ContextVar[Scope | None] = ContextVar("company_scope", default=None)


def current_company_id() -> int:
    """Return the active company's id; raises NoCompanyError outside a single company's scope."""
    scope = _scope.get()
    if scope is None or scope.company_id is None:
        raise NoCompanyError("No single company is active: open company_scope(...) first.")
    return scope.company_id


@contextmanager
def company_scope(company_id: int) -> Iterator[None]:
    """Open the scope of one company for the block, in Python and for row-level security."""
    yield from _within(Scope(company_id))


@contextmanager
def every_company() -> Iterator[None]:
    """Open the scope over all companies, for support and sweeps only; PostgreSQL runs it as the support role."""
    yield from _within(Scope(None))


def _within(scope: Scope) -> Iterator[None]:
    outer = _scope.get()
    _tell_database(scope)
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)
        # In a transaction that has failed, PostgreSQL itself puts the outer value back when it rolls back.
        if not _transaction_has_failed():
            _tell_database(outer)


def _tell_database(scope: Scope | None) -> None:
    role = SUPPORT_ROLE if scope is not None and scope.is_every else APPLICATION_ROLE
    company = "" if scope is None or scope.company_id is None else str(scope.company_id)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, false), set_config('portal.company', %s, false)", [role, company])


def _transaction_has_failed() -> bool:
    raw = connection.connection
    if raw is None or raw.closed:
        return True
    return bool(raw.info.transaction_status == TransactionStatus.INERROR)


class InScope(Func):
    """A late-bound condition: the row's company is the active one. Compiled without a scope it raises."""

    conditional = True
    output_field = models.BooleanField()

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any
    ) -> tuple[str, list[Any]]:
        """Compile to a comparison with the company that is active at this moment."""
        scope = _scope.get()
        if scope is None:
            raise NoCompanyError("No company is active: open company_scope(...) or every_company() first.")
        if scope.company_id is None:
            return "TRUE", []
        column, parameters = compiler.compile(self.source_expressions[0])
        return f"{column} = %s", [*parameters, scope.company_id]


M = TypeVar("M", bound=models.Model)


class OwnedManager(models.Manager[M]):
    """The only way to owned rows: every query carries the late-bound company condition."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Return the rows of the company in scope."""
        return super().get_queryset().filter(InScope("company_id"))


class OwnedModel(models.Model):
    """A row that belongs to one company. Saving without a company takes the one in scope."""

    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="+")

    objects = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row under the company in scope; raises NoCompanyError when there is none to take."""
        if getattr(self, "company_id", None) is None:
            self.company_id = current_company_id()
        super().save(*args, **kwargs)
