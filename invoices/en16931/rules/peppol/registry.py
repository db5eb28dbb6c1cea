"""The shape of the Peppol rules: patterns hold contexts, contexts hold rules; and the one walk that applies them.

Inside a pattern only the first context that fits an element is applied to it, as ISO Schematron says; a context that
cannot be judged does not fit, a rule that cannot be judged is a fatal finding. The rules stand in the modules beside.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import localcontext
from functools import cache
from typing import Final

from invoices.en16931.rules.findings import MOST_FINDINGS, Finding, Flag
from invoices.en16931.rules.location import Places, narrow
from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.xpath import EXACT, Element, Undecidable

Test = Callable[[Element, Facts], bool]
Parents = tuple[tuple[str, ...], ...]

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
    """Hold which elements a set of rules is about: tags, each set under its own parents, and a condition."""

    places: list[tuple[tuple[str, ...], Parents]]
    when: Test | None
    rules: list[Rule] = field(default_factory=list)

    def also(self, *tags: str, under: Parents) -> "Context":
        """Let the context be about other elements as well; return the context."""
        self.places.append((tags, under))
        return self

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
        """Tell whether the element belongs to this context."""
        stands = any(
            (node.tag in tags or ANY_ELEMENT in tags) and _stands_under(node, under) for tags, under in self.places
        )
        return stands and self.is_met(node, facts)

    def is_met(self, node: Element, facts: Facts) -> bool:
        """Tell whether the condition holds of the element; what cannot be judged does not."""
        try:
            return self.when is None or self.when(node, facts)
        except _UNANSWERED:
            return False


@dataclass(slots=True)
class Pattern:
    """Hold the contexts of one official pattern in their order, and whether it can apply to a document at all."""

    name: str
    applies: Callable[[Facts], bool] = lambda facts: True
    contexts: list[Context] = field(default_factory=list)

    def context(self, *tags: str, under: Parents = (), when: Test | None = None) -> Context:
        """Add the next context; `under` lists the allowed tags of parent, grandparent and so on."""
        context = Context([(tags, under)], when)
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


# For an element in a parent: of each pattern the contexts to try in order, with what is left to ask of its ancestors.
Branches = tuple[tuple[tuple[Context, Parents], ...], ...]


class Rulebook:
    """Hold all patterns of a layer and apply them to a document in one walk."""

    def __init__(self, *patterns: Pattern) -> None:
        self.patterns: Final = patterns
        self._table = cache(self._build)

    def rules(self) -> Iterator[Rule]:
        """Yield every rule of every pattern."""
        return (rule for pattern in self.patterns for rule in pattern.rules())

    def judge(self, root: Element, *, facts: Facts) -> list[Finding]:
        """Return the findings in document order, of each rule a thousand at most."""
        table = self._table(tuple(number for number, pattern in enumerate(self.patterns) if pattern.is_active(facts)))
        notes = _Notes(facts)
        with localcontext(EXACT):
            for node, tag, parent in _walk(root):
                for contexts in table.look_up(tag, parent):
                    for context, ancestors in contexts:
                        if ancestors and not _stands_under(node, ancestors, skip=1):
                            continue
                        if context.when is None or context.is_met(node, facts):
                            notes.ask(context, node)
                            break
        return notes.findings

    def _build(self, active: tuple[int, ...]) -> "_Table":
        return _Table([self.patterns[number] for number in active])


class _Table:
    """Know the branches for an element by its tag and its parent's; unknown tags share one entry, so it stays small."""

    def __init__(self, patterns: list[Pattern]) -> None:
        places = [place for pattern in patterns for context in pattern.contexts for place in context.places]
        self._patterns = patterns
        self._tags = {tag for tags, _ in places for tag in tags}
        self._parents = {tag for _, under in places for tag in (under[0] if under else ())}
        self._known: dict[tuple[str, str], Branches] = {}

    def look_up(self, tag: str, parent: str) -> Branches:
        known = (tag if tag in self._tags else "", parent if parent in self._parents else "")
        branches = self._known.get(known)
        if branches is None:
            branches = self._known[known] = self._find(*known)
        return branches

    def _find(self, tag: str, parent: str) -> Branches:
        found = (
            tuple(
                (context, under[1:])
                for context in pattern.contexts
                for tags, under in context.places
                if (tag in tags or ANY_ELEMENT in tags) and (not under or parent in under[0])
            )
            for pattern in self._patterns
        )
        return tuple(branch for branch in found if branch)


class _Notes:
    """Gather the findings of one document."""

    def __init__(self, facts: Facts) -> None:
        self.findings: list[Finding] = []
        self._facts = facts
        self._counts: Counter[str] = Counter()
        self._places = Places()

    def ask(self, context: Context, node: Element) -> None:
        for rule in context.rules:
            try:
                if not rule.holds(node, self._facts):
                    self._add(rule.id, rule=rule, node=node, flag=rule.flag, text=rule.text)
            except _UNANSWERED as error:
                text = f"Rule {rule.id} cannot be judged here: {error}."
                self._add(UNDECIDED, rule=rule, node=node, flag="fatal", text=text)

    def _add(self, id_: str, *, rule: Rule, node: Element, flag: Flag, text: str) -> None:
        self._counts[id_] += 1
        if self._counts[id_] <= MOST_FINDINGS:
            location = self._places.locate(node)
            self.findings.append(Finding("peppol", id_, flag, location, text, narrow(rule.terms, location=location)))


def _walk(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield every element in document order with its tag and its parent's; without recursion, whatever the depth."""
    yield root, str(root.tag), ""
    opened = [(root.iterchildren("*"), str(root.tag))]
    while opened:
        children, parent = opened[-1]
        node = next(children, None)
        if node is None:
            opened.pop()
            continue
        tag = str(node.tag)
        yield node, tag, parent
        if len(node):
            opened.append((node.iterchildren("*"), tag))


def _stands_under(node: Element, ancestors: Parents, *, skip: int = 0) -> bool:
    above = node.getparent()
    for _ in range(skip):
        above = None if above is None else above.getparent()
    for allowed in ancestors:
        if above is None or above.tag not in allowed:
            return False
        above = above.getparent()
    return True
