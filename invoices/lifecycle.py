"""States of an issued invoice as its list shows them, and what happened to it. No models here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """Where the invoice's current delivery stands; a projection that delivery alone writes."""

    NONE = "none", _("Not sent")
    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    UNKNOWN = "unknown", _("Outcome unknown")
    FAILED = "failed", _("Undelivered")
    REJECTED = "rejected", _("Rejected")
    REPLACED = "replaced", _("Replaced")


OPEN = frozenset({DeliveryState.QUEUED, DeliveryState.SENDING})
FINAL = frozenset({DeliveryState.DELIVERED, DeliveryState.REPLACED})
NEEDS_ATTENTION = frozenset({DeliveryState.FAILED, DeliveryState.REJECTED, DeliveryState.UNKNOWN})


class EventKind(models.TextChoices):
    """What the timeline tells."""

    ISSUED = "issued", _("Issued")
    CHECKED = "checked", _("Checked against the rules")
    QUEUED = "queued", _("Queued for delivery")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    DEFERRED = "deferred", _("Delivery will be tried again")
    UNKNOWN = "unknown", _("Outcome of the delivery is unknown")
    FAILED = "failed", _("Delivery failed")
    REJECTED = "rejected", _("Rejected by the recipient")
    APPROVED = "approved", _("Approved by the recipient")
    RESENT = "resent", _("Sent again")
    CREDITED = "credited", _("Credited")
    COPIED = "copied", _("Copied to a new draft")
    VIEWED = "viewed", _("Opened by the recipient")
