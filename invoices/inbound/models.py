"""What arrives: raw bytes under a unique message id first, then the invoice that was read from them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from companies.tenancy import OwnedModel
from invoices.inbound.reasons import explain


class InboundMessage(OwnedModel):
    """A document as it came. What cannot be read stays here as quarantined: `reason` is a code, `detail` says more.

    `reads` counts how often reading was begun, so that a document that kills its reader is not tried for ever.
    """

    class State(models.TextChoices):
        NEW = "new", _("Not yet read")
        READ = "read", _("Read")
        QUARANTINED = "quarantined", _("In quarantine")

    message_id = models.CharField(max_length=200)
    channel = models.CharField(max_length=12)
    sender = models.CharField(max_length=120, blank=True)
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    reason = models.TextField(blank=True)
    detail = models.TextField(blank=True, default="")
    reads = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = _("received message")
        verbose_name_plural = _("received messages")
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["company", "message_id"], name="inbound_message_once")]
        indexes = [
            models.Index(fields=["received_at"], condition=models.Q(state="new"), name="inbound_message_new"),
            models.Index(fields=["company", "state", "-received_at"], name="inbound_message_state"),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def explanation(self) -> str:
        """Return why the message is in quarantine, as a sentence in the active language."""
        return explain(self.reason)


class ReceivedInvoice(OwnedModel):
    """An invoice or credit note in the inbox, read from its message."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        OPENED = "opened", _("Opened")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        PAID = "paid", _("Paid")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.OneToOneField(InboundMessage, on_delete=models.PROTECT, related_name="invoice")
    number = models.CharField(_("invoice number"), max_length=60)
    type_code = models.CharField(max_length=3)
    issue_date = models.DateField(_("invoice date"))
    due_date = models.DateField(_("due date"), null=True)
    currency = models.CharField(max_length=3)
    seller_name = models.CharField(_("seller"), max_length=200)
    seller_legal_id = models.CharField(max_length=50, blank=True)
    buyer_reference = models.CharField(max_length=200, blank=True)
    order_reference = models.CharField(max_length=200, blank=True)
    payment_reference = models.CharField(max_length=140, blank=True)
    net_amount = models.DecimalField(max_digits=18, decimal_places=2)
    vat_amount = models.DecimalField(max_digits=18, decimal_places=2)
    amount_due = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    is_valid = models.BooleanField(default=True)
    findings = models.JSONField(default=list)
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.NEW)
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("received invoice")
        verbose_name_plural = _("received invoices")
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["company", "-received_at", "-id"], name="received_newest_first"),
            models.Index(fields=["company", "state", "-received_at", "-id"], name="received_by_state"),
            models.Index(fields=["company", "number"], name="received_by_number"),
            GinIndex(OpClass(Upper("seller_name"), name="gin_trgm_ops"), name="received_seller_trigram"),
        ]

    def __str__(self) -> str:
        return self.number


class ReceivedEvent(OwnedModel):
    """The timeline of a received invoice: append-only."""

    invoice = models.ForeignKey(ReceivedInvoice, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["at", "id"]
        indexes = [models.Index(fields=["company", "invoice", "at"], name="received_event_of")]

    def __str__(self) -> str:
        return self.kind
