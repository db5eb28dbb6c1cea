"""Verbs on who belongs to a company and whether the company has been verified; each writes the audit log."""

from django.db import transaction

from accounts.models import User
from companies.models import Company, Membership
from companies.permissions import Role
from companies.services.audit import record
from companies.tenancy import company_scope
from portal.kit.clock import now


def add_member(company: Company, *, user: User, role: Role, by: User | None) -> Membership:
    """Give the user the role in the company; a member who has another role gets this one instead."""
    with transaction.atomic(), company_scope(company.pk):
        membership, is_new = Membership.objects.update_or_create(user=user, company=company, defaults={"role": role})
        record("member.added" if is_new else "member.changed", by=by, subject=user, role=role)
    return membership


def remove_member(membership: Membership, *, by: User | None) -> None:
    """Take the user's place in the company away; what he did keeps his name."""
    with transaction.atomic(), company_scope(membership.company_id):
        record("member.removed", by=by, subject=membership.user, role=membership.role)
        membership.delete()


def mark_verified(company: Company, *, by: User | None, how: str) -> None:
    """Note that the company's details are verified; a company that already is keeps its moment."""
    with transaction.atomic(), company_scope(company.pk):
        changed = Company.objects.filter(pk=company.pk, verified_at=None).update(verified_at=now())
        if changed:
            record("company.verified", by=by, subject=company, how=how)
    company.refresh_from_db(fields=["verified_at"])
