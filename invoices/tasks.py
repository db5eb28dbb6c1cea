"""Celery doors of documents: nothing kept here, the services decide."""

from celery import shared_task

from invoices.services.drafting import purge_discarded


@shared_task(expires=3600)
def purge_drafts() -> int:
    """Delete for good the drafts that were discarded long ago."""
    return purge_discarded()
