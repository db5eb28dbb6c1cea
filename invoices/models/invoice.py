"""An invoice is born issued: number, XML bytes, SHA-256 and parties are frozen; a database trigger refuses changes.

Only the delivery columns move, and delivery alone moves them. A correction is a new document.
"""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from companies.models import Customer
from companies.tenancy import OwnedManager, OwnedModel
from invoices.lifecycle import NEEDS_ATTENTION, DeliveryState


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    """Words on issued invoices."""

    def newest_first(self) -> Self:
        """Order by number of issue, newest first; the order that paging by key follows."""
        return self.order_by("-issue_date", "-id")

    def needing_attention(self) -> Self:
        """Keep those whose delivery a person must look at."""
        return self.filter(delivery_state__in=NEEDS_ATTENTION)


class Invoice(OwnedModel):
    """An issued invoice (380) or credit note (381), with the columns that lists, sums and reports need."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("invoice number"), max_length=30, help_text="BT-1")
    series = models.CharField(max_length=10, default="")
    type_code = models.CharField(max_length=3, default="380", help_text="BT-3")
    issue_date = models.DateField(_("invoice date"), help_text="BT-2")
    due_date = models.DateField(_("due date"), null=True, help_text="BT-9")
    currency = models.CharField(max_length=3, help_text="BT-5")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    customer_number = models.CharField(max_length=30, blank=True)
    buyer_name = models.CharField(_("customer"), max_length=200, help_text="BT-44")
    buyer_legal_id = models.CharField(max_length=30, blank=True, help_text="BT-47")
    buyer_reference = models.CharField(max_length=100, blank=True, help_text="BT-10")
    order_reference = models.CharField(max_length=100, blank=True, help_text="BT-13")
    payment_reference = models.CharField(_("OCR"), max_length=40, blank=True, help_text="BT-83")
    language = models.CharField(max_length=2, default="sv")
    net_amount = models.DecimalField(max_digits=18, decimal_places=2, help_text="BT-109")
    vat_amount = models.DecimalField(max_digits=18, decimal_places=2, help_text="BT-110")
    gross_amount = models.DecimalField(max_digits=18, decimal_places=2, help_text="BT-112")
    amount_due = models.DecimalField(_("amount"), max_digits=18, decimal_places=2, help_text="BT-115")
    credits = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="credit_notes")
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    # Survives the draft, so that a repeated click finds the invoice that the first one issued.
    draft_key = models.CharField(max_length=40, null=True)  # noqa: DJ001 - several NULLs may stand beside each other
    delivery_state = models.CharField(_("status"), max_length=12, choices=DeliveryState, default=DeliveryState.NONE)
    delivery_method = models.CharField(_("delivery method"), max_length=12, blank=True)
    delivery_changed_at = models.DateTimeField(null=True)

    objects = OwnedManager.from_queryset(InvoiceQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["company", "series", "number"], name="invoice_number_once"),
            models.UniqueConstraint(fields=["company", "draft_key"], name="invoice_draft_once"),
        ]
        indexes = [
            models.Index(fields=["company", "-issue_date", "-id"], name="invoice_newest_first"),
            models.Index(fields=["company", "number"], name="invoice_by_number"),
            models.Index(fields=["company", "customer", "-issue_date", "-id"], name="invoice_of_customer"),
            models.Index(fields=["company", "delivery_state", "-issue_date", "-id"], name="invoice_by_state"),
            models.Index(
                fields=["company", "-issue_date", "-id"],
                name="invoice_needing_attention",
                condition=models.Q(delivery_state__in=["failed", "rejected", "unknown"]),
            ),
            GinIndex(OpClass(Upper("buyer_name"), name="gin_trgm_ops"), name="invoice_buyer_trigram"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_credit_note(self) -> bool:
        """Say whether this document is a credit note (BT-3 381)."""
        return self.type_code == "381"


class SealedDocument(OwnedModel):
    """The XML bytes of an invoice as issued, with the verdict of the rules at that moment."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="sealed")
    xml = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rulesets = models.JSONField(default=list)
    findings = models.JSONField(default=list)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.sha256


class InvoicePdf(OwnedModel):
    """The PDF of an invoice, made when somebody first needed it and kept (PDF/A-3b with the XML inside)."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="pdf")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.sha256
