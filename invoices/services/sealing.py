"""Seals checked documents: takes numbers, writes the final XML and every frozen row, in the caller's transaction.

One document or a batch take the same few statements. Nothing is judged here: `services.issuing` admits only what the
rules let through. Rows keep what lists, search and reports need, cut to their columns; the XML keeps everything.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from django.db import connection, models

from accounts.models import User
from companies.services import audit
from companies.tenancy import current_company_id
from invoices.en16931.document import Document, Totals
from invoices.en16931.money import ZERO
from invoices.en16931.party import Buyer, Seller
from invoices.en16931.ubl.write import write
from invoices.lifecycle import EventKind
from invoices.models import Invoice, InvoiceEvent, InvoiceLine, InvoiceParty, InvoiceVat, SealedDocument
from invoices.services.checking import Checked
from invoices.services.composing import renumber
from invoices.services.numbering import next_numbers
from portal.kit.clock import now
from portal.kit.row_writing import columns_of, insert_rows, insert_together


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A checked document that may be sealed; `key` names what it comes from, so that a repeat finds its invoice."""

    key: str
    checked: Checked
    credits_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """A document under its final number, with its final bytes."""

    prepared: Prepared
    document: Document
    xml: bytes
    sha256: str


def seal(prepared: Sequence[Prepared], *, by: User | None, series_code: str = "") -> list[Invoice]:
    """Issue checked documents under consecutive numbers, in order. The caller's transaction commits all or nothing."""
    numbers = next_numbers(len(prepared), series_code=series_code)
    numbered = [_number(one, number) for one, number in zip(prepared, numbers, strict=True)]
    moment = now()
    invoices = [_invoice(one, series=series_code, by=by, at=moment) for one in numbered]
    keys = dict(insert_rows(Invoice, [columns_of(invoice) for invoice in invoices], returning=("number", "id")))
    for invoice in invoices:
        invoice.pk, invoice._state.adding, invoice._state.db = keys[invoice.number], False, connection.alias
    pairs = list(zip(invoices, numbered, strict=True))
    tables: list[tuple[type[models.Model], list[dict[str, Any]]]] = [
        (model, [_owned(invoice) | row for invoice, one in pairs for row in describe(one)])
        for model, describe in _PARTS
    ]
    events = [event for invoice, one in pairs for event in _events(invoice, one, by=by, at=moment)]
    insert_together([*tables, (InvoiceEvent, events)])
    details = [{"amount_due": i.amount_due, "currency": i.currency, "sha256": i.sha256} for i in invoices]
    audit.record_each("invoice.issued", by=by, subjects=zip(invoices, details, strict=True))
    return invoices


def _number(prepared: Prepared, number: str) -> _Numbered:
    """Give the document its number; bytes that were judged under the same number stay as they were judged."""
    checked = prepared.checked
    document = renumber(checked.composition, number=number)
    xml = checked.xml if document is checked.composition.document else write(document)
    return _Numbered(prepared=prepared, document=document, xml=xml, sha256=hashlib.sha256(xml).hexdigest())


def _invoice(one: _Numbered, *, series: str, by: User | None, at: datetime) -> Invoice:
    document, composition = one.document, one.prepared.checked.composition
    totals, buyer, customer = document.totals or Totals(), document.buyer or Buyer(), composition.customer
    means = document.payment_means
    texts = {
        "number": document.invoice_number,
        "series": series,
        "type_code": document.type_code,
        "currency": document.currency,
        "customer_number": customer.number if customer else "",
        "buyer_name": buyer.name,
        "buyer_legal_id": buyer.legal_id.value if buyer.legal_id else "",
        "buyer_reference": document.buyer_reference,
        "order_reference": document.order_reference,
        "payment_reference": means[0].remittance_information if means else "",
        "language": composition.language,
    }
    return Invoice(
        **_fit(Invoice, texts),
        company_id=current_company_id(),
        issue_date=document.issue_date or at.date(),
        due_date=document.due_date,
        customer=customer,
        net_amount=totals.tax_exclusive or ZERO,
        vat_amount=totals.tax_total or ZERO,
        gross_amount=totals.tax_inclusive or ZERO,
        amount_due=totals.amount_due or ZERO,
        credits_id=one.prepared.credits_id,
        sha256=one.sha256,
        issued_at=at,
        issued_by=by,
        draft_key=one.prepared.key,
    )


def _owned(invoice: Invoice) -> dict[str, Any]:
    return {"company_id": invoice.company_id, "invoice_id": invoice.pk}


def _sealed(one: _Numbered) -> Iterable[dict[str, Any]]:
    report = one.prepared.checked.report
    yield {
        "xml": one.xml,
        "sha256": one.sha256,
        "rulesets": report.rulesets,
        "findings": [asdict(finding) for finding in report.findings],
    }


def _lines(one: _Numbered) -> Iterable[dict[str, Any]]:
    for position, line in enumerate(one.document.lines, start=1):
        texts = {
            "line_id": line.line_id,
            "name": line.item.name if line.item else "",
            "item_id": line.item.seller_id if line.item else "",
            "unit": line.unit,
            "vat_category": line.vat_category,
        }
        yield _fit(InvoiceLine, texts) | {
            "position": position,
            "quantity": line.quantity,
            "price": line.price.net if line.price else ZERO,
            "net_amount": line.net_amount,
            "vat_rate": line.vat_rate,
        }


def _vat_rows(one: _Numbered) -> Iterable[dict[str, Any]]:
    for group in one.document.vat_breakdown:
        yield {
            "category": group.vat_category,
            "rate": group.vat_rate,
            "taxable_amount": group.taxable_amount,
            "tax_amount": group.tax_amount,
        }


def _parties(one: _Numbered) -> Iterable[dict[str, Any]]:
    for kind, party in ((InvoiceParty.Kind.SELLER, one.document.seller), (InvoiceParty.Kind.BUYER, one.document.buyer)):
        if party:
            yield {"kind": kind, **_fit(InvoiceParty, _party(party))}


def _party(party: Seller | Buyer) -> dict[str, str | None]:
    address, contact, electronic = party.address, party.contact, party.electronic_address
    return {
        "name": party.name,
        "legal_id": party.legal_id.value if party.legal_id else "",
        "vat_id": party.vat_id,
        "electronic_scheme": electronic.scheme if electronic else "",
        "electronic_address": electronic.value if electronic else "",
        "street": address.street if address else "",
        "street_2": address.additional_street if address else "",
        "postcode": address.post_code if address else "",
        "city": address.city if address else "",
        "country": address.country if address else "",
        "contact_name": contact.name if contact else "",
        "phone": contact.phone if contact else "",
        "email": contact.email if contact else "",
    }


def _events(invoice: Invoice, one: _Numbered, *, by: User | None, at: datetime) -> Iterable[dict[str, Any]]:
    report = one.prepared.checked.report
    who = {"at": at, "by_id": by.pk if by else None, "by_name": by.get_full_name() if by else ""}
    checked = {"rulesets": report.rulesets, "warnings": len(report.findings)}
    yield _owned(invoice) | who | {"kind": EventKind.CHECKED, "detail": checked}
    yield _owned(invoice) | who | {"kind": EventKind.ISSUED, "detail": {"number": invoice.number}}
    if invoice.credits_id is not None:
        detail = {"number": invoice.number, "public_id": str(invoice.public_id)}
        yield _owned(invoice) | who | {"invoice_id": invoice.credits_id, "kind": EventKind.CREDITED, "detail": detail}


_PARTS: Final[tuple[tuple[type[models.Model], Callable[[_Numbered], Iterable[dict[str, Any]]]], ...]] = (
    (SealedDocument, _sealed),
    (InvoiceLine, _lines),
    (InvoiceVat, _vat_rows),
    (InvoiceParty, _parties),
)


def _fit(model: type[models.Model], texts: dict[str, str | None]) -> dict[str, str]:
    """Cut texts to their columns and turn absent ones into empty ones."""
    lengths = _text_lengths(model)
    return {name: (text or "")[: lengths[name]] for name, text in texts.items()}


@lru_cache(maxsize=8)
def _text_lengths(model: type[models.Model]) -> dict[str, int]:
    return {
        field.name: field.max_length
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.max_length
    }
