"""The one table of role → actions inside a company (C14)."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member is in a company; each role may do all that the one before it may."""

    READER = "reader", _("Reader")
    INVOICER = "invoicer", _("Invoicer")
    ADMINISTRATOR = "administrator", _("Administrator")
    OWNER = "owner", _("Owner")


class Action(StrEnum):
    """What can be done inside a company."""

    SEE = "see"
    WRITE_INVOICES = "write_invoices"
    SEND_INVOICES = "send_invoices"
    HANDLE_RECEIVED = "handle_received"
    EDIT_CUSTOMERS = "edit_customers"
    EDIT_COMPANY = "edit_company"
    MANAGE_MEMBERS = "manage_members"
    SEE_AUDIT = "see_audit"


_READER = frozenset({Action.SEE})
_INVOICER = _READER | {
    Action.WRITE_INVOICES,
    Action.SEND_INVOICES,
    Action.HANDLE_RECEIVED,
    Action.EDIT_CUSTOMERS,
}
_ADMINISTRATOR = _INVOICER | {Action.EDIT_COMPANY, Action.MANAGE_MEMBERS, Action.SEE_AUDIT}

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.READER: _READER,
    Role.INVOICER: _INVOICER,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
    Role.OWNER: _ADMINISTRATOR,
}


def is_allowed(role: str, action: Action) -> bool:
    """Say whether the role may do the action."""
    return action in ALLOWED[Role(role)]
