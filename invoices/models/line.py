"""Lines and VAT breakdown of an issued invoice, for search and reports; frozen with it."""

from typing import ClassVar

from django.db import models

from companies.tenancy import OwnedModel
from invoices.models.invoice import Invoice


class InvoiceLine(OwnedModel):
    """BG-25 in columns."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    line_id = models.CharField(max_length=50, help_text="BT-126")
    name = models.CharField(max_length=500, help_text="BT-153")
    item_id = models.CharField(max_length=60, blank=True, help_text="BT-155")
    quantity = models.DecimalField(max_digits=24, decimal_places=8, help_text="BT-129")
    unit = models.CharField(max_length=3, help_text="BT-130")
    price = models.DecimalField(max_digits=24, decimal_places=8, help_text="BT-146")
    net_amount = models.DecimalField(max_digits=18, decimal_places=2, help_text="BT-131")
    vat_category = models.CharField(max_length=2, help_text="BT-151")
    vat_rate = models.DecimalField(max_digits=6, decimal_places=2, null=True, help_text="BT-152")

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["invoice", "position"]
        constraints = [models.UniqueConstraint(fields=["company", "invoice", "position"], name="invoice_line_once")]

    def __str__(self) -> str:
        return self.name


class InvoiceVat(OwnedModel):
    """BG-23 in columns: one row per VAT category and rate."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="vat_rows")
    category = models.CharField(max_length=2, help_text="BT-118")
    rate = models.DecimalField(max_digits=6, decimal_places=2, null=True, help_text="BT-119")
    taxable_amount = models.DecimalField(max_digits=18, decimal_places=2, help_text="BT-116")
    tax_amount = models.DecimalField(max_digits=18, decimal_places=2, help_text="BT-117")

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["company", "invoice"], name="invoice_vat_of")]

    def __str__(self) -> str:
        return f"{self.category} {self.rate}"
