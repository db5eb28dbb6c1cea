"""What a sentence about a finding is made of; the tables beside this file fill it.

The core knows no Django, so strings are only marked here; whoever shows them translates them.
"""

from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Return the text as it is: the mark that lets the catalogues find it."""
    return text


@dataclass(frozen=True, slots=True)
class Advice:
    """Say what is wrong and how to mend it (an English message id) and which field of the editor it belongs to.

    `lines.N.price`: N counts the lines of the document from 0. An empty field belongs to the document as a whole.
    """

    sentence: str
    field: str


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one sentence for the rules that it fits; an empty field means: where the finding is."""

    rules: str
    field: str
    sentence: str


def index_rows(*tables: tuple[Row, ...]) -> dict[str, Row]:
    """Return the row of each rule id. Raises ValueError when a rule has two."""
    rows: dict[str, Row] = {}
    for table in tables:
        for row in table:
            for rule in row.rules.split():
                if rule in rows:
                    raise ValueError(f"{rule} has two sentences")
                rows[rule] = row
    return rows
