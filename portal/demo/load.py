"""Loads the demo through the portal's own verbs, so that everything in it went the way of real data.

Invoices carry past dates, so the clock is moved for each. Seeded: every demo is the same but for its dates.
"""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from companies.identifiers import propose_electronic_address
from companies.models import BankAccount, Company, Customer
from companies.permissions import Role
from companies.services.customer_register import save_customer
from companies.services.membership import add_member, mark_verified
from companies.tenancy import company_scope
from invoices.models import NumberSeries
from portal.demo import documents
from portal.demo.cast import COMPANIES, PASSWORD, PEOPLE, Cast
from portal.demo.customers import CUSTOMERS
from portal.kit import clock

DAYS_BACK = 170
Tell = Callable[[str], None]


def is_loaded() -> bool:
    """Say whether any company exists; the demo never touches a portal in use."""
    return Company.objects.exists()


def load(tell: Tell) -> None:
    """Load people, companies, customers, invoices, drafts and received invoices."""
    with transaction.atomic():
        people = {person.email: _make_user(person.name, person.email, person.language) for person in PEOPLE}
        User.objects.filter(email__in=[person.email for person in PEOPLE if person.is_staff]).update(
            is_staff=True, is_superuser=True
        )
        companies = {cast.slug: _make_company(cast) for cast in COMPANIES}
        for person in PEOPLE:
            for slug, role in person.roles.items():
                add_member(companies[slug], user=people[person.email], role=Role(role), by=None)
    owners = {
        slug: people[person.email] for person in PEOPLE for slug, role in person.roles.items() if role == Role.OWNER
    }
    for cast in COMPANIES:
        with company_scope(companies[cast.slug].pk):
            _make_customers(cast, companies, by=owners[cast.slug])
    tell("companies and customers are in place")
    _make_invoices(companies, owners, tell)
    for cast in COMPANIES:
        with company_scope(companies[cast.slug].pk):
            documents.write_drafts(companies[cast.slug], cast, by=owners[cast.slug])
    tell("drafts are written")


def _make_user(name: str, email: str, language: str) -> User:
    return User.objects.create_user(email, PASSWORD, name=name, language=language)


def _make_company(cast: Cast) -> Company:
    scheme, address = propose_electronic_address(cast.country, cast.legal_id)
    company = Company.objects.create(
        slug=cast.slug,
        name=cast.name,
        country=cast.country,
        legal_id=cast.legal_id,
        vat_id=cast.vat_id,
        f_tax=cast.f_tax,
        registered_office=cast.city,
        electronic_scheme=scheme,
        electronic_address=address,
        street=cast.street,
        postcode=cast.postcode,
        city=cast.city,
        phone=cast.phone,
        email=cast.email,
        website=cast.website,
        currency=cast.currency,
        time_zone=cast.zone,
        language=cast.language,
        late_interest=cast.late_interest,
        rounds_cash=cast.rounds_cash,
    )
    mark_verified(company, by=None, how="demo")
    with company_scope(company.pk):
        NumberSeries.objects.create(prefix=cast.prefix, next_number=cast.first_number)
        for position, bank in enumerate(cast.banks):
            BankAccount.objects.create(kind=bank.kind, number=bank.number, bic=bank.bic, position=position)
    return company


def _make_customers(cast: Cast, companies: dict[str, Company], *, by: User) -> None:
    number = 1001
    for other in companies.values():
        if other.slug != cast.slug:
            save_customer(_customer_from(other, number), by=by)
            number += 1
    for entry in CUSTOMERS[cast.slug]:
        scheme, address = propose_electronic_address(entry.country, entry.legal_id)
        customer = Customer(
            number=str(number),
            name=entry.name,
            country=entry.country,
            legal_id=entry.legal_id,
            vat_id=entry.vat_id,
            street=entry.street,
            postcode=entry.postcode,
            city=entry.city,
            email=entry.email,
            contact_name=entry.contact,
            buyer_reference=entry.contact,
            language=entry.language,
            electronic_scheme=scheme,
            electronic_address=address,
            payment_days=30 if number % 3 else 14,
            requires_reference="kultur" in entry.email,
        )
        save_customer(customer, by=by)
        number += 1


def _customer_from(company: Company, number: int) -> Customer:
    return Customer(
        number=str(number),
        name=company.name,
        country=company.country,
        legal_id=company.legal_id,
        vat_id=company.vat_id,
        street=company.street,
        postcode=company.postcode,
        city=company.city,
        email=company.email,
        electronic_scheme=company.electronic_scheme,
        electronic_address=company.electronic_address,
        buyer_reference="Inköp",
        language=company.language,
    )


def _make_invoices(companies: dict[str, Company], owners: dict[str, User], tell: Tell) -> None:
    today = clock.now()
    plan = []
    for cast in COMPANIES:
        dice = random.Random(cast.slug)  # noqa: S311 - repeatable demo data, no secret
        days = sorted((dice.randint(0, DAYS_BACK) for _ in range(cast.invoices)), reverse=True)
        plan += [(back, cast, dice) for back in days]
    plan.sort(key=lambda entry: -entry[0])
    for done, (back, cast, dice) in enumerate(plan, start=1):
        company = companies[cast.slug]
        day = (today - timedelta(days=back)).date()
        morning = datetime.combine(day, time(8, dice.randint(0, 59), dice.randint(0, 59)), ZoneInfo(cast.zone))
        with company_scope(company.pk), clock.moved_to(min(morning, today)):
            documents.write_invoice(company, cast, dice, by=owners[cast.slug], day=day, is_last=back < 3)
        if done % 50 == 0:
            tell(f"{done} of {len(plan)} invoices are issued")
