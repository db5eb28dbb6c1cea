"""A delivery is the committed intent to bring one document to one recipient; its attempts are append-only."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.tenancy import OwnedManager, OwnedModel
from invoices.delivery.reasons import explain
from invoices.lifecycle import DeliveryState
from invoices.models import Invoice


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Words on deliveries."""

    def due(self, moment: datetime) -> Self:
        """Keep what is queued and whose next try is not in the future."""
        return self.filter(state=DeliveryState.QUEUED, next_try_at__lte=moment)

    def in_doubt(self, moment: datetime, *, claimed_before: datetime) -> Self:
        """Keep claims that a worker left behind, and unknown outcomes that it is time to ask about."""
        return self.select_related("invoice").filter(
            Q(state=DeliveryState.SENDING, claimed_at__lt=claimed_before)
            | Q(state=DeliveryState.UNKNOWN, next_try_at__lte=moment)
        )


class Delivery(OwnedModel):
    """One invoice, one channel, one recipient. `message_id` is unique and stays the same for every attempt.

    `attempt_count` and `claimed_at` name the present claim. `handed_over_at` is committed immediately before the other
    side can have the document: without it, a claim that was left behind is safe to try again.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(_("delivery method"), max_length=12)
    recipient = models.JSONField(default=dict)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60, blank=True)
    detail = models.CharField(max_length=500, blank=True)
    receipt = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OwnedManager.from_queryset(DeliveryQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["company", "invoice"],
                condition=Q(state__in=["queued", "sending"]),
                name="delivery_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["company", "invoice", "-id"], name="delivery_of_invoice"),
            models.Index(fields=["next_try_at"], condition=Q(state="queued"), name="delivery_due"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="delivery_claimed"),
            models.Index(
                fields=["next_try_at"],
                condition=Q(state="unknown", next_try_at__isnull=False),
                name="delivery_to_ask",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"

    @property
    def explanation(self) -> str:
        """Return the reason of the present state as a sentence in the active language, or nothing."""
        return explain(self.reason)


class Attempt(OwnedModel):
    """One try of a delivery and its outcome, never changed afterwards."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Delivered")
        DEFERRED = "deferred", _("Temporary fault")
        UNKNOWN = "unknown", _("Outcome unknown")
        FAILED = "failed", _("Refused")

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    code = models.CharField(max_length=60, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["company", "delivery", "number"], name="attempt_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"

    @property
    def explanation(self) -> str:
        """Return the reason of the outcome as a sentence in the active language, or nothing."""
        return explain(self.code)
