"""The timeline of an issued invoice: append-only."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from companies.tenancy import OwnedModel
from invoices.lifecycle import EventKind
from invoices.models.invoice import Invoice


class InvoiceEvent(OwnedModel):
    """One thing that happened: who (nobody means the portal), when, and facts such as channel and message id."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["at", "id"]
        indexes = [models.Index(fields=["company", "invoice", "at", "id"], name="event_of_invoice")]

    def __str__(self) -> str:
        return self.get_kind_display()
