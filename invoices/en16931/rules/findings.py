"""What a check says: one Finding a fault, one Report a document.

Every layer (XML, schema, EN 16931, Peppol, portal) answers in these two shapes; nothing here knows a rule.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

Layer = Literal["xml", "xsd", "en16931", "peppol", "portal"]
# Of one rule in one document; the verdict does not change with more of the same.
MOST_FINDINGS: Final = 1000

Flag = Literal["fatal", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one fault: the rule, where it is (an XPath with the usual UBL prefixes) and the BT/BG terms it is about."""

    layer: Layer
    rule: str
    flag: Flag
    location: str
    text: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Hold the verdict on one document; `rulesets` names, with version, what was really run."""

    valid: bool
    doctype: str
    rulesets: tuple[str, ...]
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data, ready for JSON."""
        return asdict(self)


def conclude(doctype: str, *, rulesets: list[str], findings: list[Finding]) -> Report:
    """Make the report: a document is valid when nothing fatal was found."""
    valid = all(finding.flag != "fatal" for finding in findings)
    return Report(valid, doctype, tuple(rulesets), tuple(findings))
