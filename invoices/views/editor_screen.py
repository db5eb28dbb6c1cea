"""What the editor's template shows: one frozen Screen built from content, composition and delivery choices.

No writes and no HTTP here; views/editor.py fills a Screen and picks the fragments. Amounts arrive computed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from companies.models import Company, Customer
from invoices.forms import choices
from invoices.forms.draft import Content, new_allowance
from invoices.services.draft_content import blank_line, usual_vat
from invoices.services.typed_values import NotReadable, read_number
from portal.kit.money_format import format_amount
from portal.kit.problems import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """One item of "Before you send": a tone, a sentence, and the field to jump to."""

    text: str
    tone: str = "ok"
    href: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A pill on the customer's card."""

    text: str
    tone: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The chosen customer as the editor shows it."""

    pk: int
    name: str
    initials: str
    legal_id: str
    address: str
    tags: tuple[Tag, ...] = ()
    edit_url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A customer that a search found."""

    pk: int
    name: str
    small: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to deliver the invoice."""

    channel: str
    label: str
    icon: str
    recipient: str = ""
    is_chosen: bool = False
    is_better: bool = False


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One row above the amount to pay."""

    label: str
    amount: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment of the draft."""

    pk: int
    name: str
    size: str
    url: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line with what its inputs hold, its lists as markup, its amount and the faults to show at once."""

    uid: str
    number: int
    name: str
    description: str
    item_id: str
    quantity: str
    price: str
    base_quantity: str
    discount: str
    units: SafeString
    vats: SafeString
    net: str = "–"
    faults: tuple[Problem, ...] = ()

    @property
    def invalid(self) -> dict[str, bool]:
        """Return which of the row's inputs are faulty, by key."""
        return {fault.field.rpartition("-")[2]: True for fault in self.faults}


@dataclass(frozen=True, slots=True)
class AllowanceRow:
    """A charge or discount on the whole invoice."""

    uid: str
    reason: str
    amount: str
    kinds: SafeString
    vats: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything that the editor and its fragments show."""

    content: Content
    url: str
    title: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    is_credit_note: bool = False
    window: str = ""
    turn: str = "0"
    version: int = 0
    saved_at: str = ""
    save_fault: str = ""
    is_unsaved: bool = False
    notice: str = ""
    conflict: Mapping[str, str] | None = None
    is_refused: bool = False
    is_unsigned_ask: bool = False
    signing_url: str = ""
    # customer
    customer: CustomerCard | None = None
    customer_text: str = ""
    is_choosing: bool = False
    found: Sequence[Found] | None = None
    new_customer_url: str = ""
    new_customer_text: str = ""
    # facts
    terms: Sequence[choices.Choice] = ()
    currencies: Sequence[choices.Choice] = ()
    due_date: str = ""
    needs_rate: bool = False
    rate_label: str = ""
    rate_help: str = ""
    is_unfolded: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    # rows
    sums: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[LineRow] = ()
    blank_line: LineRow | None = None
    allowances: Sequence[AllowanceRow] = ()
    blank_allowance: AllowanceRow | None = None
    vat_choices: Sequence[choices.Choice] = ()
    shows_row_details: bool = False
    zero: str = ""
    # totals
    totals: Sequence[TotalRow] = ()
    total: str = ""
    total_label: str = ""
    currency: str = ""
    pay_note: str = ""
    # checks and delivery
    checks: Sequence[Check] = ()
    left: int = 0
    left_tone: str = "bad"
    faults: Sequence[Mapping[str, Any]] = ()
    ways: Sequence[Way] = ()
    delivery_note: str = ""
    send_label: str = ""
    # attachments
    files: Sequence[File] = ()
    file_faults: Sequence[str] = ()
    # which fragments an HTMX answer carries besides the recalculation
    swaps_customer: bool = False
    swaps_facts: bool = False
    swaps_files: bool = False

    @property
    def blockers(self) -> list[Check]:
        """List the checks that stop the sending."""
        return [check for check in self.checks if check.tone == "bad"]


@lru_cache(maxsize=4096)
def options(entries: tuple[choices.Choice, ...], chosen: str) -> SafeString:
    """Write the option elements of a list; kept, because every row of a long invoice needs the same ones."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if value == chosen else "", label) for value, label in entries),
    )


def build_lines(
    content: Content, *, company: Company, on: date, nets: Mapping[str, str], faults: Sequence[Problem]
) -> tuple[list[LineRow], LineRow]:
    """Return the rows of the grid and the blank row that the script clones."""
    lines = content["lines"]
    units = tuple(choices.list_units(used=(line["unit"] for line in lines)))
    vats = tuple(choices.list_vat(company.country, on=on, used=(line["vat"] for line in lines)))
    of_row: dict[str, list[Problem]] = {}
    for fault in faults:
        kind, _dash, rest = fault.field.partition("-")
        if kind == "line":
            of_row.setdefault(rest.partition("-")[0], []).append(fault)
    rows = [
        _line_row(line, number=n, units=units, vats=vats, net=nets.get(line["uid"], "–"), faults=of_row)
        for n, line in enumerate(lines, start=1)
    ]
    blank = blank_line(usual_vat(company, on=on)) | {"uid": "new0"}
    return rows, _line_row(blank, number=0, units=units, vats=vats, net="–", faults={})


def _line_row(
    line: Mapping[str, str],
    *,
    number: int,
    units: tuple[choices.Choice, ...],
    vats: tuple[choices.Choice, ...],
    net: str,
    faults: Mapping[str, list[Problem]],
) -> LineRow:
    return LineRow(
        uid=line["uid"],
        number=number,
        name=line["name"],
        description=line["description"],
        item_id=line["item_id"],
        quantity=line["quantity"],
        price=show_price(line["price"]),
        base_quantity=line["base_quantity"],
        discount=line["discount"],
        units=options(units, line["unit"]),
        vats=options(vats, line["vat"]),
        net=net,
        faults=tuple(faults.get(line["uid"], ())),
    )


def show_price(typed: str) -> str:
    """Write a price as the language does, with two decimals or more; what is no number stays as it was typed."""
    try:
        value = read_number(typed)
    except NotReadable:
        return typed
    return format_amount(value, decimals=max(2, -int(value.normalize().as_tuple().exponent)))


def build_allowances(content: Content, *, company: Company, on: date) -> tuple[list[AllowanceRow], AllowanceRow]:
    """Return the charges and discounts on the whole invoice and the blank one that the script clones."""
    rows = content["allowances"]
    rates = choices.list_vat(company.country, on=on, used=(row["vat"] for row in rows))
    vats = (("", _("As the rows")), *rates)
    kinds = tuple(choices.list_kinds())
    blank = new_allowance() | {"uid": "new0"}
    made = [
        AllowanceRow(
            uid=row["uid"],
            reason=row["reason"],
            amount=f"{row['percent']} %" if row["percent"] else row["amount"],
            kinds=options(kinds, row["kind"]),
            vats=options(vats, row["vat"]),
        )
        for row in [*rows, blank]
    ]
    return made[:-1], made[-1]


def build_customer(customer: Customer, *, legal_id: str, tags: tuple[Tag, ...], edit_url: str) -> CustomerCard:
    """Return the customer's card."""
    words = [word for word in customer.name.split() if word[:1].isalnum()]
    place = " ".join(part for part in (customer.postcode, customer.city) if part)
    return CustomerCard(
        pk=customer.pk,
        name=customer.name,
        initials="".join(word[0] for word in words[:2]).upper(),
        legal_id=legal_id,
        address=", ".join(part for part in (customer.street, customer.street_2, place) if part),
        tags=tags,
        edit_url=edit_url,
    )


def labels() -> dict[str, str]:
    """Return the names of the fields, as labels and as the portal speaks of them."""
    return {
        "issue_date": _("Invoice date"),
        "payment_days": _("Payment terms"),
        "due_date": _("Due date"),
        "currency": _("Currency"),
        "buyer_reference": _("Your reference"),
        "seller_contact": _("Our reference"),
        "order_reference": _("Your order number"),
        "sales_order_reference": _("Our order number"),
        "contract_reference": _("Contract number"),
        "project_reference": _("Project number"),
        "buyer_accounting_reference": _("Your accounting code"),
        "delivery_date": _("Delivery date"),
        "period_start": _("Invoiced period from"),
        "period_end": _("Invoiced period to"),
        "note": _("Message on the invoice"),
        "payment_terms": _("Terms in words"),
        "preceding_invoice": _("Refers to invoice number"),
        "preceding_invoice_date": _("Its date"),
        "prepaid": _("Already paid"),
    }
