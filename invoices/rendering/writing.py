"""The hand that writes one document: its language's words and formats, its currency and its sign.

A credit note's amounts are positive in the XML; on paper they are written as deductions, so the sign is turned here,
once. Called by the modules that lay a document out.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from invoices.en16931.document import Document
from invoices.rendering.formats import Formats, formats_for
from invoices.rendering.labels import Labels, document_language, labels_for

# Characters that XML 1.0 cannot carry, and the line separators that would break a line where nobody meant it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Writing:
    """Words, formats, currency and sign of one document."""

    language: str
    labels: Labels
    formats: Formats
    currency: str | None
    turned: bool

    def amount(self, value: Decimal | None) -> str:
        """Write an amount of the document, turned where it is a credit note."""
        return self.formats.amount(self.signed(value), currency=self.currency)

    def deduction(self, value: Decimal | None) -> str:
        """Write an amount that is taken off, as an allowance or a prepayment."""
        return self.amount(None if value is None else -value)

    def quantity(self, value: Decimal | None) -> str:
        """Write a quantity, turned where the document is a credit note."""
        return self.formats.quantity(self.signed(value))

    def signed(self, value: Decimal | None) -> Decimal | None:
        """Return the value with the document's sign."""
        return -value if self.turned and value is not None else value


def writing_for(document: Document, *, language: str) -> Writing:
    """Return the hand for a document in a language of the portal; an unknown language becomes English."""
    known = document_language(language)
    return Writing(known, labels_for(known), formats_for(known), document.currency, document.is_credit_note)


def clean(text: str | None) -> str:
    """Return the text without what cannot be printed, and without blanks around it."""
    return _UNPRINTABLE.sub(" ", text or "").strip()


def one_line(text: str | None) -> str:
    """Return the text on one line."""
    return " ".join(clean(text).split())


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Return the text's lines that say something."""
    return tuple(line for line in map(str.strip, clean(text).splitlines()) if line)
