"""The demo's documents: invoices and credit notes issued and delivered, drafts with and without faults."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from companies.models import Company, Customer
from companies.tenancy import company_scope
from invoices.delivery.models import Delivery
from invoices.delivery.services import answers, carry_out
from invoices.inbound.models import InboundMessage, ReceivedInvoice
from invoices.inbound.services import read_message
from invoices.models import Draft, Invoice, InvoiceLine
from invoices.services import crediting, drafting
from invoices.workflow import issue_and_send
from portal.demo.cast import Cast

REJECTIONS = {
    "sv": "Beställningsnumret saknas. Skicka en ny faktura med PO-88214.",
    "nb": "Feil antall timer, vi har godkjent 12.",
    "da": "Prisen følger ikke aftalen.",
    "fi": "Tilausnumero puuttuu.",
}
REASONS = {
    "sv": "Volymrabatt enligt ramavtal",
    "nb": "Rabatt etter avtale",
    "da": "Aftalt rabat",
    "fi": "Sopimusalennus",
}


def write_invoice(company: Company, cast: Cast, dice: random.Random, *, by: User, day: date, is_last: bool) -> Invoice:
    """Issue one invoice as on the day, deliver it unless a worker shall, and let the recipient answer some."""
    customer = _choose(cast, dice)
    draft = drafting.start_draft(by=by, customer=customer)
    content = _content(cast, customer, dice, day)
    draft = drafting.save_draft(draft, content, version=draft.version, by=by)
    invoice = issue_and_send(draft, by=by)
    if not is_last:
        _carry_out(invoice)
        _answer(company, invoice, dice)
        if dice.random() < 0.06:
            _credit(invoice, by=by)
    return invoice


def _choose(cast: Cast, dice: random.Random) -> Customer:
    customers = list(Customer.objects.order_by("number"))
    if cast.currency != "SEK":
        customers = [customer for customer in customers if customer.country != "DE"]
    return dice.choice(customers)


def _content(cast: Cast, customer: Customer, dice: random.Random, day: date) -> dict[str, Any]:
    vat = _vat(cast, customer)
    lines = _lines(cast, dice, vat)
    reason = REASONS.get(cast.language, "Discount")
    discount = {"uid": "a1", "kind": "allowance", "reason": reason, "percent": "5", "amount": ""}
    return {
        "customer": str(customer.pk),
        "type_code": "380",
        "issue_date": day.isoformat(),
        "payment_days": str(customer.payment_days or 30),
        "currency": cast.currency,
        "buyer_reference": customer.buyer_reference,
        "order_reference": f"PO-{dice.randint(80000, 89999)}" if dice.random() < 0.5 else "",
        "delivery_date": day.isoformat() if vat else "",
        "method": "",
        "lines": lines,
        "allowances": [discount | {"vat": vat or f"S:{cast.vat}"}] if dice.random() < 0.1 else [],
    }


def _lines(cast: Cast, dice: random.Random, vat: str) -> list[dict[str, str]]:
    chosen = dice.sample(cast.sells, dice.randint(1, min(5, len(cast.sells))))
    return [
        {
            "uid": f"r{position}",
            "name": name,
            "description": "",
            "item_id": str(1000 + position * 10) if dice.random() < 0.5 else "",
            "quantity": str(_quantity(unit, dice)),
            "unit": unit,
            "price": price,
            "base_quantity": "",
            "discount": "10" if dice.random() < 0.12 else "",
            "vat": vat or f"S:{percent}",
        }
        for position, (name, unit, price, percent) in enumerate(chosen, start=1)
    ]


def _vat(cast: Cast, customer: Customer) -> str:
    """Return the VAT category of a sale across a border, or nothing at home."""
    if customer.country == cast.country:
        return ""
    inside = {"SE", "DK", "FI", "DE"}
    if cast.country in inside and customer.country in inside and customer.vat_id:
        return "K:0"
    return "G:0"


def _quantity(unit: str, dice: random.Random) -> Decimal:
    if unit in ("HUR", "KMT", "MTK"):
        return Decimal(dice.randint(4, 160)) / 2
    return Decimal(dice.randint(1, 12))


def _carry_out(invoice: Invoice) -> None:
    # Making a PDF takes longer than all the rest, so mails are left to the worker, which sends them within a minute.
    waiting = Delivery.objects.filter(invoice=invoice, state="queued").exclude(channel="email_pdf")
    for delivery_id in waiting.values_list("pk", flat=True):
        carry_out(delivery_id)


def _answer(company: Company, invoice: Invoice, dice: random.Random) -> None:
    """Let the receiving company open, approve or reject what it got through the network."""
    delivery = Delivery.objects.filter(invoice=invoice, channel="network").first()
    answer = dice.random()
    if delivery is None or answer > 0.7:
        return
    recipient = Company.objects.filter(
        electronic_scheme=invoice.customer.electronic_scheme if invoice.customer else "",
        electronic_address=invoice.customer.electronic_address if invoice.customer else "",
    ).first()
    if recipient is None:
        return
    reader = recipient.memberships.filter(role="owner").select_related("user").get().user
    with company_scope(recipient.pk):
        message = InboundMessage.objects.filter(message_id=str(delivery.message_id)).values_list("pk").first()
        if message is None:
            return
        read_message(message[0])
        row = ReceivedInvoice.objects.get(message_id=message[0])
        answers.open_received(row, by=reader)
        if answer < 0.08:
            answers.reject_received(row, by=reader, reason=REJECTIONS.get(recipient.language, REJECTIONS["sv"]))
        elif answer < 0.5:
            answers.approve_received(row, by=reader)


def _credit(invoice: Invoice, *, by: User) -> None:
    first = InvoiceLine.objects.filter(invoice=invoice).order_by("position").values_list("line_id", flat=True).first()
    note = issue_and_send(crediting.credit(invoice, line_ids=[first] if first else None, by=by), by=by)
    _carry_out(note)


def write_drafts(company: Company, cast: Cast, *, by: User) -> None:
    """Write a draft that is ready, one without customer, one with faults and one just begun."""
    dice = random.Random(company.slug)  # noqa: S311 - repeatable demo data, no secret
    customers = list(Customer.objects.order_by("number"))
    today = date.today()  # noqa: DTZ011 - only a proposal in a draft
    ready = _content(cast, customers[-1], dice, today)
    faulty = _content(cast, customers[0], dice, today)
    faulty["lines"][0] |= {"price": "", "quantity": "8"}
    faulty["buyer_reference"] = ""
    for customer, content in ((customers[-1], ready), (customers[0], faulty), (None, {"lines": ready["lines"][:1]})):
        draft: Draft = drafting.start_draft(by=by, customer=customer)
        drafting.save_draft(draft, draft.content | content, version=draft.version, by=by)
