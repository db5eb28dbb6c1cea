"""Content of new drafts: blank ones with what customer and company make usual, and those that retell a document.

Crediting and copying start from the sealed XML, so that nothing which the columns do not keep is lost. Pure functions.
"""

import secrets
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from companies.models import Company, Customer
from invoices.en16931.codes.documents import INVOICE
from invoices.en16931.codes.rates import list_percents
from invoices.en16931.document import AllowanceCharge, Document
from invoices.en16931.line import Line
from invoices.services.draft_lines import ALLOWANCE, CHARGE, DISCOUNT_CODE, UNIT_OF_PIECES
from invoices.services.typed_values import write_number

Content = dict[str, Any]

HEAD_KEYS: Final = (
    "customer", "type_code", "issue_date", "payment_days", "due_date", "currency", "buyer_reference", "seller_contact",
    "order_reference", "sales_order_reference", "contract_reference", "project_reference",
    "buyer_accounting_reference", "delivery_date", "period_start", "period_end", "note", "payment_terms",
    "preceding_invoice", "preceding_invoice_date", "prepaid", "exchange_rate", "method",
)  # fmt: skip


def blank_content(
    company: Company, *, customer: Customer | None, today: date, contact: str = "", type_code: str = INVOICE
) -> Content:
    """Return the content of a new draft: today, usual terms and currency, one empty line with the standard VAT rate."""
    days = customer.payment_days if customer and customer.payment_days is not None else company.payment_days
    return dict.fromkeys(HEAD_KEYS, "") | {
        "customer": str(customer.pk) if customer else "",
        "type_code": type_code,
        "issue_date": today.isoformat(),
        "payment_days": str(days),
        "currency": (customer.currency if customer else "") or company.currency,
        "buyer_reference": customer.buyer_reference if customer else "",
        "seller_contact": contact,
        "lines": [blank_line(usual_vat(company, on=today))],
        "allowances": [],
    }


def blank_line(vat: str) -> dict[str, str]:
    """Return an empty line with quantity 1."""
    texts = dict.fromkeys(("name", "description", "item_id", "price", "base_quantity", "discount"), "")
    return {"uid": new_uid(), **texts, "quantity": "1", "unit": UNIT_OF_PIECES, "vat": vat}


def usual_vat(company: Company, *, on: date) -> str:
    """Return category and rate that a new line starts with: the country's standard rate on the day."""
    percents = list_percents(company.country, on=on)
    return vat_text("S", percents[0]) if percents else "S:25"


def new_uid() -> str:
    """Return a key for a row of the editor, unlikely to be another row's."""
    return secrets.token_hex(4)


def vat_text(category: str | None, rate: Decimal | None) -> str:
    """Return category and rate as drafts hold them: S:25, S:25.5, AE:0, O: alone for outside the scope."""
    return f"{category or ''}:{'' if rate is None else write_number(rate, decimal_sign='.')}"


def content_of(document: Document, *, customer: Customer | None, lines: Iterable[Line] | None = None) -> Content:
    """Retell a document as a draft's content, without number, dates and payment; `lines` None takes all of them."""
    chosen = document.lines if lines is None else lines
    contact = document.seller.contact if document.seller else None
    return dict.fromkeys(HEAD_KEYS, "") | {
        "customer": str(customer.pk) if customer else "",
        "type_code": document.type_code or INVOICE,
        "currency": document.currency or "",
        "buyer_reference": document.buyer_reference or "",
        "seller_contact": (contact.name or "") if contact else "",
        "order_reference": document.order_reference or "",
        "sales_order_reference": document.sales_order_reference or "",
        "contract_reference": document.contract_reference or "",
        "project_reference": document.project_reference or "",
        "buyer_accounting_reference": document.buyer_accounting_reference or "",
        "note": "\n".join(note.text for note in document.notes),
        "exchange_rate": _exchange_rate(document),
        "lines": [_line(line) for line in chosen],
        "allowances": [
            *(_adjustment(entry, kind=ALLOWANCE) for entry in document.allowances),
            *(_adjustment(entry, kind=CHARGE) for entry in document.charges),
        ],
    }


def _line(line: Line) -> dict[str, str]:
    item, price = line.item, line.price
    quantity = line.quantity if line.quantity is not None else Decimal(1)
    net, base = (price.net, price.base_quantity) if price else (None, None)
    discount = _percent_discount(line)
    if discount is None:
        net, base, discount = line.net_amount, abs(quantity) or None, Decimal(0)
        net = -net if net is not None and quantity < 0 else net
    return {
        "uid": new_uid(),
        "name": (item.name or "") if item else "",
        "description": (item.description or "") if item else "",
        "item_id": (item.seller_id or "") if item else "",
        "quantity": write_number(quantity),
        "unit": line.unit or UNIT_OF_PIECES,
        "price": "" if net is None else write_number(net),
        "base_quantity": write_number(base) if base else "",
        "discount": write_number(discount) if discount else "",
        "vat": vat_text(line.vat_category, line.vat_rate),
    }


def _percent_discount(line: Line) -> Decimal | None:
    """Return the line's one percentage discount, 0 without any; None when its adjustments are of another kind."""
    if line.charges or len(line.allowances) > 1:
        return None
    if not line.allowances:
        return Decimal(0)
    return line.allowances[0].percent


def _adjustment(entry: AllowanceCharge, *, kind: str) -> dict[str, str]:
    return {
        "uid": new_uid(),
        "kind": kind,
        "reason": "" if entry.reason_code == DISCOUNT_CODE else (entry.reason or ""),
        "percent": "" if entry.percent is None else write_number(entry.percent),
        "amount": "" if entry.amount is None or entry.percent is not None else write_number(entry.amount),
        "vat": vat_text(entry.vat_category, entry.vat_rate),
    }


def _exchange_rate(document: Document) -> str:
    """Return the rate behind BT-111 with the eight decimals that a draft takes."""
    totals = document.totals
    if totals is None or not totals.tax_total or totals.tax_total_accounting is None:
        return ""
    rate = totals.tax_total_accounting / totals.tax_total
    return write_number(rate.quantize(Decimal("0.00000001")))
