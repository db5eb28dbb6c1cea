"""Plain sentences for people: what is wrong, how to mend it, and which field of the invoice editor it belongs to.

Sentences are English message ids, marked for the catalogues and translated by whoever shows them. A rule that nobody
can break from the editor keeps its own text, with its id.
"""

from typing import Final

from invoices.en16931.rules.findings import Finding
from invoices.en16931.rules.texts import norm, peppol
from invoices.en16931.rules.texts.advice import Advice, index_rows
from invoices.en16931.rules.texts.places import field_at, fill

__all__ = ["SENTENCES", "Advice", "explain", "locate"]

_ROWS: Final = index_rows(norm.ROWS, peppol.ROWS)
SENTENCES: Final = {rule: row.sentence for rule, row in _ROWS.items()}


def explain(finding: Finding) -> Advice:
    """Return the sentence (an English message id, to be translated) and the field for a finding."""
    sentence = SENTENCES.get(finding.rule)
    return Advice(sentence or f"{finding.rule}: {finding.text}", locate(finding))


def locate(finding: Finding) -> str:
    """Return the editor's field that a finding belongs to, with its row's number; empty for the whole document."""
    row = _ROWS.get(finding.rule)
    if row is not None and row.field:
        return fill(row.field, location=finding.location)
    return field_at(finding.location)
