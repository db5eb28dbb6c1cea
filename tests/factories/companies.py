"""Plain builders of companies, members, customers and drafts for every test: numbers carry right check digits.

Nothing here sends or issues; `tests.factories.invoices` does. Every builder opens the company's scope by itself.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.is_ import kennitala
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

from accounts.models import User
from companies.models import BankAccount, Company, Customer, Membership
from companies.models.company import CURRENCIES, ELECTRONIC_ADDRESS_SCHEMES, TIME_ZONES
from companies.permissions import Role
from companies.tenancy import company_scope
from invoices.models import Draft
from portal.kit.clock import now

Kind = BankAccount.Kind
NAMES = {"SE": "AB", "NO": "AS", "DK": "ApS", "FI": "Oy", "IS": "ehf.", "DE": "GmbH", "US": "Inc."}
LANGUAGES = {"SE": "sv", "NO": "nb", "DK": "da", "FI": "fi", "IS": "is"}
PLACES = {
    "SE": ("Storgatan 1", "411 38", "Göteborg"),
    "NO": ("Karl Johans gate 2", "0154", "Oslo"),
    "DK": ("Nørregade 3", "1165", "København K"),
    "FI": ("Mannerheimintie 4", "00100", "Helsinki"),
    "IS": ("Laugavegur 5", "101", "Reykjavík"),
    "DE": ("Hauptstraße 6", "10115", "Berlin"),
    "US": ("Main Street 7", "10001", "New York"),
}
BANK_ACCOUNTS = {
    "SE": [(Kind.BANKGIRO, "50501055", ""), (Kind.IBAN, "SE4550000000058398257466", "ESSESESS")],
    "NO": [(Kind.NORWEGIAN, "86011117947", ""), (Kind.IBAN, "NO9386011117947", "DNBANOKK")],
    "DK": [(Kind.FIK, "81234567", ""), (Kind.DANISH, "00400440116243", "")],
    "FI": [(Kind.IBAN, "FI2112345600000785", "NDEAFIHH")],
    "IS": [(Kind.ICELANDIC, "015926007654", ""), (Kind.IBAN, "IS140159260076545510730339", "NBIIISRE")],
}


def _numbers(valid: Callable[[str], bool], stem: Callable[[int], str], *, first: int) -> Iterator[str]:
    """Yield numbers whose last digit is the one that the validator accepts."""
    for n in count(first):
        yield from (stem(n) + digit for digit in "0123456789" if valid(stem(n) + digit))


def _kennitala_numbers(*, first: int) -> Iterator[str]:
    for n in count(first):
        day, month, serial = 41 + n % 28, 1 + n // 28 % 12, n // 336 % 80 + 20
        stem = f"{day}{month:02d}10{serial}"
        yield from (f"{stem}{digit}0" for digit in "0123456789" if kennitala.is_valid(f"{stem}{digit}0"))


def _start(first: int) -> tuple[Iterator[int], dict[str, Iterator[str]]]:
    return count(first), {
        "SE": _numbers(swedish.is_valid, lambda n: f"55{n:07d}", first=first),
        "NO": _numbers(norwegian.is_valid, lambda n: f"9{n:07d}", first=first),
        "DK": _numbers(cvr.is_valid, lambda n: f"{n + 1000000:07d}", first=first),
        "FI": _numbers(ytunnus.is_valid, lambda n: f"{n:07d}", first=first),
        "IS": _kennitala_numbers(first=first),
    }


_serial, _legal_ids = _start(690001)


def start_at(first: int) -> None:
    """Let serial and organisation numbers go on from another place, for benchmarks whose database keeps its rows."""
    global _serial, _legal_ids
    _serial, _legal_ids = _start(first)


def legal_id(country: str = "SE") -> str:
    """Return an organisation number of the country that no other call has returned."""
    return next(_legal_ids[country])


def vat_id(country: str, number: str) -> str:
    """Return the VAT number that belongs to an organisation number."""
    return {"SE": f"SE{number}01", "NO": f"NO{number}MVA", "IS": f"IS{number[4:9]}"}.get(country, f"{country}{number}")


def electronic_address(country: str, number: str) -> str:
    """Return the electronic address (BT-34/BT-49) that belongs to an organisation number."""
    return f"0037{number}" if country == "FI" else number


def company(*, country: str = "SE", verified: bool = True, bank_accounts: bool = True, **fields: Any) -> Company:
    """Create a company with everything that its invoices need."""
    n, number = next(_serial), fields.pop("legal_id", "") or legal_id(country)
    street, postcode, city = PLACES[country]
    values: dict[str, Any] = {
        "slug": f"company-{n}",
        "name": f"Company {n} {NAMES[country]}",
        "country": country,
        "legal_id": number,
        "vat_id": vat_id(country, number),
        "f_tax": country == "SE",
        "registered_office": city,
        "electronic_scheme": ELECTRONIC_ADDRESS_SCHEMES[country],
        "electronic_address": electronic_address(country, number),
        "street": street,
        "postcode": postcode,
        "city": city,
        "phone": "+46 31 760 60 00",
        "email": f"company-{n}@example.com",
        "currency": CURRENCIES[country],
        "time_zone": TIME_ZONES[country],
        "language": LANGUAGES[country],
        "verified_at": now() if verified else None,
    }
    made = Company.objects.create(**(values | fields))
    if bank_accounts:
        with company_scope(made.pk):
            for position, (kind, account, bic) in enumerate(BANK_ACCOUNTS[country]):
                BankAccount.objects.create(kind=kind, number=account, bic=bic, position=position)
    return made


def user(*, name: str = "Anna Berg", password: str | None = None, **fields: Any) -> User:
    """Create an account; without a password only `client.force_login` signs it in."""
    return User.objects.create_user(
        fields.pop("email", f"user-{next(_serial)}@example.com"), password, name=name, **fields
    )


def member(of: Company, *, role: str = Role.INVOICER, **fields: Any) -> User:
    """Create an account with a role in the company."""
    made = user(**fields)
    Membership.objects.create(user=made, company=of, role=role)
    return made


def customer(of: Company, *, country: str = "", **fields: Any) -> Customer:
    """Create an entry of the company's customer register, reachable by e-invoice and by e-mail."""
    n, country = next(_serial), country or of.country
    number = fields.pop("legal_id", None)
    if number is None:
        number = legal_id(country) if country in _legal_ids else f"HRB{n:06d}"
    street, postcode, city = PLACES[country]
    nordic = country in _legal_ids
    values: dict[str, Any] = {
        "number": str(1000 + n),
        "name": f"Customer {n} {NAMES[country]}",
        "country": country,
        "legal_id": number,
        "vat_id": vat_id(country, number) if nordic else ("DE136695976" if country == "DE" else ""),
        "electronic_scheme": ELECTRONIC_ADDRESS_SCHEMES.get(country, "0088"),
        "electronic_address": electronic_address(country, number) if nordic else "7300010000001",
        "email": f"customer-{n}@example.com",
        "street": street,
        "postcode": postcode,
        "city": city,
        "language": LANGUAGES.get(country, "en"),
        "buyer_reference": "Erik Lund",
    }
    with company_scope(of.pk):
        made: Customer = Customer.objects.create(**(values | fields))
    return made


def line(name: str = "Consulting", quantity: str = "2", price: str = "100", **fields: str) -> dict[str, str]:
    """Return a line of a draft as typed; see `invoices.models.draft` for the keys."""
    empty = {"description": "", "item_id": "", "unit": "HUR", "base_quantity": "", "discount": "", "vat": "S:25"}
    return {"uid": f"r{next(_serial)}", "name": name, "quantity": quantity, "price": price} | empty | fields


def allowance(
    amount: str = "50", *, kind: str = "allowance", reason: str = "Discount", **fields: str
) -> dict[str, str]:
    """Return a document allowance or charge of a draft as typed."""
    return {
        "uid": f"a{next(_serial)}", "kind": kind, "reason": reason, "percent": "", "amount": amount, "vat": "S:25"
    } | fields  # fmt: skip


def draft_content(
    to: Customer | None = None, *, lines: list[dict[str, str]] | None = None, **fields: Any
) -> dict[str, Any]:
    """Return the content of a draft that can be issued as it stands, unless the fields say otherwise."""
    values: dict[str, Any] = {
        "customer": str(to.pk) if to else "",
        "type_code": "380",
        "issue_date": "2026-11-21",
        "payment_days": "30",
        "currency": "",
        "buyer_reference": to.buyer_reference if to else "",
        "lines": [line()] if lines is None else lines,
        "allowances": [],
    }
    return values | fields


def draft(of: Company, to: Customer | None = None, *, by: User | None = None, **fields: Any) -> Draft:
    """Create a draft row with the given content; `services.drafting` fills its summary at the first save."""
    with company_scope(of.pk):
        made: Draft = Draft.objects.create(
            customer=to,
            customer_name=to.name if to else "",
            currency=of.currency,
            content=draft_content(to, **fields),
            created_by=by,
        )
    return made
