"""Where a company wants to be paid: BG-17 on its invoices, giro numbers and IBAN on the PDF (C7)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.tenancy import OwnedModel


class BankAccount(OwnedModel):
    """A bank account of the company; the lowest position is proposed first."""

    class Kind(models.TextChoices):
        BANKGIRO = "bankgiro", _("Bankgiro")
        PLUSGIRO = "plusgiro", _("Plusgiro")
        IBAN = "iban", _("IBAN")
        NORWEGIAN = "norwegian", _("Norwegian account")
        DANISH = "danish", _("Danish account")
        FIK = "fik", _("FIK creditor number")
        ICELANDIC = "icelandic", _("Icelandic account")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    number = models.CharField(_("number"), max_length=34)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    bank_name = models.CharField(_("bank"), max_length=100, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "number"], name="bank_account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
