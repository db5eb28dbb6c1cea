"""A document in which every field of the core model is set, each to a value of its own.

It obeys the schema and no rule. The architecture test of the terms and the schema test take it apart.
"""

import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, Union, get_args, get_origin, get_type_hints

from invoices.en16931.document import Document

FIXED: dict[str, Any] = {
    "currency": "EUR",
    "vat_accounting_currency": "SEK",
    "ubl_version": "2.1",
    "kind": None,
    "remainder": (),
}


def complete(*, type_code: str = "380") -> Document:
    """Build the document; lists have two members."""
    return _build(Document, count(1), {**FIXED, "type_code": type_code})


def _build(kind: type, numbers: "count[int]", fixed: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: fixed[field.name] if field.name in fixed else _value(hints[field.name], numbers, field.name)
            for field in fields(kind)
        }
    )


def _value(hint: Any, numbers: "count[int]", name: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(member for member in get_args(hint) if member is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], numbers, name) for _ in range(2))
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, numbers, {})
    number = next(numbers)
    simple: dict[Any, Any] = {
        str: f"{name[:1].upper()}{number}",
        Decimal: Decimal(f"{number}.25"),
        date: date.fromordinal(738000 + number),
        bytes: f"content {number}".encode(),
    }
    if name in ("mime_code", "subject_code"):
        return {"mime_code": "application/pdf", "subject_code": "AAI"}[name]
    return simple[hint]
