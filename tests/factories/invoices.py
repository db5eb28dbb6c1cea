"""Issued invoices and credit notes, made by the real verbs."""

from typing import Any

from accounts.models import User
from companies.models import Company, Customer
from companies.tenancy import company_scope
from invoices.models import Invoice
from invoices.services.crediting import credit
from invoices.services.issuing import issue
from tests.factories.companies import customer, draft, member


def issued(of: Company, to: Customer | None = None, *, by: User | None = None, **fields: Any) -> Invoice:
    """Issue a draft with the given content; customer and clerk are made where they are not given."""
    to = to or customer(of)
    with company_scope(of.pk):
        return issue(draft(of, to, by=by, **fields), by=by or member(of))


def credited(invoice: Invoice, *, by: User | None = None) -> Invoice:
    """Issue a full credit note of an invoice."""
    with company_scope(invoice.company_id):
        by = by or member(invoice.company)
        return issue(credit(invoice, by=by), by=by)
