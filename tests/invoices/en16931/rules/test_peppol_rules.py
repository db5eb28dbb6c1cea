"""Every Peppol rule with own examples: one document that breaks it and one that meets it."""

import pytest

from invoices.en16931.rules import check, peppol
from invoices.en16931.terms import TERMS_BY_ID
from tests.invoices.en16931.rules import cases_countries, cases_document, cases_identifiers
from tests.invoices.en16931.rules.cases import Case, ids
from tests.invoices.en16931.rules.countries import SAMPLES
from tests.invoices.en16931.rules.samples import CREDIT

CASES = [*cases_document.CASES, *cases_identifiers.CASES, *cases_countries.CASES]
FLAGS = {rule.id: rule.flag for rule in peppol.rulebook(peppol.BILLING).rules()}
# Rules that forbid an element of a kind: a sound document has none, so they are not asked about it.
FORBIDDING = {"PEPPOL-EN16931-R008", "PEPPOL-EN16931-R041", "PEPPOL-EN16931-R042", "SE-R-011", "SE-R-012"}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_a_document_that_breaks_the_rule_is_told_so(case: Case) -> None:
    found = {finding.rule: finding.flag for finding in case.findings(case.broken)}
    assert found.get(case.rule) == FLAGS[case.rule]


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_a_document_that_meets_the_rule_is_left_alone(case: Case) -> None:
    assert case.rule not in {finding.rule for finding in case.findings(case.sound)}
    assert case.asked(case.sound) or case.rule in FORBIDDING


def test_every_rule_has_its_examples() -> None:
    assert {case.rule for case in CASES} == set(FLAGS)


@pytest.mark.parametrize("text", [*SAMPLES.values(), CREDIT], ids=[*SAMPLES, "credit note"])
def test_the_samples_themselves_are_valid_by_every_rule(text: str) -> None:
    report = check(text.encode())
    assert (report.valid, report.findings) == (True, ())


def test_no_id_is_used_twice_and_every_rule_says_what_it_wants() -> None:
    rules = list(peppol.rulebook(peppol.BILLING).rules())
    assert len({rule.id for rule in rules}) == len(rules) == 165
    assert all(rule.text.endswith(".") and rule.flag in ("fatal", "warning") for rule in rules)
    known = set(TERMS_BY_ID)
    assert {term for rule in rules for term in rule.terms} <= known
    assert [rule.id for rule in rules if not rule.terms] == ["PEPPOL-EN16931-R008"]
