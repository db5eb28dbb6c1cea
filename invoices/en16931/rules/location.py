"""Where in the document: short XPaths with the usual UBL prefixes, the same for every layer.

`/ubl:Invoice/cac:InvoiceLine[2]/cbc:Note[1]`: the root without, every other step with its position among its namesakes.
"""

import re
from collections import Counter
from functools import cache
from typing import Final

from lxml import etree

from invoices.en16931.terms import TERMS

INVOICE_NS: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE_NS: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC_NS: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC_NS: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
EXT_NS: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"

PREFIXES: Final = {INVOICE_NS: "ubl", CREDIT_NOTE_NS: "cn", CAC_NS: "cac", CBC_NS: "cbc", EXT_NS: "ext"}

# One step of the locator that the official stylesheets write: /*:Name[namespace-uri()='…'][3]
_OFFICIAL_STEP: Final = re.compile(r"/\*:([^\[/]+)\[namespace-uri\(\)='([^']*)'\]\[(\d+)\]")
_PREDICATE: Final = re.compile(r"\[[^\[\]]*\]")


class Places:
    """Tell the paths of many elements of one tree, counting each set of siblings once."""

    def __init__(self) -> None:
        self._positions: dict[etree._Element, dict[etree._Element, int]] = {}

    def locate(self, element: "etree._Element") -> str:
        """Return the path of an element."""
        steps: list[str] = []
        node, parent = element, element.getparent()
        while parent is not None:
            steps.append(f"/{_qualified(node)}[{self._among(parent)[node]}]")
            node, parent = parent, parent.getparent()
        return "".join([f"/{_qualified(node)}", *reversed(steps)])

    def _among(self, parent: "etree._Element") -> "dict[etree._Element, int]":
        positions = self._positions.get(parent)
        if positions is None:
            counts: Counter[str] = Counter()
            positions = self._positions[parent] = {}
            for child in parent.iterchildren("*"):
                counts[str(child.tag)] += 1
                positions[child] = counts[str(child.tag)]
        return positions


def locate_element(element: "etree._Element") -> str:
    """Return the path of a single element."""
    return Places().locate(element)


def shorten(official: str) -> str:
    """Return the path that an official stylesheet wrote, in the short form."""
    steps = _OFFICIAL_STEP.findall(official)
    if not steps:
        return official
    root, *rest = (f"/{PREFIXES.get(namespace, '*')}:{name}[{position}]" for name, namespace, position in steps)
    return root.removesuffix("[1]") + "".join(rest)


def terms_at(location: str) -> tuple[str, ...]:
    """Return the ids of the business terms and groups that stand at a place, all that share its path."""
    path = _PREDICATE.sub("", location).strip("/").partition("/")[2]
    return _terms_by_path().get(path, ())


def narrow(terms: tuple[str, ...], *, location: str) -> tuple[str, ...]:
    """Return those of a rule's terms that stand at the place; all of them when none does."""
    here = set(terms_at(location))
    return tuple(term for term in terms if term in here) or terms


@cache
def _terms_by_path() -> dict[str, tuple[str, ...]]:
    """Index the terms by path without predicates; terms that are attributes belong to their element."""
    found: dict[str, dict[str, None]] = {}
    for term in TERMS:
        for path in {term.invoice_path, term.credit_note_path}:
            bare = _PREDICATE.sub("", path)
            if bare and "/@" not in bare:
                found.setdefault(bare, {})[term.id] = None
    return {path: tuple(ids) for path, ids in found.items()}


def _qualified(element: "etree._Element") -> str:
    name = etree.QName(element)
    return f"{PREFIXES.get(name.namespace or '', '*')}:{name.localname}"
