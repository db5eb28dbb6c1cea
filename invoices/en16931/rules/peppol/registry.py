"""The shape of the Peppol rules: patterns hold contexts, contexts hold rules; and the one walk that applies them.

Inside a pattern only the first context that fits an element is applied to it, as ISO Schematron says; a context that
cannot be judged does not fit, a rule that cannot be judged is a fatal finding. The rules stand in the modules beside.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import localcontext
from functools import cache
from typing import Final

from invoices.en16931.rules.findings import Finding, Flag
from invoices.en16931.rules.location import locate_element, narrow
from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.xpath import EXACT, Element, Undecidable

Test = Callable[[Element, Facts], bool]

UNDECIDED: Final = "PEPPOL-ENGINE"
ANY_ELEMENT: Final = "*"

# What a rule may raise on values that no schema has seen: a cast, decimal arithmetic, a number too long for int.
_UNANSWERED: Final = (Undecidable, ArithmeticError, ValueError)


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one official rule: it holds when `holds` is true of the context element."""

    id: str
    flag: Flag
    text: str
    terms: tuple[str, ...]
    holds: Test


@dataclass(slots=True)
class Context:
    """Hold which elements a set of rules is about: the tag, the parents it stands under, and a condition."""

    tags: tuple[str, ...]
    under: tuple[tuple[str, ...], ...]
    when: Test | None
    rules: list[Rule] = field(default_factory=list)

    def rule(self, id_: str, text: str, *terms: str, flag: Flag = "fatal") -> Callable[[Test], Test]:
        """Register the decorated test as the rule with this official id."""

        def register(holds: Test) -> Test:
            self.rules.append(Rule(id_, flag, text, terms, holds))
            return holds

        return register

    def forbid(self, id_: str, text: str, *terms: str, flag: Flag = "fatal") -> None:
        """Register a rule that every element of this context breaks."""
        self.rules.append(Rule(id_, flag, text, terms, lambda node, facts: False))

    def fits(self, node: Element, facts: Facts) -> bool:
        """Tell whether the element (whose tag already fits) belongs to this context."""
        parent = node.getparent()
        for allowed in self.under:
            if parent is None or parent.tag not in allowed:
                return False
            parent = parent.getparent()
        if self.when is None:
            return True
        try:
            return self.when(node, facts)
        except _UNANSWERED:
            return False


@dataclass(slots=True)
class Pattern:
    """Hold the contexts of one official pattern in their order, and whether it can apply to a document at all."""

    name: str
    applies: Callable[[Facts], bool] = lambda facts: True
    contexts: list[Context] = field(default_factory=list)

    def context(self, *tags: str, under: tuple[tuple[str, ...], ...] = (), when: Test | None = None) -> Context:
        """Add the next context; `under` lists the allowed tags of parent, grandparent and so on."""
        context = Context(tags, under, when)
        self.contexts.append(context)
        return context

    def rules(self) -> Iterator[Rule]:
        """Yield the rules of the pattern."""
        return (rule for context in self.contexts for rule in context.rules)

    def is_active(self, facts: Facts) -> bool:
        """Tell whether the pattern can apply to the document; what cannot be judged does not."""
        try:
            return self.applies(facts)
        except _UNANSWERED:
            return False


# For one tag: each pattern that knows it, with the contexts to try in order.
Branches = tuple[tuple[Context, ...], ...]


class Rulebook:
    """Hold all patterns of a layer and apply them to a document in one walk."""

    def __init__(self, *patterns: Pattern) -> None:
        self.patterns: Final = patterns
        self._table = cache(self._build)

    def rules(self) -> Iterator[Rule]:
        """Yield every rule of every pattern."""
        return (rule for pattern in self.patterns for rule in pattern.rules())

    def judge(self, root: Element, *, facts: Facts) -> Iterator[Finding]:
        """Yield the findings in document order."""
        active = tuple(number for number, pattern in enumerate(self.patterns) if pattern.is_active(facts))
        table, everywhere = self._table(active)
        with localcontext(EXACT):
            for node in root.iter("*"):
                for contexts in table.get(str(node.tag), everywhere):
                    for context in contexts:
                        if context.fits(node, facts):
                            yield from _broken(context, node=node, facts=facts)
                            break

    def _build(self, active: tuple[int, ...]) -> tuple[dict[str, Branches], Branches]:
        chosen = [self.patterns[number] for number in active]
        tags = {tag for pattern in chosen for context in pattern.contexts for tag in context.tags}
        return {tag: _branches(chosen, tag=tag) for tag in tags}, _branches(chosen, tag=ANY_ELEMENT)


def _branches(patterns: list[Pattern], *, tag: str) -> Branches:
    branches = (
        tuple(context for context in pattern.contexts if tag in context.tags or ANY_ELEMENT in context.tags)
        for pattern in patterns
    )
    return tuple(branch for branch in branches if branch)


def _broken(context: Context, *, node: Element, facts: Facts) -> Iterator[Finding]:
    for rule in context.rules:
        try:
            if not rule.holds(node, facts):
                yield _finding(rule.id, rule=rule, node=node, flag=rule.flag, text=rule.text)
        except _UNANSWERED as error:
            text = f"Rule {rule.id} cannot be judged here: {error}."
            yield _finding(UNDECIDED, rule=rule, node=node, flag="fatal", text=text)


def _finding(id_: str, *, rule: Rule, node: Element, flag: Flag, text: str) -> Finding:
    location = locate_element(node)
    return Finding("peppol", id_, flag, location, text, narrow(rule.terms, location=location))
