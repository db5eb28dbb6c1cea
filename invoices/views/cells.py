"""How one cell of a document list is drawn: number, party, day, amount, method, status. Everything is escaped."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from companies.identifiers import show_legal_id
from companies.models import Customer
from invoices.en16931.money import amount_decimals
from invoices.inbound.models import ReceivedInvoice
from invoices.lifecycle import DeliveryState
from portal.kit.date_format import show_date
from portal.kit.money_format import format_amount
from portal.kit.tables import Frame

METHOD_ICONS: Final[Mapping[str, str]] = {
    "network": "network",
    "peppol": "globe",
    "email_pdf": "mail",
    "print_post": "printer",
}
TONES: Final[Mapping[str, str]] = {
    DeliveryState.NONE: "empty",
    DeliveryState.QUEUED: "info",
    DeliveryState.SENDING: "info",
    DeliveryState.SENT: "ok",
    DeliveryState.DELIVERED: "ok",
    DeliveryState.UNKNOWN: "warn",
    DeliveryState.FAILED: "bad",
    DeliveryState.REJECTED: "bad",
    DeliveryState.REPLACED: "empty",
}
RECEIVED_TONES: Final[Mapping[str, str]] = {
    ReceivedInvoice.State.NEW: "new",
    ReceivedInvoice.State.OPENED: "info",
    ReceivedInvoice.State.APPROVED: "ok",
    ReceivedInvoice.State.REJECTED: "bad",
    ReceivedInvoice.State.PAID: "ok",
}


@lru_cache(maxsize=64)
def icon(name: str, size: int = 16) -> SafeString:
    """Return an icon's drawing; decoration only, so hidden from screen readers."""
    return mark_safe(lucide(name, size=size, aria_hidden="true", **{"class": "ico"}))  # noqa: S308 - own drawing


def link(url: str, text: str) -> SafeString:
    """Draw the row's own link."""
    return format_html('<a class="row-link" href="{}">{}</a>', url, text)


def two_lines(first: Any, second: str) -> SafeString:
    """Draw a name with a smaller line below it."""
    return format_html("<b>{}</b><small>{}</small>", first, second)


def party(name: str, legal_id: str) -> SafeString:
    """Draw a party's name with its organisation number."""
    country = {10: "SE", 9: "NO"}.get(len(legal_id), "") if legal_id.isdigit() else ""
    return two_lines(name, show_legal_id(country, legal_id) if legal_id else "")


def day(value: date | None, frame: Frame) -> str:
    """Draw a day, with its year when it is not this year."""
    return "" if value is None else show_date(value, frame.language, year=value.year != frame.today.year)


def amount(value: Decimal, currency: str, frame: Frame, *, is_credit: bool = False) -> SafeString:
    """Draw an amount with its currency; a credit note's amount counts against the seller."""
    signed = -value if is_credit else value
    shown = format_amount(signed, decimals=amount_decimals(currency), language=frame.language)
    return format_html('<span class="amt">{}</span> <span class="cur">{}</span>', shown, currency)


def method(code: str) -> SafeString | str:
    """Draw a delivery method with its icon."""
    if not code:
        return ""
    return format_html('<span class="ch">{}{}</span>', icon(METHOD_ICONS.get(code, "send")), method_name(code))


def method_name(code: str) -> str:
    """Return the delivery method's name in the active language."""
    return str(dict(Customer.Method.choices).get(code, code)) if code else ""


def pill(state: str, tones: Mapping[str, str], names: Mapping[str, Any]) -> SafeString:
    """Draw a status as dot and word."""
    return format_html('<span class="pill {}">{}</span>', tones.get(state, "empty"), names.get(state, state))
