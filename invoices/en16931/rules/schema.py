"""The schema layer: UBL 2.1 by lxml, each schema loaded once a process and used by one thread at a time.

Called by `checking`; what fails here is not handed to the rules, which take the schema's promises for granted.
"""

import re
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from lxml import etree

from invoices.en16931.rules import package
from invoices.en16931.rules.findings import Finding
from invoices.en16931.rules.location import PREFIXES, Places, locate_element, terms_at

LABEL: Final = f"UBL {package.SCHEMA_VERSION} XSD"
RULE: Final = "XSD"
MOST_FINDINGS: Final = 100

_NAMESPACE: Final = re.compile(r"\{([^{}]*)\}")
_STEP: Final = re.compile(r"([^\[\]@]+)(?:\[(\d+)\])?")

# The schema object keeps its error log in itself, so two threads must not validate with it at once.
_lock: Final = threading.Lock()


def judge(root: "etree._Element") -> list[Finding]:
    """Return what the UBL schema has against the document, at most a hundred findings."""
    with _lock:
        schema = _schema(etree.QName(root).localname)
        if schema.validate(root.getroottree()):
            return []
        errors = [*_entries(schema)]
    places = Places()
    findings = [_finding(error, root=root, places=places) for error in errors[:MOST_FINDINGS]]
    if len(errors) > MOST_FINDINGS:
        rest = f"The schema has {len(errors) - MOST_FINDINGS} more faults."
        findings.append(Finding("xsd", RULE, "fatal", locate_element(root), rest))
    return findings


def warm() -> None:
    """Load both schemas now."""
    with _lock:
        for doctype in ("Invoice", "CreditNote"):
            _schema(doctype)


def _entries(schema: Any) -> Iterator[Any]:
    return iter(schema.error_log)


@cache
def _schema(doctype: str) -> "etree.XMLSchema":
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(package.schema_file(doctype)), parser))


def _finding(error: Any, *, root: "etree._Element", places: Places) -> Finding:
    text = _NAMESPACE.sub(lambda match: f"{PREFIXES.get(match[1], match[1])}:", error.message)
    location = places.locate(_element_at(error.path, root=root))
    return Finding("xsd", RULE, "fatal", location, text, terms_at(location))


def _element_at(path: str | None, *, root: "etree._Element") -> "etree._Element":
    """Return the element at libxml2's path: steps `*[3]` or `prefix:Name[2]` with the document's own prefixes."""
    node = root
    for step in (path or "").split("/")[2:]:
        match = _STEP.fullmatch(step)
        if match is None:
            break
        name, position = match[1], int(match[2] or 1)
        namesakes = [child for child in node.iterchildren("*") if name == "*" or _written(child) == name]
        if len(namesakes) < position:
            break
        node = namesakes[position - 1]
    return node


def _written(element: "etree._Element") -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local
