"""A draft is mutable and has no number. It keeps what was typed, also what is wrong, so that nothing is ever lost.

`content` holds strings exactly as typed, in the shape that the editor's form posts and `services.drafting` reads:
    {"customer": "12", "type_code": "380", "issue_date": "2026-11-21", "payment_days": "30", "due_date": "",
     "currency": "SEK", "buyer_reference": "", "seller_contact": "", "order_reference": "", "contract_reference": "",
     "project_reference": "", "delivery_date": "", "period_start": "", "period_end": "", "note": "",
     "payment_terms": "", "preceding_invoice": "", "preceding_invoice_date": "", "prepaid": "", "exchange_rate": "",
     "method": "",
     "lines": [{"uid": "k3f9", "name": "", "description": "", "item_id": "", "quantity": "1", "unit": "C62",
                "price": "", "base_quantity": "", "discount": "", "vat": "S:25"}],
     "allowances": [{"uid": "", "kind": "allowance", "reason": "", "percent": "", "amount": "", "vat": "S:25"}]}
`vat` is category:rate; `discount` is a percentage; `uid` is the row's own key in the browser.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models import Customer
from companies.tenancy import OwnedManager, OwnedModel


class DraftQuerySet(models.QuerySet["Draft"]):
    """Words on drafts."""

    def open(self) -> Self:
        """Keep the drafts that are being written."""
        return self.filter(discarded_at=None)

    def discarded(self) -> Self:
        """Keep the drafts that were thrown away and can still be brought back."""
        return self.exclude(discarded_at=None)


class Draft(OwnedModel):
    """An invoice or credit note being written. `version` counts saves, so that two tabs cannot overwrite each other."""

    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    customer_name = models.CharField(max_length=200, blank=True)
    type_code = models.CharField(max_length=3, default="380")
    currency = models.CharField(max_length=3, default="SEK")
    issue_date = models.DateField(null=True, blank=True)
    amount_due = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    content = models.JSONField(default=dict)
    credits = models.ForeignKey("invoices.Invoice", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedManager.from_queryset(DraftQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["company", "-changed_at", "-id"], name="draft_newest_first")]

    def __str__(self) -> str:
        return f"draft {self.pk} {self.customer_name}"


class DraftAttachment(OwnedModel):
    """A file that will travel with the invoice as BG-24: PDF, PNG or JPEG under 2 MB, checked by its content."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="attachments")
    filename = models.CharField(max_length=150)
    media_type = models.CharField(max_length=60)
    description = models.CharField(max_length=150, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["id"]
        indexes = [models.Index(fields=["company", "draft"], name="draft_attachment_of")]

    def __str__(self) -> str:
        return self.filename
