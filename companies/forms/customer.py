"""The customer form: who is invoiced, under which numbers, and where the invoice goes (C10)."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import identifiers
from companies.countries import country_choices
from companies.models import Customer

CURRENCIES = ("SEK", "NOK", "DKK", "EUR", "ISK", "GBP", "USD", "CHF", "PLN")


class CustomerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Adds or changes a customer."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices, initial="SE")
    electronic_scheme = forms.ChoiceField(
        label=gettext_lazy("Kind of electronic address"),
        required=False,
        choices=[("", gettext_lazy("From the organisation number")), *identifiers.ELECTRONIC_SCHEMES.items()],
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of documents"), choices=settings.LANGUAGES)
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        required=False,
        choices=[("", gettext_lazy("As the company")), *((code, code) for code in CURRENCIES)],
    )

    class Meta:
        model = Customer
        fields: ClassVar[list[str]] = [
            "number", "name", "country", "legal_id", "vat_id", "gln", "street", "street_2", "postcode", "city",
            "contact_name", "phone", "email", "electronic_scheme", "electronic_address", "method", "language",
            "currency", "payment_days", "buyer_reference", "requires_reference", "requires_attachment",
        ]  # fmt: skip
        # The model's help texts name the terms of the norm, for developers.
        help_texts: ClassVar[dict[str, str]] = dict.fromkeys(fields, "")

    def clean(self) -> dict[str, Any]:
        """Check the numbers for the chosen country and that the customer can be reached."""
        data: dict[str, Any] = super().clean() or {}
        country = data.get("country") or "SE"
        self._read(data, "legal_id", lambda typed: identifiers.read_legal_id(country, typed))
        self._read(data, "vat_id", lambda typed: identifiers.read_vat_id(country, typed))
        self._read(data, "gln", identifiers.read_gln)
        self._clean_electronic_address(data, country)
        if not data.get("legal_id") and not data.get("vat_id") and not {"legal_id", "vat_id"} & set(self.errors):
            self.add_error("legal_id", _("Write the organisation number or the VAT number."))
        if not self._is_reachable(data) and not self.errors:
            self.add_error("email", _("Write an e-mail address, an electronic address or a postal address."))
        return data

    def _read(self, data: dict[str, Any], name: str, reader: Callable[[str], str]) -> None:
        typed = data.get(name)
        if not typed:
            return
        try:
            data[name] = reader(typed)
        except identifiers.InvalidNumberError as error:
            self.add_error(name, str(error))

    def _clean_electronic_address(self, data: dict[str, Any], country: str) -> None:
        scheme, typed = data.get("electronic_scheme", ""), data.get("electronic_address", "")
        if scheme and not typed:
            self.add_error("electronic_address", _("Write the electronic address, or choose no kind of address."))
        elif typed and not scheme:
            self.add_error("electronic_scheme", _("Choose what kind of address it is."))
        elif scheme:
            self._read(data, "electronic_address", lambda text: identifiers.read_electronic_address(scheme, text))
        elif data.get("legal_id"):
            proposed = identifiers.propose_electronic_address(country, data["legal_id"])
            data["electronic_scheme"], data["electronic_address"] = proposed

    @staticmethod
    def _is_reachable(data: dict[str, Any]) -> bool:
        has_post = data.get("street") and data.get("postcode") and data.get("city")
        return bool(data.get("email") or data.get("electronic_address") or has_post)
