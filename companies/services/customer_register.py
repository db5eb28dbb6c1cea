"""Verbs on the customer register: save, archive, restore; each writes the audit log in its transaction."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from accounts.models import User
from companies.models import Customer
from companies.services.audit import record
from portal.kit.clock import now


class NumberTakenError(ValueError):
    """Another customer of the company has this customer number."""


def save_customer(customer: Customer, *, by: User) -> Customer:
    """Add or change a customer; raises NumberTakenError when its number is in use."""
    is_new = customer.pk is None
    before = None if is_new else Customer.objects.filter(pk=customer.pk).values().first()
    try:
        with transaction.atomic():
            customer.save()
            record(
                "customer.added" if is_new else "customer.changed",
                by=by,
                subject=customer,
                **({} if before is None else {"changes": _changes(before, customer)}),
            )
    except IntegrityError as error:
        if "customer_number_once" in str(error):
            raise NumberTakenError(customer.number) from error
        raise
    return customer


def _changes(before: Mapping[str, object], customer: Customer) -> dict[str, list[str]]:
    return {
        name: [str(old), str(getattr(customer, name))]
        for name, old in before.items()
        if name != "changed_at" and getattr(customer, name) != old
    }


def archive_customer(customer: Customer, *, by: User) -> bool:
    """Take the customer out of lists and choices; say whether anything changed."""
    return _move(customer, archived_at=now(), action="customer.archived", by=by)


def restore_customer(customer: Customer, *, by: User) -> bool:
    """Bring an archived customer back; say whether anything changed."""
    return _move(customer, archived_at=None, action="customer.restored", by=by)


def _move(customer: Customer, *, archived_at: object, action: str, by: User) -> bool:
    with transaction.atomic():
        changed = Customer.objects.filter(pk=customer.pk, archived_at__isnull=archived_at is not None).update(
            archived_at=archived_at
        )
        if changed:
            record(action, by=by, subject=customer)
    return bool(changed)


def propose_number() -> str:
    """Return the next free customer number: one above the highest that is a plain number, from 1001."""
    highest = (
        Customer.objects.filter(number__regex=r"^[0-9]{1,12}$")
        .extra(select={"value": "number::bigint"}, order_by=["-value"])
        .values_list("value", flat=True)
        .first()
    )
    return str(max(int(highest or 0), 1000) + 1)
