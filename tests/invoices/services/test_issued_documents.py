"""Whatever a seller of any country issues passes schema, EN 16931 and Peppol, by our own rules and by the official ones."""

import json
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from companies.models import BankAccount
from companies.tenancy import company_scope
from invoices.en16931.ubl.read import read
from invoices.services.checking import check
from invoices.services.composing import compose
from invoices.services.crediting import credit
from invoices.services.drafting import attach_file
from invoices.services.issuing import issue
from tests.factories.companies import (
    BANK_ACCOUNTS,
    allowance,
    company,
    customer,
    draft,
    draft_content,
    legal_id,
    line,
    member,
    vat_id,
)

ACCOUNTS = {str(account[0]): (country, account[1]) for country in BANK_ACCOUNTS for account in BANK_ACCOUNTS[country]}
ACCOUNTS["plusgiro"] = ("SE", "12345674")
ORACLE = Path(__file__).resolve().parents[4] / "shared" / "conformance" / "oracle.py"
STANDARD = {"SE": "S:25", "NO": "S:25", "DK": "S:25", "FI": "S:25.5", "IS": "S:24"}
REDUCED = {"SE": "S:6", "NO": "S:15", "DK": "S:25", "FI": "S:13.5", "IS": "S:11"}


def shapes(country: str) -> dict[str, dict]:
    """Return the drafts that every country's sellers issue here."""
    full, low = STANDARD[country], REDUCED[country]
    rows = [
        line(
            name="Rådgivning & stöd <2>",
            description="Två\nrader",
            quantity="7,5",
            price="1 095",
            discount="12,5",
            vat=full,
        ),
        line(name="Böcker", item_id="B-1", quantity="3", price="99", unit="C62", vat=low),
    ]
    return {
        "plain": {"lines": [line(vat=full)]},
        "three thirds": {"lines": [line(quantity="3", price="99", vat=full)]},
        "full": {
            "lines": rows,
            "allowances": [
                allowance("", percent="5", vat=full),
                allowance("75", kind="charge", reason="Freight", vat=low),
                allowance("30", reason="", vat=""),
            ],
            "order_reference": "PO 1",
            "sales_order_reference": "SO 1",
            "contract_reference": "C 1",
            "project_reference": "P 1",
            "buyer_accounting_reference": "4010",
            "delivery_date": "2026-11-20",
            "period_start": "1.10.2026",
            "period_end": "31.10.2026",
            "note": "Tack för köpet!",
            "prepaid": "100",
            "seller_contact": "Åsa Öst",
        },
        "reverse charge": {"lines": [line(vat="AE:0"), line(quantity="2", price="15", vat="AE:0")]},
        "export": {"lines": [line(vat="G:0")]},
        "exempt": {"lines": [line(vat="E:0"), line(vat=full)]},
        "zero": {"lines": [line(vat="Z:0")]},
        "outside": {"lines": [line(vat="O:")]},
        "foreign": {"lines": [line(vat=full)], "currency": "USD", "exchange_rate": "9,87654321"},
    }


def issue_shapes(country: str) -> dict[str, bytes]:
    """Issue every shape and its credit note, and return their XML by name."""
    ours = company(country=country, rounds_cash=True, late_interest="8 %")
    to, clerk = customer(ours), member(ours)
    written: dict[str, bytes] = {}
    with company_scope(ours.pk):
        for name, fields in shapes(country).items():
            one = draft(ours, to, **fields)
            if name == "full":
                attach_file(one, filename="a.pdf", data=b"%PDF-1.7\n%%EOF", by=clerk, description="Hours")
            invoice = issue(one, by=clerk)
            note = issue(credit(invoice, by=clerk), by=clerk)
            assert note.gross_amount == invoice.gross_amount
            for document in (invoice, note):
                xml = bytes(document.sealed.xml)
                written[f"{country}-{name}-{document.type_code}".replace(" ", "-")] = xml
                assert read(xml).totals.amount_due == document.amount_due
    return written


def issue_to_germany() -> bytes:
    """Issue an intra-community supply and return its XML."""
    ours = company()
    to, clerk = customer(ours, country="DE"), member(ours)
    with company_scope(ours.pk):
        fields = {"lines": [line(vat="K:0")], "currency": "EUR", "delivery_date": "2026-11-20"}
        return bytes(issue(draft(ours, to, **fields), by=clerk).sealed.xml)


def issue_paid_to(kind: str) -> bytes:
    """Issue an invoice of a company that has one account of the kind, and return its XML."""
    country, number = ACCOUNTS[kind]
    ours = company(country=country, bank_accounts=False)
    to, clerk = customer(ours), member(ours)
    with company_scope(ours.pk):
        BankAccount.objects.create(kind=kind, number=number)
        return bytes(issue(draft(ours, to, lines=[line(vat=STANDARD[country])]), by=clerk).sealed.xml)


@pytest.mark.django_db
@pytest.mark.parametrize("country", list(STANDARD))
def test_every_shape_of_every_country_is_issued_and_credited(country) -> None:
    assert len(issue_shapes(country)) == 18


@pytest.mark.django_db
def test_trade_within_the_union_names_day_and_country() -> None:
    document = read(issue_to_germany())
    assert (document.delivery.address.country, document.buyer.electronic_address.scheme) == ("DE", "0088")
    assert document.vat_breakdown[0].exemption_reason_code == "VATEX-EU-IC"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(ACCOUNTS))
def test_every_kind_of_account_alone_is_valid(kind) -> None:
    assert read(issue_paid_to(kind)).payment_means


def _amount(dice: random.Random, *, decimals: int) -> str:
    whole = dice.choice([0, 1, 9, 99, 333, 1_234, 98_765])
    return f"{whole},{dice.randrange(10**decimals):0{decimals}d}" if decimals else str(whole + 1)


def _random_content(dice: random.Random, country: str, to) -> dict:
    vats = [STANDARD[country], REDUCED[country], "Z:0", "E:0"]
    decimals = dice.choice([0, 1, 2, 4])
    rows = [
        line(
            quantity=str(dice.randint(1, 400)),
            price=_amount(dice, decimals=decimals),
            discount=dice.choice(["", "", "3", "12,5", "33,33"]),
            base_quantity=dice.choice(["", "", "", "3", "100"]),
            vat=dice.choice(vats),
        )
        for _ in range(dice.randint(1, 12))
    ]
    entries = [
        allowance(
            dice.choice(["", "1", "10,55"]),
            kind=dice.choice(["allowance", "charge"]),
            percent=dice.choice(["", "2", "7,77"]),
            vat=dice.choice(["", *(row["vat"] for row in rows)]),
        )
        for _ in range(dice.randint(0, 3))
    ]
    entries = [entry for entry in entries if entry["amount"] or entry["percent"]]
    return draft_content(to, lines=rows, allowances=entries, type_code=dice.choice(["380", "380", "381"]))


@pytest.mark.django_db
@pytest.mark.parametrize("country", list(STANDARD))
def test_random_drafts_are_valid_or_negative(country) -> None:
    ours = company(country=country, rounds_cash=True)
    to = customer(ours)
    dice = random.Random(f"drafts of {country}")
    with company_scope(ours.pk):
        accounts = list(BankAccount.objects.all())
        for n in range(60):
            content = _random_content(dice, country, to)
            checked = check(compose(content, company=ours, customer=to, number=str(n + 1), bank_accounts=accounts))
            faults = [(p.field, p.rule, p.text) for p in checked.blockers if p.rule != "PORTAL-NEGATIVE"]
            assert (faults, checked.report.valid) == ([], True), content
            assert checked.composition.totals.amount_due is not None
            assert checked.composition.totals.amount_due == Decimal(checked.composition.totals.amount_due)


@pytest.mark.outside
@pytest.mark.django_db
@pytest.mark.skipif(not ORACLE.exists(), reason="the conformance corpus is not beside the project")
def test_the_official_rules_find_nothing_fatal(tmp_path) -> None:
    written = {"SE-union": issue_to_germany()} | {kind: issue_paid_to(kind) for kind in sorted(ACCOUNTS)}
    for country in STANDARD:
        written |= issue_shapes(country)
    files = []
    for name, xml in written.items():
        files.append(tmp_path / f"{name}.xml")
        files[-1].write_bytes(xml)
    run = subprocess.run(
        [sys.executable, ORACLE, *files], cwd=ORACLE.parent, capture_output=True, text=True, check=True
    )
    verdicts = [json.loads(text) for text in run.stdout.splitlines()]
    assert len(verdicts) == len(files) == 98
    faults = {
        Path(verdict["file"]).stem: [*verdict["xsd"], *(f for f in verdict["findings"] if f["flag"] != "warning")]
        for verdict in verdicts
    }
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_numbers_of_the_factories_are_right() -> None:
    for country in STANDARD:
        assert vat_id(country, legal_id(country)).startswith(country)
