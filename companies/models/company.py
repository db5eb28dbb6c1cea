"""A company is a tenant. It is also the Seller of its invoices and an address in the network's directory."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.identifiers import show_legal_id


class Country(models.TextChoices):
    """Countries where a company of the portal may be registered."""

    SE = "SE", _("Sweden")
    NO = "NO", _("Norway")
    DK = "DK", _("Denmark")
    FI = "FI", _("Finland")
    IS = "IS", _("Iceland")


# ISO 6523 codes of the national organisation numbers and of the electronic addresses (eDEC code lists 9.7).
LEGAL_ID_SCHEMES = {"SE": "0007", "NO": "0192", "DK": "0184", "FI": "0212", "IS": "0196"}
ELECTRONIC_ADDRESS_SCHEMES = {"SE": "0007", "NO": "0192", "DK": "0184", "FI": "0216", "IS": "0196"}
TIME_ZONES = {
    "SE": "Europe/Stockholm",
    "NO": "Europe/Oslo",
    "DK": "Europe/Copenhagen",
    "FI": "Europe/Helsinki",
    "IS": "Atlantic/Reykjavik",
}
CURRENCIES = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "FI": "EUR", "IS": "ISK"}


class ReferenceKind(models.TextChoices):
    """How a payment reference (BT-83) is made from the invoice number; the bank's agreement decides."""

    AUTOMATIC = "", _("As usual in the country")
    NUMBER = "number", _("Invoice number as it is")
    OCR = "ocr", _("OCR with check digit")
    OCR_LENGTH = "ocr_length", _("OCR with length and check digit")
    KID10 = "kid10", _("KID, modulus 10")
    KID11 = "kid11", _("KID, modulus 11")
    FIK71 = "fik71", _("FIK, form type 71")
    FINNISH = "finnish", _("Finnish reference number")
    RF = "rf", _("RF reference (ISO 11649)")


# First words of paths that belong to no company.
RESERVED_SLUGS = frozenset(
    {
        "accounts",
        "admin",
        "api",
        "demo",
        "healthz",
        "help",
        "language",
        "metrics",
        "offline",
        "profile",
        "readyz",
        "static",
        "styleguide",
        "theme",
    }
)


def refuse_reserved_slug(slug: str) -> None:
    """Raise ValidationError for a word that one of the portal's own addresses begins with."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("The portal uses this word itself; choose another."))


class Company(models.Model):
    """A tenant: name and numbers as registered, address, contact and what its invoices need (C5)."""

    slug = models.SlugField(
        _("address in the portal"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$"), refuse_reserved_slug],
    )
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=Country, default=Country.SE)
    legal_id = models.CharField(_("organisation number"), max_length=20, help_text="BT-30")
    vat_id = models.CharField(_("VAT number"), max_length=20, blank=True, help_text="BT-31")
    f_tax = models.BooleanField(_("approved for F-tax"), default=False, help_text="BT-32")
    registered_office = models.CharField(_("registered office"), max_length=100, blank=True, help_text="BT-33")
    electronic_scheme = models.CharField(_("electronic address scheme"), max_length=4, blank=True, help_text="BT-34-1")
    electronic_address = models.CharField(_("electronic address"), max_length=50, blank=True, help_text="BT-34")
    street = models.CharField(_("street"), max_length=150, blank=True)
    street_2 = models.CharField(_("address line 2"), max_length=150, blank=True)
    postcode = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("General contact"))
    website = models.CharField(_("website"), max_length=100, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="SEK")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Stockholm")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="sv")
    payment_days = models.PositiveSmallIntegerField(_("payment terms in days"), default=30)
    late_interest = models.CharField(_("interest on late payment"), max_length=100, blank=True)
    rounds_cash = models.BooleanField(_("round to whole kronor"), default=False)
    reference_kind = models.CharField(
        _("payment reference"), max_length=12, choices=ReferenceKind, blank=True, help_text="BT-83"
    )
    reference_length = models.PositiveSmallIntegerField(
        _("fixed length of the payment reference"), null=True, blank=True, validators=[MaxValueValidator(25)]
    )
    logo = models.BinaryField(_("logo"), null=True, blank=True, editable=False)
    logo_media_type = models.CharField(max_length=20, blank=True, editable=False)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["country", "legal_id"], name="company_legal_id_unique"),
        ]
        indexes = [models.Index(fields=["electronic_scheme", "electronic_address"], name="company_electronic_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        """Say whether the company's details have been verified and signed once (S1)."""
        return self.verified_at is not None

    @property
    def shown_legal_id(self) -> str:
        """Return the organisation number as people of its country write it."""
        return show_legal_id(self.country, self.legal_id)

    @property
    def initials(self) -> str:
        """Return up to two letters for the company's mark."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()
