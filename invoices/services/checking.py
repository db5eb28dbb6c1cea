"""Judges a composed draft by the official rules and puts every finding at the editor's field, in the reader's language.

Used by the preview and by issuing alike: what shows no blocker here can be issued. Nothing is written.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext

from invoices.en16931 import rules
from invoices.en16931.rules import Finding, Report, texts
from invoices.en16931.ubl.write import write
from invoices.models import Draft
from invoices.services.composing import Composition
from invoices.services.credit_limits import list_problems
from invoices.services.drafting import compose_draft
from portal.kit.problems import Problem, Severity

_ROW: Final = re.compile(r"(lines|allowances)\.(\d+)\.(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A composition with the bytes it would be issued as, the rules' report, and all problems in one list."""

    composition: Composition
    xml: bytes
    report: Report
    problems: tuple[Problem, ...]

    @property
    def blockers(self) -> tuple[Problem, ...]:
        """Return the problems that keep the draft from being issued."""
        return tuple(problem for problem in self.problems if problem.is_blocker)

    @property
    def can_be_issued(self) -> bool:
        """Say whether nothing fatal was found, by the portal or by any official rule."""
        return self.report.valid and not self.blockers


def check_draft(draft: Draft, *, number: str | None = None, with_files: bool = True) -> Checked:
    """Compose a draft and judge it, with what is left to credit where it is a credit note. Locks and writes nothing."""
    composition = compose_draft(draft, number=number, with_files=with_files)
    if draft.credits_id is not None:
        limits = list_problems(draft.credits_id, document=composition.document)
        composition = replace(composition, problems=(*composition.problems, *limits))
    return check(composition)


def check(composition: Composition) -> Checked:
    """Write the composed document and judge it by schema, EN 16931, Peppol and the portal's own rules."""
    xml = write(composition.document)
    report = rules.check(xml, portal=True)
    found = _as_problems(report.findings, composition=composition)
    problems = _without_echoes([*composition.problems, *found], own=composition.problems)
    return Checked(composition=composition, xml=xml, report=report, problems=tuple(problems))


def _as_problems(findings: Sequence[Finding], *, composition: Composition) -> list[Problem]:
    """Translate findings; behind a blocker of our own the schema only repeats what is missing."""
    if composition.has_blockers:
        findings = [finding for finding in findings if finding.layer not in ("xml", "xsd")]
    return [_as_problem(finding, composition=composition) for finding in findings]


def _as_problem(finding: Finding, *, composition: Composition) -> Problem:
    advice = texts.explain(finding)
    return Problem(
        text=gettext(advice.sentence),
        severity=Severity.BLOCKER if finding.flag == "fatal" else Severity.WARNING,
        field=_field(advice.field, composition=composition),
        rule=finding.rule,
    )


def _field(place: str, *, composition: Composition) -> str:
    """Return the name of the editor's input: rows of the document are numbered, rows of the editor have uids."""
    match = _ROW.fullmatch(place)
    if match is None:
        return place.partition(".")[0] if place.startswith(("lines.", "allowances.", "attachments.")) else place
    kind, position, key = match[1], int(match[2]), match[3]
    rows = composition.rows
    uids = rows.line_uids if kind == "lines" else (*rows.allowance_uids, *rows.charge_uids)
    if position >= len(uids):
        return kind
    return f"{kind.removesuffix('s')}-{uids[position]}-{key}"


def _without_echoes(problems: Iterable[Problem], *, own: Sequence[Problem]) -> list[Problem]:
    """Drop repeated sentences, and findings at a field where the portal itself already says what is wrong."""
    spoken_for = {problem.field for problem in own if problem.is_blocker and problem.field}
    kept: dict[tuple[str, str], Problem] = {}
    for n, problem in enumerate(problems):
        if n >= len(own) and problem.field in spoken_for:
            continue
        kept.setdefault((problem.field, problem.text), problem)
    return list(kept.values())
