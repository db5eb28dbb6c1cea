"""What editor and preview say and where they lead once an invoice is on its way."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.requests import CompanyRequest
from invoices.lifecycle import DeliveryState
from invoices.models import Invoice


def tell_sent(request: CompanyRequest, invoice: Invoice) -> str:
    """Say that the invoice is issued and on its way; return the address of its page."""
    invoice.refresh_from_db(fields=["delivery_state"])
    values = {"number": invoice.number}
    if invoice.delivery_state == DeliveryState.NONE:
        text = _("%(number)s is issued. It has not been sent.") % values
    elif invoice.is_credit_note:
        text = _("Credit note %(number)s is issued and on its way.") % values
    else:
        text = _("Invoice %(number)s is issued and on its way.") % values
    messages.success(request, text)
    return invoice_url(request, invoice)


def invoice_url(request: CompanyRequest, invoice: Invoice) -> str:
    """Return the address of an issued invoice's page."""
    return reverse("invoices:invoice", args=[request.company.slug, invoice.public_id])
