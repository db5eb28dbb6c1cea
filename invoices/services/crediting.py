"""Makes the draft of a credit note (type 381) from an issued invoice: all of it, chosen lines, or part of a line.

The draft retells the sealed XML and names the invoice as preceding (BG-3). It is edited and issued like any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company
from companies.tenancy import current_company_id
from invoices.en16931.codes.documents import CREDIT_NOTE
from invoices.en16931.document import AllowanceCharge, Document
from invoices.en16931.line import Line
from invoices.en16931.money import ZERO, add_up, round_amount
from invoices.en16931.ubl.read import read
from invoices.models import Draft, Invoice, InvoiceLine
from invoices.services.credit_limits import amount_left
from invoices.services.draft_content import content_of
from invoices.services.draft_faults import CREDIT
from invoices.services.drafting import store_draft
from invoices.services.issuing import Refused
from portal.kit.clock import today_in
from portal.kit.money_format import format_number
from portal.kit.problems import Problem

# What tells two lines apart for a reader: a credit note's lines are matched to the invoice's by these columns.
_LIKENESS: Final = ("name", "item_id", "unit", "price", "vat_category", "vat_rate")


def credit(
    invoice: Invoice,
    *,
    line_ids: Sequence[str] | None = None,
    quantities: Mapping[str, Decimal] | None = None,
    by: User,
) -> Draft:
    """Create the draft of a credit note for what earlier ones have left of an invoice.

    `line_ids` (BT-126) chooses lines, `quantities` gives how much of a chosen line where not all that is left.
    Raises Refused when the document is itself a credit note, nothing is left, or more is asked for than is left.
    """
    if invoice.is_credit_note:
        raise _refused(_("A credit note cannot be credited. Make an invoice instead."))
    if amount_left(invoice) <= ZERO and invoice.gross_amount > ZERO:
        raise _refused(_("Invoice %(number)s has been credited in full.") % {"number": invoice.number})
    document = read(bytes(invoice.sealed.xml))
    lines = _chosen(document, left=_quantities_left(invoice), line_ids=line_ids, quantities=quantities or {})
    if not lines:
        raise _refused(_("Nothing is left to credit on these lines."))
    return store_draft(
        _content(invoice, document=document, lines=lines),
        customer=invoice.customer,
        by=by,
        action="draft.credit_started",
        credits=invoice,
    )


def list_creditable(invoice: Invoice) -> dict[str, Decimal]:
    """Return how much quantity each line (BT-126) of an invoice has left to credit."""
    return _quantities_left(invoice)


def _quantities_left(invoice: Invoice) -> dict[str, Decimal]:
    credited: dict[tuple[Any, ...], Decimal] = {
        row[:-1]: row[-1]
        for row in InvoiceLine.objects.filter(invoice__credits=invoice)
        .order_by()
        .values_list(*_LIKENESS)
        .annotate(total=Sum("quantity"))
    }
    left: dict[str, Decimal] = {}
    for line in invoice.lines.all():
        likeness = tuple(getattr(line, name) for name in _LIKENESS)
        taken = min(max(credited.get(likeness, ZERO), ZERO), max(line.quantity, ZERO))
        credited[likeness] = credited.get(likeness, ZERO) - taken
        left[line.line_id] = line.quantity - taken
    return left


def _chosen(
    document: Document,
    *,
    left: Mapping[str, Decimal],
    line_ids: Sequence[str] | None,
    quantities: Mapping[str, Decimal],
) -> list[Line]:
    lines: list[Line] = []
    for line in document.lines:
        key = line.line_id or ""
        rest = left.get(key, ZERO)
        if (line_ids is not None and key not in line_ids) or not rest:
            continue
        wanted = quantities.get(key, rest)
        if abs(wanted) > abs(rest) or wanted * rest < ZERO:
            sentence = _("Only %(left)s of line %(line)s is left to credit.")
            raise _refused(sentence % {"left": format_number(rest), "line": key})
        if wanted:
            lines.append(_part_of(line, quantity=wanted))
    return lines


def _part_of(line: Line, *, quantity: Decimal) -> Line:
    """Return the line with less quantity; its net amount follows where price and discount do not give it again."""
    if line.quantity is None or quantity == line.quantity:
        return line
    net = (line.net_amount or ZERO) * quantity / line.quantity
    return replace(line, quantity=quantity, net_amount=round_amount(net, currency=None))


def _content(invoice: Invoice, *, document: Document, lines: Sequence[Line]) -> dict[str, Any]:
    company = Company.objects.get(pk=current_company_id())
    share = _share(document, lines)
    scaled = replace(
        document,
        allowances=tuple(_scaled(entry, share, currency=document.currency) for entry in document.allowances),
        charges=tuple(_scaled(entry, share, currency=document.currency) for entry in document.charges),
    )
    return content_of(scaled, customer=invoice.customer, lines=lines) | {
        "type_code": CREDIT_NOTE,
        "issue_date": today_in(company.time_zone).isoformat(),
        "note": "",
        "preceding_invoice": invoice.number,
        "preceding_invoice_date": invoice.issue_date.isoformat(),
        "method": invoice.delivery_method,
        **_time_of_supply(document),
    }


def _time_of_supply(document: Document) -> dict[str, str]:
    """Return when the credited supply took place, which sales to other EU countries must state (BR-IC-11)."""
    delivered_on = document.delivery.delivery_date if document.delivery else None
    period = document.invoicing_period
    days = {
        "delivery_date": delivered_on,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
    }
    return {name: day.isoformat() if day else "" for name, day in days.items()}


def _share(document: Document, lines: Sequence[Line]) -> Decimal:
    """Return which part of the invoice's lines is credited: fixed allowances and charges are credited by as much."""
    whole = add_up(line.net_amount for line in document.lines)
    return add_up(line.net_amount for line in lines) / whole if whole else Decimal(1)


def _scaled(entry: AllowanceCharge, share: Decimal, *, currency: str | None) -> AllowanceCharge:
    if entry.percent is not None or entry.amount is None or share == 1:
        return entry
    return replace(entry, amount=round_amount(entry.amount * share, currency=currency))


def _refused(sentence: str) -> Refused:
    return Refused([Problem(text=sentence, field="lines", rule=CREDIT)])
