"""The base of every company task: it opens the company scope from its mandatory `company_id`."""

from typing import Any

from celery import Task

from companies.tenancy import company_scope


class CompanyTask(Task):  # type: ignore[type-arg]
    """A Celery task that runs inside one company; calling it without `company_id` is an error."""

    abstract = True
    typing = False  # Celery would compare the call with `run`, which never sees company_id

    def __call__(self, *args: Any, company_id: int, **kwargs: Any) -> Any:
        with company_scope(company_id):
            return super().__call__(*args, **kwargs)
