"""A row of the rule tables: one edit that breaks the rule and one that does not, with how to judge both.

A sound variant must really meet the rule: it counts only when the rule was asked about some element.
"""

from dataclasses import dataclass

from lxml import etree

from invoices.en16931.rules import Finding, peppol
from invoices.en16931.rules.peppol.facts import Facts
from tests.invoices.en16931.rules.samples import SWEDISH, Edit, edited


@dataclass(frozen=True)
class Case:
    """Break a rule by `broken` and keep it by `sound` (by default the sample as it is)."""

    rule: str
    broken: Edit
    sound: Edit | None = None
    sample: str = SWEDISH

    def findings(self, edit: Edit | None) -> list[Finding]:
        """Return what Peppol's rules find in the variant."""
        _, found = peppol.judge(etree.fromstring(self._variant(edit)))
        return found

    def asked(self, edit: Edit | None) -> bool:
        """Tell whether the rule was asked about an element of the variant, or forbids what the variant lacks."""
        root = etree.fromstring(self._variant(edit))
        ruleset = peppol.ruleset_of(root)
        facts = Facts(root, ruleset=ruleset)
        for pattern in peppol.rulebook(ruleset).patterns:
            contexts = [context for context in pattern.contexts if any(r.id == self.rule for r in context.rules)]
            for context in contexts:
                if any(context.fits(node, facts) for node in root.iter("*")):
                    return True
        return False

    def _variant(self, edit: Edit | None) -> str:
        return edited(self.sample, edit) if edit else self.sample


def ids(cases: list[Case]) -> list[str]:
    """Name the rows of a table, a number after the second of a rule."""
    seen: dict[str, int] = {}
    named = []
    for case in cases:
        seen[case.rule] = seen.get(case.rule, 0) + 1
        named.append(case.rule if seen[case.rule] == 1 else f"{case.rule}.{seen[case.rule]}")
    return named
