"""The customer register over HTTP: add, change, find, archive, restore, and everything that must be refused."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import AuditEntry, Customer
from companies.permissions import Role
from companies.tenancy import company_scope
from tests.factories.companies import company, customer, legal_id, member

pytestmark = pytest.mark.django_db

VALID = {
    "number": "2001",
    "name": "Västerbro Fastigheter AB",
    "country": "SE",
    "legal_id": "556036-0793",
    "email": "faktura@example.com",
    "language": "sv",
}


@pytest.fixture
def scene(client: Client):
    """An invoicer of our company, a reader, a stranger, and one customer on each side."""
    ours, theirs = company(), company()
    invoicer = member(ours, role=Role.INVOICER, language="en")
    client.force_login(invoicer)
    return {
        "ours": ours,
        "theirs": theirs,
        "invoicer": invoicer,
        "reader": member(ours, role=Role.READER, language="en"),
        "stranger": member(theirs, role=Role.OWNER, language="en"),
        "mine": customer(ours, name="Nordanå Bygg AB"),
        "foreign": customer(theirs, name="Hemlig Kund AB"),
    }


def _url(scene, name: str, *args: object) -> str:
    return reverse(f"companies:{name}", args=[scene["ours"].slug, *args])


def test_a_customer_is_added_with_clean_numbers_and_an_address_in_the_network(client: Client, scene) -> None:
    answer = client.post(_url(scene, "customer_new"), VALID)
    assert answer.status_code == 302
    with company_scope(scene["ours"].pk):
        saved = Customer.objects.get(number="2001")
        assert (saved.legal_id, saved.electronic_scheme, saved.electronic_address) == (
            "5560360793",
            "0007",
            "5560360793",
        )
        entry = AuditEntry.objects.get(action="customer.added")
        assert (entry.actor_id, entry.subject_name) == (scene["invoicer"].pk, saved.name)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"legal_id": "556036-0791"}, "Did you mean 556036-0793"),
        ({"legal_id": ""}, "Write the organisation number or the VAT number"),
        ({"email": ""}, ""),
        ({"email": "no address"}, "valid email"),
        ({"vat_id": "SE12"}, "is not a VAT number"),
        ({"gln": "123"}, "A GLN has 13 digits"),
        ({"name": ""}, "required"),
        ({"country": "XX"}, "not one of the available choices"),
        ({"payment_days": "-3"}, "greater than or equal to 0"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client: Client, scene, changes, sentence) -> None:
    answer = client.post(_url(scene, "customer_new"), VALID | changes)
    if not sentence:  # an electronic address follows from the organisation number, so e-mail may be empty
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="2001"' in page
    with company_scope(scene["ours"].pk):
        assert not Customer.objects.filter(number="2001").exists()


def test_a_customer_that_nothing_can_reach_is_refused(client: Client, scene) -> None:
    typed = VALID | {"country": "DE", "legal_id": "HRB 1234", "email": ""}
    answer = client.post(_url(scene, "customer_new"), typed)
    assert answer.status_code == 422
    assert "an electronic address or a postal address" in answer.content.decode()


def test_a_taken_number_is_answered_with_the_next_free_one(client: Client, scene) -> None:
    answer = client.post(_url(scene, "customer_new"), VALID | {"number": scene["mine"].number})
    assert answer.status_code == 422
    assert "Another customer has this number" in answer.content.decode()


def test_two_companies_may_use_the_same_customer_number(client: Client, scene) -> None:
    assert client.post(_url(scene, "customer_new"), VALID | {"number": scene["foreign"].number}).status_code == 302


def test_a_change_is_written_to_the_audit_log_with_before_and_after(client: Client, scene) -> None:
    typed = VALID | {"number": scene["mine"].number, "name": "Nordanå Hus AB", "legal_id": legal_id()}
    assert client.post(_url(scene, "customer", scene["mine"].pk), typed).status_code == 302
    with company_scope(scene["ours"].pk):
        changes = AuditEntry.objects.get(action="customer.changed").detail["changes"]
    assert changes["name"] == ["Nordanå Bygg AB", "Nordanå Hus AB"]


def test_the_list_finds_by_name_number_and_organisation_number(client: Client, scene) -> None:
    for words in ("nordanå", scene["mine"].number, scene["mine"].legal_id):
        assert "Nordanå Bygg AB" in client.get(_url(scene, "customers"), {"q": words}).content.decode()
    page = client.get(_url(scene, "customers"), {"q": "nobody at all"}).content.decode()
    assert "No customer matches the search" in page
    assert "Hemlig Kund" not in client.get(_url(scene, "customers")).content.decode()


def test_archiving_hides_and_restoring_brings_back(client: Client, scene) -> None:
    for _twice in range(2):
        assert client.post(_url(scene, "customer_archive", scene["mine"].pk)).status_code == 302
    assert client.get(_url(scene, "customers")).context["page"].rows == []
    assert "Nordanå Bygg AB" in client.get(_url(scene, "customers"), {"view": "archived"}).content.decode()
    client.post(_url(scene, "customer_restore", scene["mine"].pk))
    with company_scope(scene["ours"].pk):
        assert Customer.objects.get(pk=scene["mine"].pk).archived_at is None
        assert AuditEntry.objects.filter(action="customer.archived").count() == 1


def test_another_companys_customer_does_not_exist_here(client: Client, scene) -> None:
    for name in ("customer", "customer_archive", "customer_restore"):
        assert client.post(_url(scene, name, scene["foreign"].pk), VALID).status_code == 404
    with company_scope(scene["theirs"].pk):
        assert Customer.objects.get(pk=scene["foreign"].pk).name == "Hemlig Kund AB"


def test_a_reader_sees_and_changes_nothing_and_a_stranger_sees_nothing(client: Client, scene) -> None:
    client.force_login(scene["reader"])
    assert client.get(_url(scene, "customers")).status_code == 200
    assert client.get(_url(scene, "customer_new")).status_code == 403
    assert client.post(_url(scene, "customer_archive", scene["mine"].pk)).status_code == 403
    client.force_login(scene["stranger"])
    assert client.get(_url(scene, "customers")).status_code == 404


def test_saving_returns_to_where_the_form_was_opened_but_never_to_another_site(client: Client, scene) -> None:
    back = f"/{scene['ours'].slug}/drafts/7/"
    answer = client.post(_url(scene, "customer_new"), VALID | {"next": back})
    assert answer.headers["Location"].startswith(f"{back}?customer=")
    answer = client.post(_url(scene, "customer_new"), VALID | {"number": "2002", "next": "https://evil.example/"})
    assert "evil" not in answer.headers["Location"]


def test_paging_by_key_meets_every_customer_once_in_both_directions(client: Client, scene) -> None:
    with company_scope(scene["ours"].pk):
        Customer.objects.bulk_create(
            Customer(company=scene["ours"], number=f"P{n}", name=f"Kund {n % 7}", legal_id="5560360793")
            for n in range(120)
        )
    seen, url = [], _url(scene, "customers")
    while url:
        page = client.get(url).context["page"]
        seen += [row.pk for row in page.rows]
        url = f"{_url(scene, 'customers')}?cursor={page.next_cursor}" if page.next_cursor else ""
        last = page
    assert len(seen) == len(set(seen)) == 121
    back = client.get(_url(scene, "customers"), {"cursor": last.previous_cursor}).context["page"]
    assert [row.pk for row in back.rows] == seen[50:100]


@pytest.mark.parametrize("cursor", ["garbage", "WyJuIiwxXQ", "WyJuIiwiYSIsImIiXQ", "e30", "%00"])
def test_a_cursor_that_does_not_fit_shows_the_first_page(client: Client, scene, cursor: str) -> None:
    assert client.get(_url(scene, "customers"), {"cursor": cursor}).status_code == 200


def test_the_list_takes_few_queries_however_long_it_is(client: Client, scene, django_assert_max_num_queries) -> None:
    with company_scope(scene["ours"].pk):
        Customer.objects.bulk_create(
            Customer(company=scene["ours"], number=f"Q{n}", name=f"Kund {n}", legal_id="5560360793") for n in range(60)
        )
    client.get(_url(scene, "customers"))
    with django_assert_max_num_queries(12):
        client.get(_url(scene, "customers"))
