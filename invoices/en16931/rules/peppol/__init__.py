"""The Peppol layer as native rules: every rule of BIS Billing 3.0.21 and Self-Billing 3.0.2 under its official id.

One module a family; `rulebook` puts them together, `judge` applies those that a document falls under.
"""

from invoices.en16931.rules.findings import Finding
from invoices.en16931.rules.peppol.codes import CODES
from invoices.en16931.rules.peppol.denmark import DENMARK
from invoices.en16931.rules.peppol.facts import BILLING, SELF_BILLING, Facts, Ruleset, ruleset_of
from invoices.en16931.rules.peppol.germany import GERMANY
from invoices.en16931.rules.peppol.greece import GREECE, GREEK_TRADE
from invoices.en16931.rules.peppol.iceland import ICELAND
from invoices.en16931.rules.peppol.identifiers import IDENTIFIERS
from invoices.en16931.rules.peppol.italy import ITALY
from invoices.en16931.rules.peppol.netherlands import NETHERLANDS
from invoices.en16931.rules.peppol.norway import NORWAY
from invoices.en16931.rules.peppol.registry import Rule, Rulebook
from invoices.en16931.rules.peppol.sweden import SWEDEN
from invoices.en16931.rules.peppol.transaction import EMPTY, PROJECT, TRANSACTION
from invoices.en16931.rules.peppol.xpath import Element

__all__ = ["BILLING", "SELF_BILLING", "Rule", "Ruleset", "judge", "rulebook", "ruleset_of"]

_EVERYWHERE = (EMPTY, PROJECT, TRANSACTION, IDENTIFIERS, CODES)
_NATIONAL = (NORWAY, DENMARK, ITALY, SWEDEN, GREECE, GREEK_TRADE, ICELAND, NETHERLANDS, GERMANY)

_BOOKS = {BILLING: Rulebook(*_EVERYWHERE, *_NATIONAL), SELF_BILLING: Rulebook(*_EVERYWHERE)}


def rulebook(ruleset: Ruleset) -> Rulebook:
    """Return the rules of a rule set."""
    return _BOOKS[ruleset]


def judge(root: Element) -> tuple[Ruleset, list[Finding]]:
    """Apply the rules that the document asks for; return which they were and what they found."""
    ruleset = ruleset_of(root)
    return ruleset, _BOOKS[ruleset].judge(root, facts=Facts(root, ruleset=ruleset))
