"""Celery doors of delivery: ids in, a service called, nothing kept. The services decide everything."""

from celery import shared_task

from companies.tasks import CompanyTask
from invoices.delivery.services import carrying, settling, sweeping


@shared_task(base=CompanyTask)
def carry_out(delivery_ids: list[int]) -> None:
    """Carry out queued deliveries of one company."""
    carrying.carry_out_all(delivery_ids)


@shared_task(base=CompanyTask)
def look_into(delivery_ids: list[int]) -> None:
    """Look into deliveries of one company whose outcome is in doubt."""
    settling.look_into_all(delivery_ids)


@shared_task(expires=60)
def sweep() -> None:
    """Hand what is due or in doubt to the workers."""
    sweeping.sweep()
