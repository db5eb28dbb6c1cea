"""Random calculated invoices before the official rules: not one finding about arithmetic."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from invoices.en16931.document import Document
from invoices.en16931.rules import check
from invoices.en16931.ubl.write import write
from tests.factories import documents as factory
from tests.invoices.en16931.test_totals import calculated

ARITHMETIC = re.compile(r"BR-CO-1\d|BR-DEC-\d+|BR-[A-Z]+-0[589]|PEPPOL-EN16931-R(04\d|05[1-5]|120|121)")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(calculated())
def test_random_invoices_raise_no_finding_about_arithmetic(document: Document) -> None:
    report = check(write(document))
    assert not [finding for finding in report.findings if finding.layer in ("xml", "xsd")]
    assert not [finding for finding in report.findings if ARITHMETIC.fullmatch(finding.rule)]


@pytest.mark.parametrize("name", factory.ALL)
def test_own_samples_have_no_finding_at_all(name: str) -> None:
    assert check(write(factory.ALL[name]())).findings == ()
