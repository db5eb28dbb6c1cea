"""Every business term and group of EN 16931 has a field, a writer and a reader: each is set alone, written and read."""

import re
from base64 import b64decode
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from invoices.en16931.document import Document
from invoices.en16931.terms import TERMS, TERMS_BY_ID, Term
from invoices.en16931.ubl.names import PREFIXES
from invoices.en16931.ubl.parse import parse
from invoices.en16931.ubl.read import read
from invoices.en16931.ubl.write import write
from tests.factories.complete import complete

VALUES = ("value", "text")  # fields that their class cannot be without


def _leaf_terms() -> list[Term]:
    return [term for term in TERMS if not term.is_group]


def test_all_terms_of_the_norm_are_listed() -> None:
    numbers = {int(term.id[3:]) for term in TERMS if re.fullmatch(r"BT-\d+", term.id)}
    groups = {int(term.id[3:]) for term in TERMS if term.is_group}
    assert numbers == set(range(1, 166)) - {4}  # the norm has no BT-4
    assert groups == set(range(1, 33))
    assert len(TERMS) == len(TERMS_BY_ID)


@pytest.mark.parametrize("type_code", ["380", "381"])
@pytest.mark.parametrize("term", _leaf_terms(), ids=lambda term: term.id)
def test_a_term_set_alone_is_written_at_its_path_and_read_back(term: Term, type_code: str) -> None:
    whole = complete(type_code=type_code)
    value = _first(whole, term.field)
    alone = _only(whole, term.field.replace("[]", "").split("."), type_code=type_code)
    root = parse(write(alone))
    path = term.credit_note_path if alone.is_credit_note else term.invoice_path
    found = root.xpath(path, namespaces=PREFIXES)
    texts = [given if isinstance(given, str) else (given.text or "") for given in found]
    assert any(_says(text, value) for text in texts), (path, texts)
    assert _first(read(root), term.field) == value


@pytest.mark.parametrize("term", [term for term in TERMS if term.is_group], ids=lambda term: term.id)
def test_a_group_is_written_at_its_path(term: Term) -> None:
    for type_code in ("380", "381"):
        root = parse(write(complete(type_code=type_code)))
        path = term.credit_note_path if type_code == "381" else term.invoice_path
        assert root.xpath(path or ".", namespaces=PREFIXES)


def test_lists_of_the_norm_are_lists_here() -> None:
    for term in TERMS:
        if term.is_list:
            assert "[]" in term.field, term.id


def test_every_field_of_the_model_has_a_term() -> None:
    known = {term.field for term in TERMS} | {term.field.removesuffix("[]") for term in TERMS}
    beyond = {  # what UBL needs and the norm does not name
        "ubl_version",
        "kind",
        "remainder",
        "seller.tax_registration.scheme",
        "payee.creditor_id",  # the other place of BT-90
        "payment_means[].card.network",
    }
    assert _paths(complete()) | {"kind", "remainder"} == {field for field in known if _is_leaf(field)} | beyond


def _is_leaf(field: str) -> bool:
    return bool(field) and any(term.field == field and not term.is_group for term in TERMS)


def _paths(value: Any, prefix: str = "") -> set[str]:
    found: set[str] = set()
    for field in fields(value):
        given, path = getattr(value, field.name), f"{prefix}{field.name}"
        if isinstance(given, tuple) and given:
            found |= _paths(given[0], f"{path}[].")
        elif is_dataclass(given):
            found |= _paths(given, f"{path}.")
        elif given not in (None, ()):
            found.add(path)
    return found


def _first(value: Any, field: str) -> Any:
    for step in field.replace("[]", "").split("."):
        value = getattr(value, step)
        value = value[0] if isinstance(value, tuple) and value else value
    return value


def _only(value: Any, steps: list[str], *, type_code: str) -> Any:
    """Copy a value with nothing but the field at the end of the steps, and what its class cannot be without."""
    step, rest = steps[0], steps[1:]
    kept = getattr(value, step)
    if rest:
        member = kept[0] if isinstance(kept, tuple) else kept
        kept = _only(member, rest, type_code=type_code)
        kept = (kept,) if isinstance(getattr(value, step), tuple) else kept
    blank = {field.name: () if isinstance(getattr(value, field.name), tuple) else None for field in fields(value)}
    blank |= {name: getattr(value, name) for name in VALUES if name in blank and _is_required(value, name)}
    if isinstance(value, Document):
        blank |= {"type_code": type_code, "currency": value.currency, "kind": None}
        blank["vat_accounting_currency"] = value.vat_accounting_currency
    return replace(value, **{**blank, step: kept})


def _is_required(value: Any, name: str) -> bool:
    (field,) = [field for field in fields(value) if field.name == name]
    return field.default is MISSING


def _says(text: str, value: Any) -> bool:
    if isinstance(value, Decimal):
        return Decimal(text) == value
    if isinstance(value, date):
        return text == value.isoformat()
    if isinstance(value, bytes):
        return b64decode(text) == value
    note = re.fullmatch("#([^#]*)#(.*)", text)  # BT-21 and BT-22 share an element
    return value in (text, *(note.groups() if note else ()))
