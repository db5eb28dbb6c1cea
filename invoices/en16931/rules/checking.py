"""Judge a document: safe parsing, then the UBL schema, then the rules of EN 16931 and Peppol, each on solid ground.

The one door to the rules, for the editor, issuing, the inbox and `check_document`.
"""

from lxml import etree

from invoices.en16931.rules import norm, peppol, schema
from invoices.en16931.rules import portal as portal_layer
from invoices.en16931.rules.findings import Finding, Report, conclude
from invoices.en16931.ubl.parse import BILLING_ROOTS, Reason, Unreadable, parse


def check(data: bytes, *, xsd: bool = True, portal: bool = False) -> Report:
    """Judge the bytes of a document.

    Whatever the bytes are, the answer is a report: what cannot be read safely is one fatal finding of layer xml. With
    `xsd` False the rules run on whatever tree there is (for fragments); `portal` adds our own.
    """
    try:
        root = parse(data)
    except Unreadable as error:
        return unreadable(error.reason.value, text=error.text)
    return check_tree(root, xsd=xsd, portal=portal)


def check_tree(root: "etree._Element", *, xsd: bool = True, portal: bool = False) -> Report:
    """Judge a parsed UBL Invoice or CreditNote; see `check`."""
    if root.tag not in BILLING_ROOTS:
        return unreadable(Reason.ROOT.value, text="The root element is not a UBL 2.1 Invoice or CreditNote.")
    rulesets: list[str] = []
    findings: list[Finding] = []
    doctype = etree.QName(root).localname
    if xsd:
        rulesets.append(schema.LABEL)
        findings += schema.judge(root)
        if findings:
            return conclude(doctype, rulesets=rulesets, findings=findings)
    rulesets.append(norm.LABEL)
    findings += norm.judge(root)
    ruleset, found = peppol.judge(root)
    rulesets.append(ruleset.label)
    findings += found
    if portal:
        rulesets.append(portal_layer.LABEL)
        findings += portal_layer.judge(root)
    return conclude(doctype, rulesets=rulesets, findings=findings)


def unreadable(reason: str, *, text: str) -> Report:
    """Return the report on a document that cannot be read at all."""
    finding = Finding("xml", f"XML-{reason.upper()}", "fatal", "/", text)
    return conclude("", rulesets=[], findings=[finding])


def warm() -> None:
    """Load the schemas and compile the rules now, instead of at the first document of this process."""
    schema.warm()
    norm.warm()
