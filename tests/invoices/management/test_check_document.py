"""The command line that other programs rely on: its JSON, its exit code, and that it needs no stores."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.invoices.en16931.rules.samples import CREDIT, SWEDISH, drop, edited, put

BASE = Path(__file__).resolve().parents[3]
FINDING_KEYS = ["layer", "rule", "flag", "location", "text", "terms"]


def _file(folder: Path, text: str, name: str = "invoice.xml") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def _judge(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    out, code = io.StringIO(), 0
    try:
        call_command("check_document", *arguments, "--json", stdout=out)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_valid_file_is_one_json_line_and_exit_code_0(tmp_path: Path) -> None:
    name = _file(tmp_path, SWEDISH)
    rulesets = ["UBL 2.1 XSD", "EN 16931 UBL 1.3.16", "Peppol BIS Billing 3.0.21"]
    expected = {"file": name, "valid": True, "doctype": "Invoice", "rulesets": rulesets, "findings": []}
    code, lines = _judge(name)
    assert (code, lines) == (0, [expected])
    assert list(lines[0]) == list(expected)


def test_a_fatal_finding_gives_exit_code_1_and_every_key(tmp_path: Path) -> None:
    code, lines = _judge(_file(tmp_path, edited(SWEDISH, drop("cbc:BuyerReference"), drop("cac:OrderReference"))))
    assert code == 1
    assert lines[0]["valid"] is False
    finding = lines[0]["findings"][0]
    assert list(finding) == FINDING_KEYS
    assert (finding["layer"], finding["rule"], finding["flag"]) == ("peppol", "PEPPOL-EN16931-R003", "fatal")
    assert finding["location"] == "/ubl:Invoice"
    assert finding["terms"] == ["BT-10", "BT-13"]


def test_a_warning_gives_exit_code_0(tmp_path: Path) -> None:
    code, lines = _judge(_file(tmp_path, edited(SWEDISH, put("cac:PaymentMeans/cbc:PaymentMeansCode", "31"))))
    assert (code, lines[0]["valid"], lines[0]["findings"][0]["flag"]) == (0, True, "warning")


def test_every_file_is_judged_also_after_one_that_cannot_be_read(tmp_path: Path) -> None:
    names = [str(tmp_path / "missing.xml"), str(tmp_path), _file(tmp_path, "<x>", "bad.xml"), _file(tmp_path, CREDIT)]
    code, lines = _judge(*names)
    assert code == 1
    assert [line["file"] for line in lines] == names
    assert [[finding["layer"] for finding in line["findings"]] for line in lines] == [["xml"], ["xml"], ["xml"], []]
    assert [line["valid"] for line in lines] == [False, False, False, True]


def test_no_xsd_judges_a_fragment_by_the_rules_alone(tmp_path: Path) -> None:
    fragment = _file(tmp_path, '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>')
    assert {finding["layer"] for finding in _judge(fragment)[1][0]["findings"]} == {"xsd"}
    code, lines = _judge(fragment, "--no-xsd")
    assert code == 1
    assert {finding["layer"] for finding in lines[0]["findings"]} == {"en16931", "peppol"}
    assert "BR-02" in {finding["rule"] for finding in lines[0]["findings"]}


def test_people_read_a_verdict_and_a_line_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = _file(tmp_path, SWEDISH)
    bad = _file(tmp_path, edited(SWEDISH, put("cbc:ProfileID", "urn:other")), "bad.xml")
    with pytest.raises(SystemExit):
        call_command("check_document", good, bad)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{good}: valid (Invoice; ")
    assert lines[1].startswith(f"{bad}: NOT VALID (Invoice; ")
    assert lines[2].startswith("  fatal peppol PEPPOL-EN16931-R007 /ubl:Invoice: ")
    assert lines[2].endswith(" [BT-23]")


def test_the_command_works_with_neither_database_nor_redis(tmp_path: Path) -> None:
    nowhere = {"DATABASE_URL": "postgres://x:x@127.0.0.1:9/x", "REDIS_URL": "redis://127.0.0.1:9/0"}
    environment = os.environ | nowhere | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    result = subprocess.run(
        [sys.executable, "manage.py", "check_document", _file(tmp_path, SWEDISH), "/no/such/file", "--json"],
        cwd=BASE,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == ""
    assert [json.loads(line)["valid"] for line in result.stdout.splitlines()] == [True, False]
