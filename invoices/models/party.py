"""The parties of an issued invoice as they were that day; frozen with it."""

from django.db import models

from companies.tenancy import OwnedModel
from invoices.models.invoice import Invoice


class InvoiceParty(OwnedModel):
    """Seller (BG-4) or Buyer (BG-7) of an invoice."""

    class Kind(models.TextChoices):
        SELLER = "seller"
        BUYER = "buyer"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="parties")
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(max_length=200)
    legal_id = models.CharField(max_length=50, blank=True)
    vat_id = models.CharField(max_length=30, blank=True)
    electronic_scheme = models.CharField(max_length=4, blank=True)
    electronic_address = models.CharField(max_length=100, blank=True)
    street = models.CharField(max_length=150, blank=True)
    street_2 = models.CharField(max_length=150, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2)
    contact_name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["company", "invoice", "kind"], name="invoice_party_once")]

    def __str__(self) -> str:
        return self.name
