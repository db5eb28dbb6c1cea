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
from invoices.en16931.rules.location import PREFIXES, locate_element

LABEL: Final = f"UBL {package.SCHEMA_VERSION} XSD"
RULE: Final = "XSD"
MOST_FINDINGS: Final = 100

_NAMESPACE: Final = re.compile(r"\{([^{}]*)\}")

# The schema object keeps its error log in itself, so two threads must not validate with it at once.
_lock: Final = threading.Lock()


def judge(root: "etree._Element") -> list[Finding]:
    """Return what the UBL schema has against the document, at most a hundred findings."""
    with _lock:
        schema = _schema(etree.QName(root).localname)
        if schema.validate(root.getroottree()):
            return []
        errors = [*_entries(schema)]
    findings = [_finding(error, root=root) for error in errors[:MOST_FINDINGS]]
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


def _finding(error: Any, *, root: "etree._Element") -> Finding:
    text = _NAMESPACE.sub(lambda match: f"{PREFIXES.get(match[1], match[1])}:", error.message)
    return Finding("xsd", RULE, "fatal", _location(error.path, root=root), text)


def _location(path: str | None, *, root: "etree._Element") -> str:
    found = root.getroottree().xpath(path) if path else []
    element = found[0] if isinstance(found, list) and found else root
    return locate_element(element if isinstance(element, etree._Element) else root)
