"""The EN 16931 layer: the official rules for UBL, run as the XSLT that the norm's keeper publishes.

The stylesheet is relieved of what only slows it (reports of rules that hold, walks over attributes that no rule is
about, counting siblings anew for every finding); the assertions stay untouched. Called by `checking`.
"""

import re
from collections import Counter
from typing import Final

from lxml import etree

from invoices.en16931.rules import package, saxon
from invoices.en16931.rules.findings import MOST_FINDINGS, Finding, Flag
from invoices.en16931.rules.location import locate_element, shorten, terms_at

LABEL: Final = f"EN 16931 UBL {package.NORM_VERSION}"
ENGINE_RULE: Final = "EN16931-ENGINE"

_NAME: Final = "en16931"
_XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"
_SVRL: Final = "{http://purl.oclc.org/dsdl/svrl}"
_FAILED: Final = f"{_SVRL}failed-assert"
_REPORTS: Final = ("fired-rule", "active-pattern", "ns-prefix-in-attribute-values")

# The place of a finding in the official notation, with positions counted once for the whole document, and only if any
# rule is broken: counted anew for each finding they take minutes for a large document that is wrong in every line.
_LOCATOR: Final = """
<xsl:transform xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0">
  <xsl:variable name="positions" as="map(*)">
    <xsl:map>
      <xsl:for-each-group select="//*" group-by="generate-id(..)">
        <xsl:for-each-group select="current-group()" group-by="node-name()">
          <xsl:for-each select="current-group()">
            <xsl:map-entry key="generate-id()" select="position()"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <xsl:template match="*" mode="schematron-select-full-path">
    <xsl:for-each select="ancestor-or-self::*">
      <xsl:text>/*:</xsl:text><xsl:value-of select="local-name()"/>
      <xsl:text>[namespace-uri()='</xsl:text><xsl:value-of select="namespace-uri()"/><xsl:text>'][</xsl:text>
      <xsl:value-of select="$positions(generate-id())"/><xsl:text>]</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:transform>
"""

_ID_PREFIX: Final = re.compile(r"^\[[^\]]*\]\s*-\s*")
_TERM: Final = re.compile(r"\bB[TG]-\d+(?:-\d+)?\b")


def judge(root: "etree._Element") -> list[Finding]:
    """Return what the official EN 16931 rules have against the document, of each rule a thousand findings at most.

    An engine that gives up is a fatal finding.
    """
    try:
        svrl = saxon.transform(etree.tostring(root, encoding="unicode"), stylesheet=_NAME, source=trimmed_stylesheet)
    except saxon.EngineError as error:
        text = f"The EN 16931 rules cannot judge this document: {error}"
        return [Finding("en16931", ENGINE_RULE, "fatal", locate_element(root), text)]
    if "failed-assert" not in svrl:
        return []
    answer = etree.fromstring(svrl, etree.XMLParser(huge_tree=True, resolve_entities=False))
    counts: Counter[str] = Counter()
    findings = []
    for failed in answer.iter(_FAILED):
        rule = failed.get("id") or ""
        counts[rule] += 1
        if counts[rule] <= MOST_FINDINGS:
            findings.append(_finding(failed, rule=rule))
    return findings


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
    for template in list(sheet.iter(f"{_XSL}template")):
        if template.get("mode") == "schematron-select-full-path":
            sheet.remove(template)
    sheet.extend(etree.fromstring(_LOCATOR))
    for output in sheet.iter(f"{_XSL}output"):
        output.set("indent", "no")
        if "standalone" in output.attrib:
            del output.attrib["standalone"]
        output.set("omit-xml-declaration", "yes")
    return etree.tostring(sheet, encoding="unicode")


def _finding(failed: "etree._Element", *, rule: str) -> Finding:
    text = " ".join("".join(map(str, failed.itertext())).split())
    flag: Flag = "warning" if failed.get("flag") == "warning" else "fatal"
    location = shorten(failed.get("location") or "")
    terms = tuple(dict.fromkeys(_TERM.findall(text))) or terms_at(location)
    return Finding("en16931", rule, flag, location, _ID_PREFIX.sub("", text), terms)
