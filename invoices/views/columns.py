"""The lists of documents as data: columns, search criteria and filters that the screens draw from."""

from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.models import Customer
from invoices.inbound.models import ReceivedInvoice
from invoices.lifecycle import NEEDS_ATTENTION, OPEN, DeliveryState
from invoices.views import cells
from portal.kit.tables import Column, Criterion, Filter, Frame, Row, Table


def _number(row: Row, frame: Frame) -> str:
    url = reverse("invoices:invoice", args=[frame.slug, row["public_id"]])
    mark = format_html(' <span class="grp">{}</span>', _("Credit")) if row["type_code"] == "381" else ""
    return format_html("{}{}", cells.link(url, row["number"]), mark)


def _received_number(row: Row, frame: Frame) -> str:
    url = reverse("invoices:received_invoice", args=[frame.slug, row["public_id"]])
    mark = format_html(' <span class="grp">{}</span>', _("Credit")) if row["type_code"] == "381" else ""
    return format_html("{}{}", cells.link(url, row["number"]), mark)


def _due(row: Row, frame: Frame) -> str:
    due: date | None = row["due_date"]
    if due is None or row["type_code"] == "381":
        return ""
    left = (due - frame.today).days
    if left < 0:
        return cells.day(due, frame)
    note = _("today") if left == 0 else ngettext("in %(n)d day", "in %(n)d days", left) % {"n": left}
    return format_html("<b>{}</b><small>{}</small>", cells.day(due, frame), note)


def _starts(field: str) -> Any:
    return lambda rows, words: rows.filter(**{f"{field}__istartswith": words.replace(" ", "")})


def _contains(field: str) -> Any:
    return lambda rows, words: rows.filter(**{f"{field}__icontains": words})


def _reference(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    return rows.filter(Q(buyer_reference__icontains=words) | Q(order_reference__icontains=words))


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    groups = {"attention": NEEDS_ATTENTION, "open": OPEN}
    return rows.filter(delivery_state__in=groups.get(value, [value]))


def _states() -> list[tuple[str, Any]]:
    groups = [("attention", gettext_lazy("To handle")), ("open", gettext_lazy("On their way"))]
    return groups + [(state.value, state.label) for state in DeliveryState]


SENT: Final = Table(
    key="sent",
    default_sort="-issue_date",
    row_fields=("public_id", "type_code"),
    columns=(
        Column(
            key="number", label=gettext_lazy("Invoice no."), fields=("number",), draw=_number, sort="id", css="no m2"
        ),
        Column(
            key="buyer",
            label=gettext_lazy("Customer"),
            fields=("buyer_name", "buyer_legal_id"),
            draw=lambda row, frame: cells.party(row["buyer_name"], row["buyer_legal_id"]),
            css="two m1",
        ),
        Column(
            key="issue_date",
            label=gettext_lazy("Invoice date"),
            fields=("issue_date",),
            draw=lambda row, frame: cells.day(row["issue_date"], frame),
            sort="issue_date",
        ),
        Column(key="due_date", label=gettext_lazy("Due"), fields=("due_date",), draw=_due, css="two light m3"),
        Column(
            key="method",
            label=gettext_lazy("Delivery method"),
            fields=("delivery_method",),
            draw=lambda row, frame: cells.method(row["delivery_method"]),
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            fields=("delivery_state",),
            draw=lambda row, frame: cells.pill(row["delivery_state"], cells.TONES, dict(DeliveryState.choices)),
            css="m2r",
        ),
        Column(
            key="amount",
            label=gettext_lazy("Amount"),
            fields=("amount_due", "currency"),
            draw=lambda row, frame: cells.amount(
                row["amount_due"], row["currency"], frame, is_credit=row["type_code"] == "381"
            ),
            numeric=True,
            css="r m1r",
        ),
    ),
    criteria=(
        Criterion(key="number", label=gettext_lazy("Invoice no."), narrow=_starts("number")),
        Criterion(key="buyer", label=gettext_lazy("Customer"), narrow=_contains("buyer_name")),
        Criterion(key="legal_id", label=gettext_lazy("Org. no."), narrow=_starts("buyer_legal_id")),
        Criterion(key="ocr", label=gettext_lazy("OCR"), narrow=_starts("payment_reference")),
        Criterion(key="reference", label=gettext_lazy("Reference"), narrow=_reference),
    ),
    filters=(
        Filter(key="state", label=gettext_lazy("Status"), choices=_states, narrow=_by_state),
        Filter(
            key="method",
            label=gettext_lazy("Delivery method"),
            choices=lambda: [choice for choice in Customer.Method.choices if choice[0]],
            narrow=lambda rows, value: rows.filter(delivery_method=value),
        ),
        Filter(
            key="type",
            label=gettext_lazy("Document"),
            choices=lambda: [("380", gettext_lazy("Invoice")), ("381", gettext_lazy("Credit note"))],
            narrow=lambda rows, value: rows.filter(type_code=value),
        ),
    ),
)

RECEIVED: Final = Table(
    key="received",
    default_sort="-received_at",
    row_fields=("public_id", "type_code"),
    columns=(
        Column(
            key="number",
            label=gettext_lazy("Invoice no."),
            fields=("number",),
            draw=_received_number,
            css="no m2",
        ),
        Column(
            key="seller",
            label=gettext_lazy("Seller"),
            fields=("seller_name", "seller_legal_id"),
            draw=lambda row, frame: cells.party(row["seller_name"], row["seller_legal_id"]),
            css="two m1",
        ),
        Column(
            key="received_at",
            label=gettext_lazy("Received"),
            fields=("received_at",),
            draw=lambda row, frame: cells.day(row["received_at"].date(), frame),
            sort="received_at",
        ),
        Column(key="due_date", label=gettext_lazy("Due"), fields=("due_date",), draw=_due, css="two light m3"),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            fields=("state",),
            draw=lambda row, frame: cells.pill(row["state"], cells.RECEIVED_TONES, dict(ReceivedInvoice.State.choices)),
            css="m2r",
        ),
        Column(
            key="amount",
            label=gettext_lazy("Amount"),
            fields=("amount_due", "currency"),
            draw=lambda row, frame: cells.amount(
                row["amount_due"], row["currency"], frame, is_credit=row["type_code"] == "381"
            ),
            numeric=True,
            css="r m1r",
        ),
    ),
    criteria=(
        Criterion(key="number", label=gettext_lazy("Invoice no."), narrow=_starts("number")),
        Criterion(key="seller", label=gettext_lazy("Seller"), narrow=_contains("seller_name")),
    ),
    filters=(
        Filter(
            key="state",
            label=gettext_lazy("Status"),
            choices=lambda: ReceivedInvoice.State.choices,
            narrow=lambda rows, value: rows.filter(state=value),
        ),
    ),
)
