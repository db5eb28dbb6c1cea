"""How much of an invoice is left to credit. Asked while a credit note is written, and again under lock at issuing."""

from decimal import Decimal
from typing import Final

from django.db.models import Sum
from django.utils.translation import gettext as _

from invoices.en16931.document import Document
from invoices.en16931.money import ZERO
from invoices.models import Invoice
from invoices.services.draft_faults import CREDIT
from portal.kit.money_format import format_amount
from portal.kit.problems import Problem

# Parts that are credited one by one may round to a little more than the whole.
TOLERANCE: Final = Decimal(1)


def amount_left(invoice: Invoice) -> Decimal:
    """Return what the credit notes of an invoice have left of its total with VAT (BT-112), in its currency."""
    credited = Invoice.objects.filter(credits=invoice).aggregate(total=Sum("gross_amount"))["total"]
    return invoice.gross_amount - (credited or ZERO)


def list_problems(credited_id: int, *, document: Document, lock: bool = False) -> list[Problem]:
    """List what speaks against crediting an invoice by the document; `lock` holds off other credit notes of it."""
    rows = Invoice.objects.select_for_update(no_key=True) if lock else Invoice.objects
    invoice: Invoice = rows.get(pk=credited_id)
    if document.currency != invoice.currency:
        sentence = _("Invoice %(number)s is in %(currency)s. Credit it in the same currency.")
        values = {"number": invoice.number, "currency": invoice.currency}
        return [Problem(text=sentence % values, field="currency", rule=CREDIT)]
    left = amount_left(invoice)
    total = document.totals.tax_inclusive if document.totals else None
    if not document.is_credit_note or total is None or total <= left + TOLERANCE:
        return []
    sentence = _("This credits %(total)s %(currency)s, but only %(left)s %(currency)s of invoice %(number)s is left.")
    values = {
        "total": format_amount(total),
        "left": format_amount(max(left, ZERO)),
        "currency": invoice.currency,
        "number": invoice.number,
    }
    return [Problem(text=sentence % values, field="lines", rule=CREDIT)]
