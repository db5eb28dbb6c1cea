"""Reads the fields of a draft's content, typed as they are, and gathers a problem for each that cannot be read.

Field keys in problems are the names of the editor's inputs: `due_date`, `line-UID-price`, `allowance-UID-amount`.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from invoices.services.typed_values import NotReadable, is_ambiguous, read_date, read_number
from portal.kit.money_format import format_number, signs
from portal.kit.problems import Problem, Severity

UNREADABLE: Final = "PORTAL-VALUE"
# What XML 1.0 cannot carry at all.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class DraftReader:
    """Reads one mapping of typed values, the head of a draft or one of its rows, into a shared list of problems."""

    def __init__(self, values: Mapping[str, Any], *, problems: list[Problem], prefix: str = "") -> None:
        """Read `values`; `prefix` comes before each key to name the input."""
        self._values = values
        self._prefix = prefix
        self.problems = problems

    def of_row(self, row: Mapping[str, Any], *, kind: str) -> "DraftReader":
        """Return a reader of one row, whose problems go to the same list."""
        return DraftReader(row, problems=self.problems, prefix=f"{kind}-{row.get('uid', '')}-")

    def name_of(self, key: str) -> str:
        """Return the name of the input that holds a key."""
        return f"{self._prefix}{key}"

    def text(self, key: str) -> str:
        """Return the text without surrounding space and without what XML cannot carry."""
        return _FORBIDDEN.sub("", str(self._values.get(key) or "")).strip()

    def optional(self, key: str) -> str | None:
        """Return the text, or None when there is none, as the document model says it."""
        return self.text(key) or None

    def number(self, key: str) -> Decimal | None:
        """Return the number, None when the field is empty or cannot be read."""
        typed = self.text(key)
        if not typed:
            return None
        try:
            value = read_number(typed)
        except NotReadable:
            self.refuse(key, _("“%(typed)s” is not a number. Write it as 1234,50.") % {"typed": typed[:40]})
            return None
        if is_ambiguous(typed, decimal_sign=signs(get_language() or "en")[0]):
            readings = {"typed": typed[:40], "read": format_number(value), "whole": re.sub(r"[.,]", "", typed)[:40]}
            self.warn(key, _("“%(typed)s” is read as %(read)s. If you mean thousands, write %(whole)s.") % readings)
        return value

    def whole(self, key: str, *, most: int) -> int | None:
        """Return a whole number from 0 to `most`, None when the field is empty or cannot be read."""
        value = self.number(key)
        if value is None:
            return None
        if value != int(value) or not 0 <= value <= most:
            self.refuse(key, _("Write a whole number from 0 to %(most)s.") % {"most": most})
            return None
        return int(value)

    def day(self, key: str, *, today: date, start: date | None = None) -> date | None:
        """Return the date, None when the field is empty or cannot be read."""
        typed = self.text(key)
        if not typed:
            return None
        try:
            return read_date(typed, today=today, start=start)
        except NotReadable:
            self.refuse(key, _("“%(typed)s” is not a date. Write it as 2026-11-21.") % {"typed": typed[:40]})
            return None

    def refuse(self, key: str, text: str, *, rule: str = UNREADABLE) -> None:
        """Note a problem at a key that must be mended."""
        self.problems.append(Problem(text=text, field=self.name_of(key) if key else "", rule=rule))

    def warn(self, key: str, text: str, *, rule: str = UNREADABLE) -> None:
        """Note something at a key that may be right."""
        self.problems.append(
            Problem(text=text, severity=Severity.WARNING, field=self.name_of(key) if key else "", rule=rule)
        )
