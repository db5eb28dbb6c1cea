"""Makes a new draft from an issued document: the same content, new dates, no schedule, no link to the old one."""

from django.db import transaction

from accounts.models import User
from companies.models import Company
from companies.tenancy import current_company_id
from invoices.en16931.ubl.read import read
from invoices.lifecycle import EventKind
from invoices.models import Draft, Invoice, InvoiceEvent
from invoices.services.draft_content import content_of
from invoices.services.drafting import store_draft
from portal.kit.clock import now, today_in


@transaction.atomic
def copy(invoice: Invoice, *, by: User) -> Draft:
    """Create a draft like the document, dated today with the same payment terms in days; files are not copied."""
    company = Company.objects.get(pk=current_company_id())
    document = read(bytes(invoice.sealed.xml))
    days = (invoice.due_date - invoice.issue_date).days if invoice.due_date else None
    content = content_of(document, customer=invoice.customer) | {
        "issue_date": today_in(company.time_zone).isoformat(),
        "payment_days": str(days) if days is not None and days >= 0 else "",
        "seller_contact": by.get_full_name(),
    }
    draft = store_draft(content, customer=invoice.customer, by=by, action="draft.copied")
    InvoiceEvent.objects.create(
        company_id=invoice.company_id,
        invoice=invoice,
        kind=EventKind.COPIED,
        at=now(),
        by=by,
        by_name=by.get_full_name(),
        detail={"draft": draft.pk},
    )
    return draft
