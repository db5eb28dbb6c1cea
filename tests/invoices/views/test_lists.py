"""The lists of sent and received invoices and the overview over HTTP: search, filters, order, paging, cost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from companies.models import Company
from companies.permissions import Role
from companies.tenancy import company_scope
from invoices.models import Invoice
from tests.factories.companies import company, customer, member
from tests.factories.sealed import credit_note, invoice

pytestmark = pytest.mark.django_db


class Office:
    """A company with a few invoices, and a signed-in reader of it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.company: Company = company()
        client.force_login(member(self.company, role=Role.READER, language="en"))
        buyer = customer(self.company, name="Västerbro Fastigheter AB", legal_id="5569409393")
        self.first = invoice(self.company, buyer)
        self.second = invoice(self.company, customer(self.company, name="Norrlid <b>Bygg</b>"))
        self.note = credit_note(self.company, buyer)
        self.set_state(self.second, "failed")

    def set_state(self, row: Invoice, state: str) -> None:
        with company_scope(self.company.pk):
            Invoice.objects.filter(pk=row.pk).update(delivery_state=state, delivery_method="email_pdf")

    def get(self, name: str = "invoices:sent", **query: str) -> Any:
        return self.client.get(reverse(name, args=[self.company.slug]), query)

    def numbers(self, **query: str) -> list[str]:
        return [row.data["number"] for row in self.get(**query).context["table"].rows]


@pytest.fixture
def office(client: Client) -> Office:
    return Office(client)


def test_everything_issued_is_listed_with_what_it_is_called(office: Office) -> None:
    page = office.get().content.decode()
    for row in (office.first, office.second, office.note):
        assert f">{row.number}</a>" in page
    assert "556940-9393" in page
    assert "Undelivered" in page
    assert "Norrlid &lt;b&gt;Bygg&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"by": "buyer", "q": "västerbro"}, {"first", "note"}),
        ({"by": "legal_id", "q": "556940 9393"}, {"first", "note"}),
        ({"by": "buyer", "q": "nobody"}, set()),
        ({"state": "failed"}, {"second"}),
        ({"state": "attention"}, {"second"}),
        ({"method": "email_pdf"}, {"second"}),
        ({"type": "381"}, {"note"}),
        ({"state": "no such state", "sort": "password", "by": "secrets"}, {"first", "second", "note"}),
        ({"cursor": "garbage"}, {"first", "second", "note"}),
    ],
)
def test_the_url_narrows_the_list(office: Office, query: dict[str, str], expected: set[str]) -> None:
    assert set(office.numbers(**query)) == {getattr(office, name).number for name in expected}


def test_search_by_number_finds_it(office: Office) -> None:
    assert office.numbers(by="number", q=office.first.number) == [office.first.number]


def test_an_empty_list_says_what_to_do_next(client: Client) -> None:
    bare = company()
    client.force_login(member(bare, role=Role.INVOICER, language="en"))
    page = client.get(reverse("invoices:sent", args=[bare.slug])).content.decode()
    assert "No invoice has been sent yet" in page
    assert reverse("invoices:editor_new", args=[bare.slug]) in page
    page = client.get(reverse("invoices:sent", args=[bare.slug]), {"q": "x"}).content.decode()
    assert "No invoice matches" in page


def test_htmx_gets_the_list_alone(office: Office) -> None:
    answer = office.client.get(
        reverse("invoices:sent", args=[office.company.slug]), HTTP_HX_REQUEST="true", HTTP_HX_TARGET="invoice-list"
    )
    assert b"<html" not in answer.content
    assert office.first.number.encode() in answer.content


def test_every_row_is_met_once_in_each_order(office: Office) -> None:
    with connection.cursor() as cursor, company_scope(office.company.pk):
        cursor.execute(
            "insert into invoices_invoice (company_id, public_id, number, series, type_code, issue_date, currency, "
            "customer_number, buyer_name, buyer_legal_id, buyer_reference, order_reference, payment_reference, language, "
            "net_amount, vat_amount, gross_amount, amount_due, sha256, issued_at, delivery_state, delivery_method) "
            "select %s, gen_random_uuid(), 'P' || n, '', '380', date '2026-11-01' - (n %% 7), 'SEK', '', 'Buyer', '', '', '', "
            "'', 'sv', 1, 0, 1, 1, '', now(), 'delivered', 'network' from generate_series(1, 130) n",
            [office.company.pk],
        )
    for sort in ("", "issue_date", "-id", "id"):
        seen: list[str] = []
        query = f"?sort={sort}"
        while query:
            table = office.client.get(reverse("invoices:sent", args=[office.company.slug]) + query).context["table"]
            seen += [row.data["number"] for row in table.rows]
            query = table.next_url
        assert len(seen) == len(set(seen)) == 133


@pytest.mark.parametrize("name", ["invoices:sent", "invoices:received", "overview", "invoices:drafts"])
def test_a_page_takes_few_queries(office: Office, name: str, django_assert_max_num_queries: Any) -> None:
    office.get(name)
    with django_assert_max_num_queries(12):
        assert office.get(name).status_code == 200


def test_the_invoice_page_takes_few_queries(office: Office, django_assert_max_num_queries: Any) -> None:
    url = reverse("invoices:invoice", args=[office.company.slug, office.first.public_id]) + "?tab=xml"
    office.client.get(url)
    with django_assert_max_num_queries(14):
        page = office.client.get(url).content.decode()
    assert office.first.number in page
    assert "&lt;cbc:ID&gt;" in page


def test_the_overview_names_what_waits(office: Office) -> None:
    page = office.get("overview").content.decode()
    assert "To handle" in page
    assert office.second.number in page


def test_the_files_of_an_invoice_come_as_they_were_sealed(office: Office) -> None:
    slug, key = office.company.slug, office.first.public_id
    xml = office.client.get(reverse("invoices:invoice_xml", args=[slug, key]))
    with company_scope(office.company.pk):
        assert xml.content == bytes(office.first.sealed.xml)
    assert xml.headers["Content-Disposition"].startswith("attachment")
    pdf = office.client.get(reverse("invoices:invoice_pdf", args=[slug, key]))
    assert pdf.content.startswith(b"%PDF-")
    assert "no-store" in pdf.headers["Cache-Control"]
    again = office.client.get(reverse("invoices:invoice_pdf", args=[slug, key]))
    assert again.content == pdf.content
