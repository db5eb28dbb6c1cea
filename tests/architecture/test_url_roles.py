"""Every URL × role, found by walking the routes: who gets in, who is refused, and that another company's rows do not exist.

A new URL fails here until `OBJECTS` says what its arguments are made of.
"""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from companies.checks import company_patterns
from companies.models import Company
from companies.permissions import Action, Role, is_allowed
from companies.tenancy import company_scope
from invoices.inbound.intake import receive
from invoices.inbound.models import ReceivedInvoice
from invoices.inbound.services.reading import read_message
from invoices.services.attaching import attach_file
from tests.factories.companies import company, customer, draft, member, user
from tests.factories.sealed import as_customer, attachment, invoice

# The arguments of each URL, made from one company's rows. The key is the URL's name.
OBJECTS: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "overview": lambda rows: [],
    "customers": lambda rows: [],
    "customer_new": lambda rows: [],
    "customer": lambda rows: [rows["customer"].pk],
    "customer_archive": lambda rows: [rows["customer"].pk],
    "customer_restore": lambda rows: [rows["customer"].pk],
    "drafts": lambda rows: [],
    "editor_new": lambda rows: [],
    "editor": lambda rows: [rows["draft"].pk],
    "draft_discard": lambda rows: [rows["draft"].pk],
    "draft_restore": lambda rows: [rows["draft"].pk],
    "preview": lambda rows: [rows["draft"].pk],
    "preview_page": lambda rows: [rows["draft"].pk, 1],
    "preview_file": lambda rows: [rows["draft"].pk],
    "draft_attachment": lambda rows: [rows["draft"].pk, rows["draft_file"].pk],
    "sent": lambda rows: [],
    "invoice_page": lambda rows: [rows["invoice"].public_id, 1],
    "invoice": lambda rows: [rows["invoice"].public_id],
    "invoice_pdf": lambda rows: [rows["invoice"].public_id],
    "invoice_xml": lambda rows: [rows["invoice"].public_id],
    "invoice_attachment": lambda rows: [rows["invoice"].public_id, 0],
    "invoice_copy": lambda rows: [rows["invoice"].public_id],
    "invoice_credit": lambda rows: [rows["invoice"].public_id],
    "invoice_resend": lambda rows: [rows["invoice"].public_id],
    "invoice_settle": lambda rows: [rows["invoice"].public_id],
    "received": lambda rows: [],
    "received_invoice": lambda rows: [rows["received"].public_id],
    "received_pdf": lambda rows: [rows["received"].public_id],
    "received_xml": lambda rows: [rows["received"].public_id],
    "received_approve": lambda rows: [rows["received"].public_id],
    "received_reject": lambda rows: [rows["received"].public_id],
    "inbound_raw": lambda rows: [rows["quarantined"].pk],
}
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# Open to everybody, by path; every other address outside a company sends strangers to the sign-in page.
OPEN_PATHS = ("healthz", "readyz", "accounts/", "language/", "theme/", "offline/", "demo/", "admin/login", "worker.js")
PATTERNS = sorted({(pattern.name or "", route) for route, pattern in company_patterns()})
ACTIONS: dict[str, Action] = {
    pattern.name or "": pattern.callback.required_action for _route, pattern in company_patterns()
}
ROLES = [*Role.values, "stranger", "anonymous"]


def _rows(of: Company, sender: Company) -> dict[str, Any]:
    buyer = customer(of)
    sent = invoice(sender, as_customer(sender, of))
    with company_scope(sender.pk):
        xml = bytes(sent.sealed.xml)
    arrived = receive(company_id=of.pk, message_id="m-1", channel="network", sender=sender.name, raw=xml)
    unreadable = receive(company_id=of.pk, message_id="m-2", channel="network", sender=sender.name, raw=b"nonsense")
    with company_scope(of.pk):
        for message in (arrived, unreadable):
            read_message(message.pk)
        got = ReceivedInvoice.objects.get()
    writing = draft(of, buyer)
    with company_scope(of.pk):
        file = attach_file(writing, filename="a.png", data=PICTURE, by=user())
    return {
        "customer": buyer,
        "draft": writing,
        "draft_file": file,
        "invoice": invoice(of, buyer, attachments=(attachment(),)),
        "received": got,
        "quarantined": unreadable,
    }


def test_every_company_url_stands_in_the_table() -> None:
    assert {name for name, _route in PATTERNS} == set(OBJECTS)


@pytest.fixture
def scene(transactional_db: None) -> dict[str, Any]:
    ours, theirs = company(), company()
    people: dict[str, Any] = {role: member(ours, role=role) for role in Role.values}
    people["stranger"] = member(theirs, role=Role.OWNER)
    return {"ours": ours, "mine": _rows(ours, theirs), "theirs": _rows(theirs, ours), "people": people}


def _url(name: str, slug: str, arguments: list[Any]) -> str:
    namespace = "" if name == "overview" else "companies:" if name.startswith("customer") else "invoices:"
    return reverse(f"{namespace}{name}", args=[slug, *arguments])


def _visit(client: Client, url: str) -> Any:
    """Return the answer to GET, or to an empty POST where only that is served."""
    answer = client.get(url)
    return client.post(url) if answer.status_code == 405 else answer


def _expected(name: str, role: str) -> set[int]:
    if role == "anonymous":
        return {302}
    if role == "stranger":
        return {404}
    return {200, 204, 302, 400, 422} if is_allowed(role, ACTIONS[name]) else {403}


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_in(client: Client, scene: dict[str, Any], role: str) -> None:
    if role != "anonymous":
        client.force_login(scene["people"][role])
    wrong = []
    for name, arguments in OBJECTS.items():
        answer = _visit(client, _url(name, scene["ours"].slug, arguments(scene["mine"])))
        to_sign_in = answer.status_code == 302 and "/accounts/login/" in answer.headers["Location"]
        if answer.status_code not in _expected(name, role) or to_sign_in != (role == "anonymous"):
            wrong.append((name, answer.status_code))
    assert wrong == []


def test_another_companys_row_does_not_exist_under_our_address(client: Client, scene: dict[str, Any]) -> None:
    client.force_login(scene["people"]["owner"])
    form = {"reason": "x", "arrived": "yes", "all": "1", "method": "email_pdf"}
    wrong = []
    for name, arguments in OBJECTS.items():
        if not arguments(scene["theirs"]):
            continue
        url = _url(name, scene["ours"].slug, arguments(scene["theirs"]))
        statuses = {client.get(url).status_code, client.post(url, form).status_code}
        if not statuses <= {404, 405}:
            wrong.append((name, statuses))
    assert wrong == []
    with company_scope(scene["theirs"]["invoice"].company_id):
        assert ReceivedInvoice.objects.get().state == ReceivedInvoice.State.NEW


def _outside(resolver: Any = None, prefix: str = "") -> list[str]:
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            found += _outside(entry, route)
        elif "company_slug" not in route:
            found.append(route)
    return found


@pytest.mark.django_db
def test_outside_companies_strangers_meet_the_sign_in_page(client: Client) -> None:
    leaks = []
    for route in _outside():
        if route.startswith(OPEN_PATHS) or "<" in route or "(?P" in route or route.startswith("styleguide"):
            continue
        path = "/" + route.removeprefix("^").removesuffix("$").removesuffix("\\Z")
        answer = client.get(path)
        if answer.status_code not in (302, 404, 405) or (
            answer.status_code == 302 and "login" not in answer.headers["Location"]
        ):
            leaks.append((path, answer.status_code))
    assert leaks == []
