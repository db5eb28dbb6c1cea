"""Standing texts that an invoice carries, in the buyer's language: terms, reasons, legal notes. Sentences are whole.

Problems for the person who writes the invoice are in that person's language and live where they are found.
"""

from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from invoices.en16931.codes import vat as category
from invoices.en16931.document import VatBreakdown

# VATEX codes name articles of the EU's VAT directive; sellers outside the EU give the reason in words alone.
_IN_THE_UNION: Final = frozenset({"SE", "DK", "FI"})


@lru_cache(maxsize=32)
def discount_reason(language: str) -> str:
    """Return the reason of a discount that was given without one (BT-97, BT-139)."""
    with override(language):
        return _("Discount")


@lru_cache(maxsize=32)
def charge_reason(language: str) -> str:
    """Return the reason of a charge that was given without one (BT-104)."""
    with override(language):
        return _("Charge")


def payment_terms(days: int, *, interest: str, language: str) -> str:
    """Return the terms (BT-20): days, and the interest on late payment when the company states one."""
    with override(language):
        if days == 0:
            terms = _("Payable at once.")
        else:
            terms = ngettext("Payable within %(days)s day.", "Payable within %(days)s days.", days) % {"days": days}
        if not interest:
            return terms
        return f"{terms} {_('Interest on late payment: %(interest)s.') % {'interest': interest}}"


def credit_terms(number: str, *, language: str) -> str:
    """Return the terms (BT-20) of a credit note, which nobody is to pay."""
    with override(language):
        if not number:
            return _("Do not pay: this is a credit note.")
        return _("Do not pay: this credits invoice %(number)s.") % {"number": number}


def exemptions(language: str, *, country: str) -> tuple[VatBreakdown, ...]:
    """Return the reason for no VAT (BT-120, BT-121) of each category that needs one, for a seller of the country."""
    return _exemptions(language, country in _IN_THE_UNION)


@lru_cache(maxsize=32)
def _exemptions(language: str, with_codes: bool) -> tuple[VatBreakdown, ...]:
    with override(language):
        reasons = {
            category.REVERSE_CHARGE: _("Reverse charge"),
            category.INTRA_COMMUNITY: _("Intra-Community supply"),
            category.EXPORT: _("Export outside the EU"),
            category.EXEMPT: _("Exempt from VAT"),
            category.OUTSIDE_SCOPE: _("Not subject to VAT"),
        }
    return tuple(
        VatBreakdown(
            vat_category=code,
            exemption_reason=reason,
            exemption_reason_code=category.EXEMPTION_CODES.get(code) if with_codes else None,
        )
        for code, reason in reasons.items()
    )
