"""The EN 16931 layer: the official rules for UBL, run as the XSLT that the norm's keeper publishes.

The stylesheet is trimmed of what only slows it (reports of rules that hold, walks over attributes that no rule is
about); the assertions stay untouched. Called by `checking`.
"""

import re
from typing import Final

from lxml import etree

from invoices.en16931.rules import package, saxon
from invoices.en16931.rules.findings import Finding, Flag
from invoices.en16931.rules.location import locate_element, shorten, terms_at

LABEL: Final = f"EN 16931 UBL {package.NORM_VERSION}"
ENGINE_RULE: Final = "EN16931-ENGINE"

_NAME: Final = "en16931"
_XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"
_SVRL: Final = "{http://purl.oclc.org/dsdl/svrl}"
_FAILED: Final = f"{_SVRL}failed-assert"
_REPORTS: Final = ("fired-rule", "active-pattern", "ns-prefix-in-attribute-values")

_ID_PREFIX: Final = re.compile(r"^\[[^\]]*\]\s*-\s*")
_TERM: Final = re.compile(r"\bB[TG]-\d+(?:-\d+)?\b")


def judge(root: "etree._Element") -> list[Finding]:
    """Return what the official EN 16931 rules have against the document; an engine that gives up is a fatal finding."""
    try:
        svrl = saxon.transform(etree.tostring(root, encoding="unicode"), stylesheet=_NAME, source=trimmed_stylesheet)
    except saxon.EngineError as error:
        text = f"The EN 16931 rules cannot judge this document: {error}"
        return [Finding("en16931", ENGINE_RULE, "fatal", locate_element(root), text)]
    if "failed-assert" not in svrl:
        return []
    answer = etree.fromstring(svrl, etree.XMLParser(huge_tree=True, resolve_entities=False))
    return [_finding(failed) for failed in answer.iter(_FAILED)]


def warm() -> None:
    """Compile the rules now. Raises saxon.EngineError."""
    saxon.prepare(_NAME, source=trimmed_stylesheet)


def trimmed_stylesheet() -> str:
    """Return the official stylesheet, without the parts that report what holds."""
    sheet = etree.fromstring(package.norm_stylesheet().read_bytes())
    for report in list(sheet.iter(*(f"{_SVRL}{name}" for name in _REPORTS))):
        parent = report.getparent()
        if parent is not None:
            parent.remove(report)
    for descent in sheet.iter(f"{_XSL}apply-templates"):
        if descent.get("select") == "@*|*":
            descent.set("select", "*")
    for output in sheet.iter(f"{_XSL}output"):
        output.set("indent", "no")
        if "standalone" in output.attrib:
            del output.attrib["standalone"]
        output.set("omit-xml-declaration", "yes")
    return etree.tostring(sheet, encoding="unicode")


def _finding(failed: "etree._Element") -> Finding:
    text = " ".join("".join(map(str, failed.itertext())).split())
    flag: Flag = "warning" if failed.get("flag") == "warning" else "fatal"
    location = shorten(failed.get("location") or "")
    terms = tuple(dict.fromkeys(_TERM.findall(text))) or terms_at(location)
    return Finding("en16931", failed.get("id") or "", flag, location, _ID_PREFIX.sub("", text), terms)
