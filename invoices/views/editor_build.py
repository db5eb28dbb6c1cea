"""Fills the editor's Screen: from content and composition to rows, totals, checks and ways to deliver.

Reads only. views/editor.py calls `build_screen`; what the parts look like is said in views/editor_screen.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from companies.identifiers import show_legal_id
from companies.models import Company, Customer
from companies.requests import CompanyRequest
from invoices.delivery.routing import Option
from invoices.en16931.document import Document
from invoices.en16931.money import ZERO, add_up, amount_decimals
from invoices.forms import choices
from invoices.forms.draft import Content
from invoices.models import Draft, DraftAttachment
from invoices.services.composing import Composition
from invoices.views import editor_screen as parts
from invoices.views.editor_checks import build_checks
from invoices.workflow import NOT_SENT
from portal.kit.money_format import format_amount, format_number
from portal.kit.problems import Problem

ICONS: Final = {"peppol": "globe", "network": "network", "email_pdf": "mail", "print_post": "printer"}
_UNFOLDED: Final = (
    "contract_reference",
    "project_reference",
    "buyer_accounting_reference",
    "sales_order_reference",
    "delivery_date",
    "period_start",
    "period_end",
    "prepaid",
    "payment_terms",
)


def build_screen(
    request: CompanyRequest,
    *,
    content: Content,
    draft: Draft | None,
    composition: Composition,
    customer: Customer | None,
    options: Sequence[Option],
    problems: Sequence[Problem],
    attachments: Iterable[DraftAttachment] = (),
    shows_all_faults: bool = False,
    with_inputs: bool = True,
    is_judged: bool = True,
    **extra: Any,
) -> parts.Screen:
    """Return the screen of a draft or an unsaved form, for a recalculation without inputs; `extra` goes to Screen."""
    company, document = request.company, composition.document
    shown = [problem for problem in problems if shows_all_faults or _is_typed(problem, content)] if with_inputs else []
    sums = _sums(content, composition)
    if with_inputs:
        extra = _inputs(content, composition, company=company, sums=sums, shown=shown) | extra
    return parts.Screen(
        content=content,
        url=editor_url(request, draft),
        is_credit_note=document.is_credit_note,
        version=draft.version if draft else 0,
        window=content["window"],
        turn=content["turn"] or "0",
        customer=build_card(request, customer, options=options, draft=draft) if customer else None,
        new_customer_url=new_customer_url(request, draft),
        sums=sums,
        due_date=document.due_date.isoformat() if document.due_date else "",
        faults=[_fault(problem) for problem in problems],
        checks=build_checks(problems, company=company, options=options, content=content, is_judged=is_judged),
        left=sum(problem.is_blocker for problem in problems),
        files=[_file(request, draft, attachment) for attachment in attachments] if draft else [],
        **_delivery(options, content, customer=customer),
        **_totals(composition, document),
        **extra,
    )


def _sums(content: Content, composition: Composition) -> dict[str, str]:
    """Return each row's amount by its uid, a dash where it cannot be worked out yet."""
    known = {uid: _amount(net, composition.document) for uid, net in composition.line_nets.items()}
    return {line["uid"]: "–" for line in content["lines"]} | known


def _fault(problem: Problem) -> dict[str, Any]:
    return {"field": problem.field, "text": problem.text, "is_warning": not problem.is_blocker}


def _inputs(
    content: Content,
    composition: Composition,
    *,
    company: Company,
    sums: Mapping[str, str],
    shown: Sequence[Problem],
) -> dict[str, Any]:
    """Return what the inputs need: labels, lists, rows, and the faults to show at once."""
    document = composition.document
    on = document.issue_date
    assert on is not None  # noqa: S101 - compose always dates a document
    lines, blank_line = parts.build_lines(content, company=company, on=on, nets=sums, faults=shown)
    allowances, blank_allowance = parts.build_allowances(content, company=company, on=on)
    return {
        "labels": parts.labels(),
        "title": _("New credit note") if document.is_credit_note else _("New invoice"),
        "terms": choices.list_terms(used=content["payment_days"] or str(composition.payment_days)),
        "currencies": choices.list_currencies(used=(company.currency, content["currency"])),
        "needs_rate": document.currency != company.currency,
        "rate_label": _("Exchange rate to %(currency)s") % {"currency": company.currency},
        "rate_help": _("How many %(ours)s one %(theirs)s is worth. VAT is also stated in %(ours)s.")
        % {"ours": company.currency, "theirs": document.currency},
        "is_unfolded": any(content[name].strip() for name in _UNFOLDED),
        "errors": {problem.field: problem.text for problem in reversed(shown) if problem.is_blocker},
        "lines": lines,
        "blank_line": blank_line,
        "allowances": allowances,
        "blank_allowance": blank_allowance,
        "vat_choices": choices.list_vat(company.country, on=on),
        "shows_row_details": any(line["item_id"] or line["base_quantity"] for line in content["lines"]),
        "zero": format_amount(ZERO),
    }


def editor_url(request: CompanyRequest, draft: Draft | None) -> str:
    """Return the address of the draft's editor, or of the empty one."""
    if draft is None:
        return reverse("invoices:editor_new", args=[request.company.slug])
    return reverse("invoices:editor", args=[request.company.slug, draft.pk])


def new_customer_url(request: CompanyRequest, draft: Draft | None, *, name: str = "") -> str:
    """Return the address of the form for a new customer, which leads back to this draft."""
    query = {"next": editor_url(request, draft)} | ({"name": name} if name else {})
    return link_if_there("companies:customer_new", request.company.slug, **query)


def link_if_there(name: str, /, *args: object, **query: str) -> str:
    """Return the address of a screen of another app, or nothing where this installation has none."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode(query)}" if query else url


def _is_typed(problem: Problem, content: Content) -> bool:
    """Say whether the faulty field holds something: an empty one is not told off before one has been there."""
    kind, _dash, rest = problem.field.partition("-")
    if kind in ("line", "allowance") and rest:
        uid, _dash, key = rest.partition("-")
        return any(row["uid"] == uid and row.get(key, "").strip() for row in content[f"{kind}s"])
    value = content.get(problem.field, "")
    return isinstance(value, str) and bool(value.strip())


def _amount(value: Decimal | None, document: Document) -> str:
    return "–" if value is None else format_amount(value, decimals=amount_decimals(document.currency))


def _totals(composition: Composition, document: Document) -> dict[str, Any]:
    totals = composition.totals
    line_discounts = add_up(entry.amount for line in document.lines for entry in line.allowances)
    gross, charges = add_up([totals.lines_net, line_discounts]), totals.charges or ZERO
    discounts = add_up([line_discounts, totals.allowances])
    rows = [parts.TotalRow(_("Net"), _amount(gross, document))]
    if discounts:
        rows.append(parts.TotalRow(_("Discount"), _amount(-discounts, document)))
    if charges:
        rows.append(parts.TotalRow(_("Charges"), _amount(charges, document)))
    rows += [_vat_row(group, document) for group in document.vat_breakdown if group.taxable_amount is not None]
    if totals.tax_total_accounting is not None:
        in_currency = _("VAT in %(currency)s") % {"currency": document.vat_accounting_currency}
        rows.append(parts.TotalRow(in_currency, format_amount(totals.tax_total_accounting)))
    if totals.prepaid:
        rows.append(parts.TotalRow(_("Already paid"), _amount(-totals.prepaid, document)))
    if totals.rounding:
        rows.append(parts.TotalRow(_("Rounding"), _amount(totals.rounding, document)))
    return {
        "totals": rows,
        "total": _amount(totals.amount_due or ZERO, document),
        "total_label": _("To credit") if document.is_credit_note else _("To pay"),
        "currency": document.currency or "",
        "pay_note": _pay_note(document),
    }


def _vat_row(group: Any, document: Document) -> parts.TotalRow:
    base = _("on %(amount)s") % {"amount": _amount(group.taxable_amount, document)}
    if group.vat_rate is None:
        return parts.TotalRow(_("No VAT"), _amount(group.tax_amount or ZERO, document), base)
    label = _("VAT %(rate)s %%") % {"rate": format_number(group.vat_rate)}
    return parts.TotalRow(label, _amount(group.tax_amount, document), base)


def _pay_note(document: Document) -> str:
    transfers = [means.credit_transfer for means in document.payment_means if means.credit_transfer]
    if not transfers or not transfers[0].account_id:
        return ""
    account, provider = transfers[0].account_id, transfers[0].service_provider_id or ""
    if provider == "SE:BANKGIRO":
        return _("Bankgiro %(number)s") % {"number": f"{account[:-4]}-{account[-4:]}"}
    if provider == "SE:PLUSGIRO":
        return _("Plusgiro %(number)s") % {"number": f"{account[:-1]}-{account[-1:]}"}
    return _("Account %(number)s") % {"number": account}


def chosen_option(options: Sequence[Option], content: Content) -> Option | None:
    """Return the option that sending takes: the draft's own method, else what the customer's card or reach says."""
    if content.get("method") == NOT_SENT:
        return None
    available = [option for option in options if option.is_available]
    own = next((option for option in available if option.channel == content.get("method")), None)
    return own or next((option for option in available if option.is_chosen), None)


def send_label(chosen: Option | None) -> str:
    """Name the send button by its effect."""
    match chosen.channel if chosen else "":
        case "peppol":
            return _("Send by Peppol")
        case "network":
            return _("Send in the network")
        case "email_pdf":
            return _("Send by e-mail")
        case "print_post":
            return _("Send as a letter")
        case "":
            return _("Send")
    return _("Send: %(method)s") % {"method": chosen.label} if chosen else _("Send")


def _delivery(options: Sequence[Option], content: Content, *, customer: Customer | None) -> dict[str, Any]:
    chosen = chosen_option(options, content)
    return {
        "ways": [_way(option, chosen=chosen) for option in options if option.is_available],
        "delivery_note": _delivery_note(chosen, options, customer=customer),
        "send_label": send_label(chosen),
    }


def _way(option: Option, *, chosen: Option | None) -> parts.Way:
    return parts.Way(
        channel=option.channel,
        label=option.label,
        icon=ICONS.get(option.channel, "send"),
        recipient=option.shown,
        is_chosen=chosen is not None and option.channel == chosen.channel,
        is_better=option.is_better,
    )


def _delivery_note(chosen: Option | None, options: Sequence[Option], *, customer: Customer | None) -> str:
    if customer is None:
        return _("Choose a customer to see how the invoice can be sent.")
    if chosen is None:
        reasons = [option.reason for option in options if not option.is_available]
        return " ".join([_("The customer cannot be reached yet."), *reasons[:2]])
    others = [option for option in options if option.is_available and option.channel != chosen.channel]
    if not others:
        return _("There is no other way to reach this customer.")
    return _("If it cannot be delivered you are told, and can send it another way: %(method)s.") % {
        "method": others[0].label
    }


def build_card(
    request: CompanyRequest, customer: Customer, *, options: Sequence[Option], draft: Draft | None
) -> parts.CustomerCard:
    """Return the card of the chosen customer with what it can receive."""
    tags = [parts.Tag(option.label, tone="ok") for option in options if option.is_available][:1]
    if not tags:
        tags.append(parts.Tag(_("Cannot be reached yet"), tone="bad"))
    if customer.electronic_address:
        tags.append(parts.Tag(f"{customer.electronic_scheme}:{customer.electronic_address}", plain=True))
    if customer.vat_id:
        tags.append(parts.Tag(customer.vat_id, plain=True))
    return parts.build_customer(
        customer,
        legal_id=show_legal_id(customer.country, customer.legal_id) if customer.legal_id else customer.number,
        tags=tuple(tags),
        edit_url=link_if_there(
            "companies:customer", request.company.slug, customer.pk, next=editor_url(request, draft)
        ),
    )


def list_found(customers: Iterable[Customer]) -> list[parts.Found]:
    """Return the rows of a customer search."""
    return [
        parts.Found(
            customer.pk,
            customer.name,
            " · ".join(
                part
                for part in (
                    customer.number,
                    show_legal_id(customer.country, customer.legal_id) if customer.legal_id else "",
                    customer.city,
                )
                if part
            ),
        )
        for customer in customers
    ]


def _file(request: CompanyRequest, draft: Draft, attachment: DraftAttachment) -> parts.File:
    return parts.File(
        pk=attachment.pk,
        name=attachment.filename,
        size=filesizeformat(attachment.size),
        url=reverse("invoices:draft_attachment", args=[request.company.slug, draft.pk, attachment.pk]),
    )
