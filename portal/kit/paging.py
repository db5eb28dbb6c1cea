"""Paging by key: a page starts after the last row of the one before, at any depth for the same price.

The cursor in the URL holds the sort values of a row and the direction; a cursor that does not fit the order is ignored.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page with the cursors of its neighbours; an empty cursor means there is none."""

    rows: list[Any]
    next_cursor: str
    previous_cursor: str


def take_page(queryset: QuerySet[Any], *, order: Sequence[str], cursor: str = "", size: int = 50) -> Page:
    """Return the page after (or before) the cursor. `order` is as in order_by: non-null fields, unique together."""
    backwards, key = _read(cursor, len(order))
    direction = [_flip(name) for name in order] if backwards else list(order)
    rows_wanted = queryset.order_by(*direction)
    if key:
        try:
            rows_wanted = rows_wanted.filter(_after(direction, key))
        except (ValidationError, ValueError, TypeError):
            key, backwards, rows_wanted = [], False, queryset.order_by(*order)
    rows = list(rows_wanted[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = bool(rows) and (has_more or backwards) if not backwards else bool(rows)
    has_previous = bool(rows) and (has_more if backwards else bool(key))
    return Page(
        rows,
        _write(rows[-1], order, "n") if has_next else "",
        _write(rows[0], order, "p") if has_previous else "",
    )


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _after(order: Sequence[str], key: Sequence[Any]) -> Q:
    """Build (a, b) > (x, y) so that PostgreSQL can start in the index at the first field."""
    condition = Q()
    for depth in range(len(order)):
        same = Q(**{order[i].lstrip("-"): key[i] for i in range(depth)})
        condition |= same & Q(**{_comparison(order[depth]): key[depth]})
    return Q(**{f"{_comparison(order[0])}e": key[0]}) & condition


def _comparison(name: str) -> str:
    return f"{name.lstrip('-')}__{'lt' if name.startswith('-') else 'gt'}"


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def _write(row: Any, order: Sequence[str], mark: str) -> str:
    content = json.dumps([mark, *(_exact(_value(row, name.lstrip("-"))) for name in order)], cls=DjangoJSONEncoder)
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def _exact(value: Any) -> Any:
    """Keep the microseconds of a moment, which the encoder would cut: rows between would be left out."""
    return value.isoformat() if isinstance(value, datetime) else value


def _read(cursor: str, length: int) -> tuple[bool, list[Any]]:
    try:
        mark, *key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        return False, []
    fits = mark in ("n", "p") and len(key) == length and all(isinstance(part, str | int) for part in key)
    return (mark == "p", key) if fits else (False, [])
