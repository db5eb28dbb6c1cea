"""The customer register: an entry becomes the Buyer of an invoice (C10)."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from companies.tenancy import OwnedManager, OwnedModel


class CustomerQuerySet(models.QuerySet["Customer"]):
    """Words on customers."""

    def active(self) -> Self:
        """Keep the customers that are not archived."""
        return self.filter(archived_at=None)

    def matching(self, words: str) -> Self:
        """Keep the customers whose name, number, organisation number or VAT number contains the words."""
        words = words.strip()
        if not words:
            return self
        digits = "".join(filter(str.isalnum, words))
        return self.filter(
            models.Q(name__icontains=words)
            | models.Q(number__istartswith=words)
            | models.Q(legal_id__startswith=digits or words)
            | models.Q(vat_id__istartswith=digits or words)
        )


class Customer(OwnedModel):
    """A recipient in the company's register. Archived customers stay, because invoices name them."""

    class Method(models.TextChoices):
        AUTOMATIC = "", _("Best available")
        PEPPOL = "peppol", _("E-invoice (Peppol)")
        NETWORK = "network", _("Directly in the network")
        EMAIL = "email_pdf", _("PDF by e-mail")
        POST = "print_post", _("Letter")

    number = models.CharField(_("customer number"), max_length=30)
    name = models.CharField(_("name"), max_length=200, help_text="BT-44")
    country = models.CharField(_("country"), max_length=2, default="SE", help_text="BT-55")
    legal_id = models.CharField(_("organisation number"), max_length=30, blank=True, help_text="BT-47")
    vat_id = models.CharField(_("VAT number"), max_length=20, blank=True, help_text="BT-48")
    gln = models.CharField(_("GLN"), max_length=13, blank=True)
    electronic_scheme = models.CharField(_("electronic address scheme"), max_length=4, blank=True, help_text="BT-49-1")
    electronic_address = models.CharField(_("electronic address"), max_length=50, blank=True, help_text="BT-49")
    email = models.EmailField(_("e-mail for invoices"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=100, blank=True, help_text="BT-56")
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    street = models.CharField(_("street"), max_length=150, blank=True)
    street_2 = models.CharField(_("address line 2"), max_length=150, blank=True)
    postcode = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    language = models.CharField(_("language of documents"), max_length=2, choices=settings.LANGUAGES, default="sv")
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    payment_days = models.PositiveSmallIntegerField(_("payment terms in days"), null=True, blank=True)
    buyer_reference = models.CharField(_("their reference"), max_length=100, blank=True, help_text="BT-10")
    requires_reference = models.BooleanField(_("requires a reference"), default=False)
    requires_attachment = models.BooleanField(_("requires an attachment"), default=False)
    method = models.CharField(_("delivery method"), max_length=12, choices=Method, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OwnedManager.from_queryset(CustomerQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="customer_number_once")]
        indexes = [
            models.Index(fields=["company", "name", "id"], name="customer_by_name"),
            models.Index(fields=["company", "legal_id"], name="customer_by_legal_id"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="customer_name_trigram"),
        ]

    def __str__(self) -> str:
        return self.name
