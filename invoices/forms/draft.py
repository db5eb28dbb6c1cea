"""The editor's form: reads a POST into a draft's content and carries out the commands of its row buttons.

Values stay exactly as typed; `services.drafting` judges them. The inputs are named as the keys of the content; those of
a row `line-UID-KEY` and `allowance-UID-KEY`, and the order of the hidden `line` and `allowance` is the order of rows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from companies.models import Company, Customer
from invoices.services.draft_content import blank_content, blank_line, new_uid, usual_vat
from invoices.services.draft_lines import is_blank
from portal.kit.clock import today_in

Row = dict[str, str]
Content = dict[str, Any]

# Longest text that each field keeps. Generous: what a field may say is the rules' business, not the form's.
HEAD_FIELDS: Final[Mapping[str, int]] = {
    "customer": 20,
    "type_code": 3,
    "issue_date": 20,
    "payment_days": 10,
    "due_date": 20,
    "currency": 3,
    "buyer_reference": 200,
    "seller_contact": 200,
    "order_reference": 200,
    "sales_order_reference": 200,
    "contract_reference": 200,
    "project_reference": 200,
    "buyer_accounting_reference": 200,
    "delivery_date": 20,
    "period_start": 20,
    "period_end": 20,
    "note": 10_000,
    "payment_terms": 2_000,
    "preceding_invoice": 100,
    "preceding_invoice_date": 20,
    "prepaid": 40,
    "exchange_rate": 40,
    "method": 40,
}
LINE_FIELDS: Final[Mapping[str, int]] = {
    "name": 500,
    "description": 5_000,
    "item_id": 100,
    "quantity": 40,
    "unit": 3,
    "price": 40,
    "base_quantity": 40,
    "discount": 40,
    "vat": 12,
}
ALLOWANCE_FIELDS: Final[Mapping[str, int]] = {
    "kind": 9,
    "reason": 200,
    "percent": 40,
    "amount": 40,
    "vat": 12,
}
# Kept in the content so that a browser window's own repeated save is told from another window's.
WINDOW_FIELDS: Final[Mapping[str, int]] = {"window": 40, "turn": 10}
MAX_ROWS: Final = 1_500
_UID: Final = re.compile(r"[a-z0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class Command:
    """What a button asks for: a verb and, for row buttons, the row's uid or a value."""

    verb: str
    argument: str = ""


def read_command(post: QueryDict) -> Command:
    """Return the pressed button's command, `save` when the form came without one."""
    verb, _, argument = post.get("do", "").partition(":")
    return Command(verb or "save", argument)


def read_version(post: QueryDict) -> int:
    """Return the version of the draft that the form was filled from, 0 when it was none."""
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def read_content(post: QueryDict) -> Content:
    """Return the draft content that the form holds, every value as typed and cut at its field's length."""
    content: Content = {name: _clean(post.get(name, ""), size) for name, size in HEAD_FIELDS.items()}
    content |= {name: _clean(post.get(name, ""), size) for name, size in WINDOW_FIELDS.items()}
    content["lines"] = _read_rows(post, "line", LINE_FIELDS)
    content["allowances"] = [_split_value(row) for row in _read_rows(post, "allowance", ALLOWANCE_FIELDS)]
    return content


def _read_rows(post: QueryDict, prefix: str, fields: Mapping[str, int]) -> list[Row]:
    rows: dict[str, Row] = {}
    for uid in post.getlist(prefix)[:MAX_ROWS]:
        if _UID.fullmatch(uid):
            values = {name: _clean(post.get(f"{prefix}-{uid}-{name}", ""), size) for name, size in fields.items()}
            rows[uid] = {"uid": uid} | values
    return list(rows.values())


def _clean(text: str, size: int) -> str:
    """Cut at the field's length; NUL and unpaired surrogates are what PostgreSQL cannot keep in JSON."""
    return text.replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "ignore").decode()[:size]


def _split_value(row: Row) -> Row:
    """Tell "10 %" from "500": the editor has one field for both, the content two."""
    typed = row["amount"]
    if typed.rstrip().endswith("%"):
        return row | {"percent": typed.rstrip()[:-1].rstrip(), "amount": ""}
    return row | {"percent": ""}


def new_allowance(*, kind: str = "allowance") -> Row:
    """Return an empty document allowance or charge; without a VAT of its own it is spread as the lines are."""
    return {"uid": new_uid()} | dict.fromkeys(ALLOWANCE_FIELDS, "") | {"kind": kind}


def filled(content: Content, *, company: Company) -> Content:
    """Return content that the screen can show: every key is there, and the grid has a row to type in."""
    lines = [blank_line("") | line for line in content.get("lines") or ()]
    allowances = [new_allowance() | row for row in content.get("allowances") or ()]
    if not lines:
        lines.append(blank_line(usual_vat(company, on=today_in(company.time_zone))))
    empty = dict.fromkeys((*HEAD_FIELDS, *WINDOW_FIELDS), "")
    return empty | content | {"lines": lines, "allowances": allowances}


def with_customer(content: Content, *, company: Company, before: Customer | None, after: Customer) -> Content:
    """Choose a customer: take over what is usual with it, but leave what the user has typed."""
    today = today_in(company.time_zone)
    old, new = (blank_content(company, customer=one, today=today) for one in (before, after))
    taken = ("payment_days", "currency", "buyer_reference")
    usual = {name: new[name] for name in taken if content[name].strip() in ("", old[name])}
    return content | usual | {"customer": str(after.pk), "method": ""}


def is_untouched(content: Content) -> bool:
    """Say whether the form holds nothing worth keeping, so that opening and leaving it makes no draft."""
    typed = ("customer", "buyer_reference", "order_reference", "note")
    return not any(content[name] for name in typed) and all(is_blank(line) for line in content["lines"])


def apply(command: Command, content: Content, *, company: Company) -> Content:
    """Return the content after a row button; a command that is not about rows changes nothing."""
    lines, uid = list(content["lines"]), command.argument
    match command.verb:
        case "add":
            lines.append(_like_the_last(lines, company=company))
        case "remove":
            lines = [line for line in lines if line["uid"] != uid]
        case "copy":
            lines = [copied for line in lines for copied in _with_copy(line, uid)]
        case "up" | "down":
            lines = _moved(lines, uid, by=-1 if command.verb == "up" else 1)
        case "vat":
            lines = [line | {"vat": uid[:12]} for line in lines]
        case "type":
            return content | {"type_code": uid[:3]}
        case "add-allowance" | "remove-allowance":
            return content | {"allowances": _changed_allowances(command, content)}
    return content | {"lines": lines}


def _like_the_last(lines: list[Row], *, company: Company) -> Row:
    line = blank_line(usual_vat(company, on=today_in(company.time_zone)))
    return line | {name: lines[-1][name] for name in ("unit", "vat")} if lines else line


def _with_copy(line: Row, uid: str) -> list[Row]:
    return [line, line | {"uid": new_uid()}] if line["uid"] == uid else [line]


def _moved(lines: list[Row], uid: str, *, by: int) -> list[Row]:
    place = next((n for n, line in enumerate(lines) if line["uid"] == uid), None)
    if place is not None and 0 <= place + by < len(lines):
        lines.insert(place + by, lines.pop(place))
    return lines


def _changed_allowances(command: Command, content: Content) -> list[Row]:
    rows: list[Row] = list(content["allowances"])
    if command.verb == "remove-allowance":
        return [row for row in rows if row["uid"] != command.argument]
    kind = command.argument if command.argument in ("allowance", "charge") else "allowance"
    return [*rows, new_allowance(kind=kind)]
