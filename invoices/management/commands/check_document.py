"""`manage.py check_document FILE…`: judge UBL documents by schema, EN 16931 and Peppol rules, without a database.

The JSON lines are a contract with other programs; the readable form is for people. The rules are in `invoices.en16931`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from invoices.en16931.rules import Finding, Report, check, unreadable


class Command(BaseCommand):
    """Prints a line a file; exits with 1 when anything is fatal."""

    help = __doc__ or ""
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files and how to judge and print them."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line for each file")
        parser.add_argument("--no-xsd", action="store_true", help="judge fragments by the rules alone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge every file, print, and tell by the exit code whether all are valid."""
        good = True
        for name in options["files"]:
            report = _judge(Path(name), xsd=not options["no_xsd"])
            good = good and report.valid
            shown = {"file": name, **report.as_dict()}
            self.stdout.write(json.dumps(shown, ensure_ascii=False) if options["json"] else _readable(name, report))
        if not good:
            sys.exit(1)


def _judge(path: Path, *, xsd: bool) -> Report:
    try:
        data = path.read_bytes()
    except OSError as error:
        return unreadable("file", text=f"The file cannot be read: {error.strerror or error}.")
    return check(data, xsd=xsd)


def _readable(name: str, report: Report) -> str:
    verdict = "valid" if report.valid else "NOT VALID"
    what = f"{report.doctype or 'no document'}; {', '.join(report.rulesets) or 'nothing judged'}"
    return "\n".join([f"{name}: {verdict} ({what})", *(_line(finding) for finding in report.findings)])


def _line(finding: Finding) -> str:
    terms = f" [{', '.join(finding.terms)}]" if finding.terms else ""
    return f"  {finding.flag} {finding.layer} {finding.rule} {finding.location}: {finding.text}{terms}"
