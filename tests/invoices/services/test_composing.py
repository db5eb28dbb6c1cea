"""From typed content to the document that would be issued: totals, terms, VAT, payment, and a problem for every doubt."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.utils import translation

from companies.models import BankAccount
from companies.tenancy import company_scope
from invoices.services.composing import Composition, compose, renumber
from invoices.services.payment_references import reference_for
from portal.kit.problems import Severity
from tests.factories.companies import allowance, company, customer, draft_content, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scope")]


@pytest.fixture
def compose_it(seller, buyer):
    def composed(*, to=buyer, attachments=(), **fields) -> Composition:
        content = draft_content(to, **fields)
        return compose(content, company=seller, customer=to, attachments=attachments, number="1042")

    return composed


def problems(composition: Composition) -> list[tuple[str, str]]:
    return [(problem.field, problem.rule) for problem in composition.problems]


def test_a_plain_draft_has_no_problem_and_right_totals(compose_it) -> None:
    composition = compose_it(lines=[line(quantity="3", price="99,99")])
    assert problems(composition) == []
    assert composition.totals.lines_net == Decimal("299.97")
    assert composition.totals.tax_total == Decimal("74.99")
    assert composition.totals.amount_due == Decimal("374.96")


def test_vat_is_never_rounded_per_line(compose_it) -> None:
    composition = compose_it(lines=[line(quantity="1", price="0,50") for _ in range(400)])
    assert composition.totals.tax_total == Decimal("50.00")


def test_half_filled_rows_are_left_out_with_a_problem_and_the_rest_adds_up(compose_it) -> None:
    rows = [
        line(price="100"),
        line(uid="b", price=""),
        line(uid="c", quantity="two"),
        line(uid="d", vat=""),
        line(uid="e", name="", price="", quantity="1"),
        line(uid="f", quantity="", price="10"),
        line(uid="g", base_quantity="0"),
    ]
    composition = compose_it(lines=rows)
    assert composition.totals.lines_net == Decimal(200)
    assert [field for field, _ in problems(composition)] == [
        "line-b-price", "line-c-quantity", "line-d-vat", "line-f-quantity", "line-g-base_quantity"
    ]  # fmt: skip
    assert composition.line_nets == {rows[0]["uid"]: Decimal("200.00")}
    assert [one.line_id for one in composition.document.lines] == ["1"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("issue_date", "tomorrowish"),
        ("due_date", "2026-02-30"),
        ("payment_days", "thirty"),
        ("payment_days", "2.5"),
        ("payment_days", "400"),
        ("prepaid", "some"),
        ("currency", "KRO"),
        ("exchange_rate", "-1"),
        ("exchange_rate", "x"),
        ("delivery_date", "?"),
        ("period_start", "?"),
        ("period_end", "?"),
        ("preceding_invoice_date", "?"),
        ("type_code", "999"),
    ],
)
def test_what_cannot_be_read_is_a_blocker_at_its_field(compose_it, field, typed) -> None:
    composition = compose_it(**{field: typed})
    assert [(p.field, p.severity) for p in composition.problems] == [(field, Severity.BLOCKER)]
    assert composition.totals.amount_due == Decimal(250)


def test_ambiguous_thousands_are_a_warning_in_the_readers_language(compose_it) -> None:
    with translation.override("sv"):
        assert [(p.field, p.severity) for p in compose_it(lines=[line(uid="a", price="1.234")]).problems] == [
            ("line-a-price", Severity.WARNING)
        ]
        assert compose_it(lines=[line(price="1,234")]).problems == ()
    with translation.override("en"):
        assert compose_it(lines=[line(price="1,234")]).problems != ()


@time_machine.travel("2026-11-20 23:30:00+00:00")
def test_today_is_the_companys_and_the_due_date_follows(compose_it, buyer) -> None:
    composition = compose_it(issue_date="", payment_days="")
    assert composition.document.issue_date == date(2026, 11, 21)
    assert composition.document.due_date == date(2026, 12, 21)
    buyer.payment_days = 10
    assert compose_it(issue_date="", payment_days="").document.due_date == date(2026, 12, 1)
    assert compose_it(issue_date="2026-11-21", due_date="+5").document.due_date == date(2026, 11, 26)


def test_terms_are_in_the_buyers_language_with_days_and_interest(compose_it, seller, buyer) -> None:
    seller.late_interest, buyer.language = "8 %", "en"
    assert compose_it().document.payment_terms == "Payable within 30 days. Interest on late payment: 8 %."
    assert compose_it(payment_days="1").document.payment_terms.startswith("Payable within 1 day.")
    assert compose_it(payment_days="0").document.payment_terms.startswith("Payable at once.")
    assert compose_it(payment_terms="By the moon").document.payment_terms == "By the moon"


def test_seller_and_buyer_are_stated_in_the_norms_terms(compose_it, seller, buyer) -> None:
    document = compose_it(seller_contact="Anna Berg").document
    assert document.seller.legal_id.scheme == "0007"
    assert document.seller.vat_id == seller.vat_id
    assert document.seller.tax_registration.value == "Godkänd för F-skatt"
    assert seller.registered_office in document.seller.legal_form
    assert document.seller.contact.name == "Anna Berg"
    assert document.seller.electronic_address.value == seller.legal_id
    assert document.buyer.legal_id.value == buyer.legal_id
    assert document.buyer_reference == "Erik Lund"


@pytest.mark.parametrize(
    ("fields", "scheme"),
    [
        ({"electronic_address": "", "gln": "7300010000001"}, "0088"),
        ({"electronic_address": ""}, "0007"),
        ({"electronic_address": "", "legal_id": "", "country": "DE"}, "9930"),
        ({"electronic_address": "", "legal_id": "", "vat_id": "", "country": "US"}, None),
    ],
)
def test_an_electronic_address_follows_from_what_is_known(seller, fields, scheme) -> None:
    to = customer(seller, **fields)
    address = compose(draft_content(to), company=seller, customer=to).document.buyer.electronic_address
    assert (address.scheme if address else None) == scheme


def test_discounts_and_charges_on_lines_and_document(compose_it) -> None:
    composition = compose_it(
        lines=[line(price="100", discount="10"), line(price="50", vat="S:12")],
        allowances=[
            allowance("", uid="a", percent="5"),
            allowance("20", uid="b", kind="charge", reason="Freight"),
            allowance("28", uid="c", reason="", vat=""),
        ],
    )
    document = composition.document
    assert composition.line_nets and document.lines[0].allowances[0].amount == Decimal("20.00")
    assert document.lines[0].net_amount == Decimal("180.00")
    assert document.allowances[0].base_amount == Decimal("180.00")
    # Without a VAT of its own an allowance is spread over the lines' VAT: 28 × 180/280 and 28 × 100/280.
    assert [entry.amount for entry in document.allowances] == [Decimal("9.00"), Decimal("18.00"), Decimal("10.00")]
    assert composition.allowance_amounts == {"a": Decimal(9), "b": Decimal(20), "c": Decimal(28)}
    assert composition.totals.tax_exclusive == Decimal("280") - 37 + 20


def test_faulty_allowances_are_left_out(compose_it) -> None:
    composition = compose_it(
        allowances=[
            allowance("", uid="a"),
            allowance("x", uid="b"),
            allowance("5", uid="c", vat="Q:1"),
            allowance("", uid="d", reason=""),
            allowance("", uid="e", percent="2000"),
        ]
    )
    assert [field for field, _ in problems(composition)] == [
        "allowance-a-amount", "allowance-b-amount", "allowance-c-vat", "allowance-e-amount"
    ]  # fmt: skip
    assert composition.document.allowances == ()


def test_whole_kronor_when_the_company_rounds(compose_it, seller) -> None:
    seller.rounds_cash = True
    totals = compose_it(lines=[line(quantity="3", price="99,99")]).totals
    assert (totals.rounding, totals.amount_due) == (Decimal("0.04"), Decimal("375.00"))
    assert (
        compose_it(lines=[line(quantity="3", price="99,99")], currency="EUR", exchange_rate="11").totals.rounding
        is None
    )


def test_prepaid_amounts_are_taken_off(compose_it) -> None:
    assert compose_it(prepaid="100").totals.amount_due == Decimal(150)


def test_foreign_currency_states_vat_in_the_companys_own(compose_it) -> None:
    composition = compose_it(currency="EUR", exchange_rate="11,2345")
    assert composition.document.vat_accounting_currency == "SEK"
    assert composition.totals.tax_total_accounting == Decimal("561.73")
    assert problems(compose_it(currency="EUR")) == [("exchange_rate", "PORTAL-RATE")]
    abroad = compose_it(currency="EUR", lines=[line(vat="G:0")])
    assert (problems(abroad), abroad.document.vat_accounting_currency) == ([], None)


@pytest.mark.parametrize(
    ("vat", "code", "reason"),
    [
        ("AE:0", "VATEX-EU-AE", "Reverse charge"),
        ("K:0", "VATEX-EU-IC", "Intra-Community supply"),
        ("G:0", "VATEX-EU-G", "Export outside the EU"),
        ("O:", "VATEX-EU-O", "Not subject to VAT"),
        ("E:0", None, "Exempt from VAT"),
        ("Z:0", None, None),
    ],
)
def test_untaxed_categories_say_why(compose_it, buyer, vat, code, reason) -> None:
    buyer.language = "en"
    composition = compose_it(lines=[line(vat=vat)])
    (group,) = composition.document.vat_breakdown
    assert (group.exemption_reason_code, group.exemption_reason) == (code, reason)
    assert composition.totals.tax_total == 0
    # BR-O-02: outside the scope of VAT no VAT number is stated.
    assert (composition.document.seller.vat_id is None) == (vat == "O:")
    assert (composition.document.delivery is not None) == (vat == "K:0")


def test_a_norwegian_seller_names_no_article_of_the_union(seller) -> None:
    ours = company(country="NO")
    to = customer(ours)
    with company_scope(ours.pk):
        composition = compose(draft_content(to, lines=[line(vat="G:0")]), company=ours, customer=to)
    assert composition.document.vat_breakdown[0].exemption_reason_code is None
    assert composition.document.seller.tax_registration.value == "Foretaksregisteret"


PAYMENTS = [
    ("SE", "", [("30", "50501055", "SE:BANKGIRO", "104265"), ("30", "SE4550000000058398257466", "ESSESESS", "104265")]),
    ("SE", "EUR", [("30", "SE4550000000058398257466", "ESSESESS", "104265")]),
    ("NO", "", [("30", "86011117947", None, "10421"), ("30", "NO9386011117947", "DNBANOKK", "10421")]),
    ("DK", "", [("93", "81234567", None, "71#000000000010421")]),
    ("FI", "", [("58", "FI2112345600000785", "NDEAFIHH", "10427")]),
    ("IS", "", [("42", "015926007654", None, "1042")]),
    ("IS", "EUR", [("58", "IS140159260076545510730339", "NBIIISRE", "1042")]),
]


@pytest.mark.parametrize(("country", "currency", "expected"), PAYMENTS)
def test_payment_means_by_country_and_currency(seller, country, currency, expected) -> None:
    ours = company(country=country)
    to = customer(ours)
    with company_scope(ours.pk):
        document = compose(draft_content(to, currency=currency), company=ours, customer=to, number="1042").document
    assert [
        (
            means.code,
            means.credit_transfer.account_id,
            means.credit_transfer.service_provider_id,
            means.remittance_information,
        )
        for means in document.payment_means
    ] == expected


def test_a_danish_account_goes_by_registration_and_account_number(seller) -> None:
    ours = company(country="DK")
    to = customer(ours)
    with company_scope(ours.pk):
        BankAccount.objects.filter(kind="fik").delete()
        document = compose(draft_content(to), company=ours, customer=to, number="1042").document
    (means,) = document.payment_means
    transfer = means.credit_transfer
    assert (means.code, transfer.account_id, transfer.service_provider_id) == ("42", "0440116243", "0040")
    assert means.remittance_information == "1042"


def test_the_company_chooses_its_kind_of_reference(compose_it, seller) -> None:
    seller.reference_kind = "number"
    assert compose_it().document.payment_means[0].remittance_information == "1042"
    seller.reference_kind, seller.reference_length = "ocr", 10
    assert compose_it().document.payment_means[0].remittance_information == "0000010421"


def test_another_number_changes_the_number_and_the_reference_alone(compose_it) -> None:
    composition = compose_it()
    other = renumber(composition, number="K-99887766")
    assert other.invoice_number == "K-99887766"
    assert {means.remittance_information for means in other.payment_means} == {
        reference_for("K-99887766", kind="ocr_length")
    }
    back = renumber(compose_it(), number="1042")
    assert back == composition.document
    for name in composition.document.__dataclass_fields__:
        if name not in ("invoice_number", "payment_means"):
            assert getattr(other, name) == getattr(composition.document, name)
    for ours, theirs in zip(composition.document.payment_means, other.payment_means, strict=True):
        assert (ours.code, ours.credit_transfer) == (theirs.code, theirs.credit_transfer)


def test_a_credit_note_names_the_invoice_and_asks_for_no_payment(compose_it, buyer) -> None:
    buyer.language = "en"
    composition = compose_it(type_code="381", preceding_invoice="1001", preceding_invoice_date="2026-10-01")
    document = composition.document
    assert (document.payment_means, document.due_date) == ((), None)
    assert document.preceding_invoices[0].issue_date == date(2026, 10, 1)
    assert "1001" in document.payment_terms
    assert problems(composition) == []
    assert problems(compose_it(type_code="381")) == [("preceding_invoice", "PORTAL-CREDIT")]


def test_the_portals_own_demands(compose_it, seller, buyer) -> None:
    assert ("customer", "PORTAL-CUSTOMER") in problems(compose_it(to=None))
    assert ("lines", "PORTAL-LINES") in problems(compose_it(lines=[]))
    assert ("type_code", "PORTAL-NEGATIVE") in problems(compose_it(lines=[line(quantity="-1")]))
    assert ("type_code", "PORTAL-NEGATIVE") in problems(compose_it(type_code="381", lines=[line(quantity="-1")]))
    assert ("lines", "PORTAL-AMOUNT") in problems(compose_it(lines=[line(quantity="9", price="1" + "0" * 14)] * 2))
    assert ("due_date", "PORTAL-DATE") in problems(compose_it(due_date="2026-11-20"))
    assert ("issue_date", "PORTAL-DATE") in problems(compose_it(issue_date="2016-11-21"))
    buyer.requires_reference = buyer.requires_attachment = True
    assert [field for field, _ in problems(compose_it(buyer_reference=""))] == ["buyer_reference", "attachments"]
    assert [field for field, _ in problems(compose_it(order_reference="PO-1"))] == ["attachments"]


def test_an_incomplete_or_unverified_company_cannot_issue(compose_it, seller) -> None:
    BankAccount.objects.all().delete()
    seller.verified_at, seller.street, seller.vat_id = None, "", ""
    found = problems(compose_it())
    assert found.count(("company", "PORTAL-COMPANY")) == 3
    assert ("company", "PORTAL-VERIFY") in found
    assert problems(compose_it(lines=[line(vat="O:")])).count(("company", "PORTAL-COMPANY")) == 2


def test_control_characters_never_reach_the_document(compose_it) -> None:
    composition = compose_it(note="a\x00b\x0bc\ud800d\nnext", lines=[line(name="x\x1fy")])
    assert composition.document.notes[0].text == "abcd\nnext"
    assert composition.document.lines[0].item.name == "xy"


def test_an_icelandic_invoice_is_paid_in_whole_kronur(seller) -> None:
    ours = company(country="IS")
    to = customer(ours)
    rows = [line(quantity="7,5", price="1095", discount="10", vat="S:24")]
    with company_scope(ours.pk):
        totals = compose(draft_content(to, lines=rows), company=ours, customer=to).totals
    assert (totals.lines_net, totals.tax_total) == (Decimal("7391.25"), Decimal(1774))
    assert (totals.rounding, totals.amount_due) == (Decimal("-0.25"), Decimal(9165))
