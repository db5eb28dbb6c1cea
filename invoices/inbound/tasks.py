"""Celery doors of the inbox: ids in, a service called, nothing kept. The services decide everything."""

from celery import shared_task

from companies.tasks import CompanyTask
from invoices.inbound.services import reading


@shared_task(base=CompanyTask)
def read(message_pks: list[int]) -> None:
    """Read messages of one company."""
    reading.read_all(message_pks)


@shared_task(expires=60)
def sweep() -> None:
    """Hand messages that nobody has read to the workers."""
    reading.sweep()
