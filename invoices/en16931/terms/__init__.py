"""Every business term (BT) and group (BG) of EN 16931-1: id, name, cardinality, UBL path and the field that holds it.

Read by the rules (which field a finding belongs to), the editor and the architecture test that demands field, writer
and reader for each. Sub-terms as BT-29-1 are attributes: the scheme of an identifier and the like.
"""

from typing import Final

from invoices.en16931.terms.header import HEADER_TERMS
from invoices.en16931.terms.lines import LINE_TERMS
from invoices.en16931.terms.parties import PARTY_TERMS
from invoices.en16931.terms.term import Term

__all__ = ["TERMS", "TERMS_BY_ID", "Term"]

TERMS: Final[tuple[Term, ...]] = (*HEADER_TERMS, *PARTY_TERMS, *LINE_TERMS)

TERMS_BY_ID: Final[dict[str, Term]] = {term.id: term for term in TERMS}
