"""One column registry for a list: what is shown, sorted and searched by; the whole state stands in the URL.

A table is data: columns know the fields they need and how to draw a cell; rows come as dicts and leave as markup. Apps
declare their tables, views ask for a state and hand the finished rows to the template.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from portal.kit.paging import Page, take_page

Text = str | Promise
Row = Mapping[str, Any]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Frame:
    """What drawing a cell depends on besides the row: language, time zone, today's date there, the company's slug."""

    language: str
    zone: str
    today: date
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: stable key, heading, the fields it reads, how its cell is drawn, and what it sorts by."""

    key: str
    label: Text
    fields: tuple[str, ...]
    draw: Callable[[Row, Frame], str]
    sort: str = ""
    numeric: bool = False
    css: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What the search field looks in."""

    key: str
    label: Text
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A choice that narrows the list; `narrow` gets a value that `choices` holds."""

    key: str
    label: Text
    choices: Callable[[], Sequence[tuple[str, Text]]]
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list as data. `sorts` of columns must be non-null fields; `unique` makes every order total."""

    key: str
    columns: tuple[Column, ...]
    criteria: tuple[Criterion, ...]
    filters: tuple[Filter, ...] = ()
    default_sort: str = "-id"
    unique: str = "id"
    row_fields: tuple[str, ...] = ()
    size: int = 50

    def state(self, query: QueryDict) -> "State":
        """Read the list's state from the URL; what does not fit is left out."""
        sorts = {sign + column.sort for column in self.columns if column.sort for sign in ("", "-")}
        sort = query.get("sort", "")
        by = query.get("by", "")
        chosen = {}
        for item in self.filters:
            value = query.get(item.key, "")
            if value and value in {key for key, _label in item.choices()}:
                chosen[item.key] = value
        return State(
            table=self,
            words=query.get("q", "").strip()[:100],
            by=by if by in {criterion.key for criterion in self.criteria} else self.criteria[0].key,
            sort=sort if sort in sorts else "",
            cursor=query.get("cursor", "")[:400],
            filters=chosen,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column's heading as the table component draws it."""

    key: str
    label: Text
    numeric: bool
    css: str
    sort_url: str
    sort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a reader stands in a list: search, filters, order, page."""

    table: Table
    words: str
    by: str
    sort: str
    cursor: str
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, ...]:
        """Return the total order of the rows, as in order_by."""
        first = self.sort or self.table.default_sort
        sign = "-" if first.startswith("-") else ""
        return (first,) if first.lstrip("-") == self.table.unique else (first, sign + self.table.unique)

    @property
    def is_narrowed(self) -> bool:
        """Say whether a search or a filter leaves rows out."""
        return bool(self.words or self.filters)

    def url(self, **changes: str) -> str:
        """Return the query string of this state with changes; changing anything but the cursor starts at page one."""
        query = {"by": self.by if self.words else "", "q": self.words, "sort": self.sort, **self.filters} | changes
        return "?" + urlencode({name: value for name, value in query.items() if value})

    def narrow(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Return the rows that the search and the filters leave."""
        if self.words:
            criterion = next(item for item in self.table.criteria if item.key == self.by)
            rows = criterion.narrow(rows, self.words)
        for item in self.table.filters:
            if item.key in self.filters:
                rows = item.narrow(rows, self.filters[item.key])
        return rows

    def page(self, rows: QuerySet[Any], frame: Frame) -> "Drawn":
        """Fetch and draw one page of the rows in scope."""
        columns = [column for column in self.table.columns if column.shown]
        names = {name for column in columns for name in column.fields} | set(self.table.row_fields)
        names |= {name.lstrip("-") for name in self.order}
        page = take_page(self.narrow(rows).values(*names), order=self.order, cursor=self.cursor, size=self.table.size)
        drawn = [DrawnRow(row, _draw(columns, row, frame)) for row in page.rows]
        return Drawn(state=self, page=page, rows=drawn, headings=[self._heading(column) for column in columns])

    def _heading(self, column: Column) -> Heading:
        current = (self.sort or self.table.default_sort) if column.sort else ""
        is_current = bool(column.sort) and current.lstrip("-") == column.sort
        descending = is_current and current.startswith("-")
        return Heading(
            key=column.key,
            label=column.label,
            numeric=column.numeric,
            css=column.css,
            sort_url=self.url(sort=column.sort if descending else f"-{column.sort}") if column.sort else "",
            sort=("descending" if descending else "ascending") if is_current else "",
        )


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """The row's data beside its finished cells."""

    data: Row
    cells: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page ready for the template."""

    state: State
    page: Page
    rows: list[DrawnRow]
    headings: list[Heading]

    @property
    def next_url(self) -> str:
        """Return the query string of the next page, or nothing."""
        return self.state.url(cursor=self.page.next_cursor) if self.page.next_cursor else ""

    @property
    def previous_url(self) -> str:
        """Return the query string of the previous page, or nothing."""
        return self.state.url(cursor=self.page.previous_cursor) if self.page.previous_cursor else ""


def _draw(columns: Sequence[Column], row: Row, frame: Frame) -> SafeString:
    # One string a row: a template tag a cell would cost more than all the queries of the page.
    cells = (f'<td class="{column.css}">{conditional_escape(column.draw(row, frame))}</td>' for column in columns)
    return mark_safe("".join(cells))  # noqa: S308 - every cell is escaped or made by format_html
