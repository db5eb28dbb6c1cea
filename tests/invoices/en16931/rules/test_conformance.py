"""Our answers against the corpus and the judge beside the project: cases, whole documents, and seeded mutants."""

import csv
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from lxml import etree

from invoices.en16931.rules import Report, check
from tests.invoices.en16931.rules.mutants import mutant
from tests.invoices.en16931.rules.outside import CORPUS, LAYERS, Judge, needed

pytestmark = [pytest.mark.outside, needed]

# How many mutants to try and where to start; a long run sets the first to some ten thousand.
MUTANTS = int(os.environ.get("RULES_MUTANTS", "150"))
PARTS = 4
FIRST_SEED = int(os.environ.get("RULES_SEED", "1"))


def _layer(configuration: str) -> str:
    return "en16931" if configuration.startswith("tc434") else "peppol"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_row_of_the_unit_cases_agrees(part: int) -> None:
    expected = defaultdict(list)
    with (CORPUS / "CASES.tsv").open(newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            if "t111" not in row["configuration"]:
                expected[row["source"], row["file"]].append(row)
    assert sum(map(len, expected.values())) == 1685
    disagreeing = []
    for (source, file), rows in list(expected.items())[part::PARTS]:
        findings = check((CORPUS / "cases" / source / file).read_bytes(), xsd=False).findings
        for row in rows:
            fired = (_layer(row["configuration"]), row["rule"]) in {(f.layer, f.rule) for f in findings}
            if fired != (row["expected"] != "success"):
                disagreeing.append(f"{file}: {row['rule']} should be {row['expected']}")
    assert disagreeing == []


def _golden() -> Iterator[dict]:
    with (CORPUS / "GOLDEN-3.0.21.jsonl").open(encoding="utf-8") as lines:
        return iter([row for row in map(json.loads, lines) if row["doctype"] in ("Invoice", "CreditNote")])


def test_every_whole_document_has_the_official_findings() -> None:
    disagreeing = {}
    rows = list(_golden())
    for row in rows:
        report = check((CORPUS / "documents" / row["file"]).read_bytes(), xsd=not row["xsd_errors"])
        expected = {(LAYERS[layer], rule, flag) for layer, rule, flag in row["findings"]}
        if difference := expected ^ {(f.layer, f.rule, f.flag) for f in report.findings}:
            disagreeing[row["file"]] = difference
    assert disagreeing == {}
    assert len(rows) == 100


def test_documents_that_the_schema_refuses_are_refused() -> None:
    refused = [row["file"] for row in _golden() if row["xsd_errors"]]
    assert len(refused) == 2
    for file in refused:
        report = check((CORPUS / "documents" / file).read_bytes())
        assert {finding.layer for finding in report.findings} == {"xsd"}


def test_mutants_get_the_official_verdict_and_findings() -> None:
    whole = [CORPUS / "documents" / row["file"] for row in _golden() if not row["xsd_errors"]]
    units = sorted((CORPUS / "cases" / "peppol-unit-ubl").glob("*.xml"))
    sources = [(path, path.read_bytes()) for path in [*whole, *whole, *units[::3]]]
    sources = [(path, data) for path, data in sources if _is_billing(data)]
    disagreeing = []
    with Judge() as judge:
        for seed in range(FIRST_SEED, FIRST_SEED + MUTANTS):
            path, data = sources[seed * 7919 % len(sources)]
            changed = mutant(data, seed=seed)
            difference = _difference(check(changed), official=judge.ask(changed))
            if difference:
                disagreeing.append(f"seed {seed} of {path.name}: {difference}")
    assert disagreeing == []


def _is_billing(data: bytes) -> bool:
    return etree.QName(etree.fromstring(data)).localname in ("Invoice", "CreditNote")


def _difference(report: Report, *, official: dict) -> str:
    if "error" in official:
        return "the official engine gave up and we found it valid" if report.valid else ""
    if official["xsd"]:
        return "" if {finding.layer for finding in report.findings} == {"xsd"} else "the schema disagrees"
    theirs = Counter((LAYERS[f["layer"]], f["rule"], f["flag"]) for f in official["findings"])
    ours = Counter((finding.layer, finding.rule, finding.flag) for finding in report.findings)
    valid = all(flag != "fatal" for _, _, flag in theirs)
    if report.valid is valid and ours == theirs:
        return ""
    return f"verdict {report.valid} for {valid}, only ours {dict(ours - theirs)}, only theirs {dict(theirs - ours)}"
