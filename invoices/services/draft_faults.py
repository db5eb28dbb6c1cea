"""What the portal asks of a draft beyond the official rules: a verified company, a customer, lines, sound amounts.

`services.composing` calls this with the composed document; each fault becomes a problem at the field that mends it.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from companies.models import Company, Customer
from invoices.en16931.codes.vat import OUTSIDE_SCOPE
from invoices.en16931.document import Document
from invoices.en16931.money import ZERO
from invoices.services.draft_reader import DraftReader
from invoices.services.parties import list_missing
from portal.kit.clock import today_in

VERIFY: Final = "PORTAL-VERIFY"
COMPANY: Final = "PORTAL-COMPANY"
CUSTOMER: Final = "PORTAL-CUSTOMER"
REFERENCE: Final = "PORTAL-REFERENCE"
ATTACHMENT: Final = "PORTAL-ATTACHMENT"
LINES: Final = "PORTAL-LINES"
AMOUNT: Final = "PORTAL-AMOUNT"
NEGATIVE: Final = "PORTAL-NEGATIVE"
EXCHANGE_RATE: Final = "PORTAL-RATE"
DATE: Final = "PORTAL-DATE"
CREDIT: Final = "PORTAL-CREDIT"

LARGEST_AMOUNT: Final = Decimal(10) ** 15
_UNUSUAL: Final = timedelta(days=366)


def note_faults(
    reader: DraftReader, document: Document, *, company: Company, customer: Customer | None, has_accounts: bool
) -> None:
    """Note everything that the portal itself finds wrong with the composed document."""
    _note_customer(reader, document, customer=customer)
    _note_dates(reader, document, company=company)
    _note_amounts(reader, document, company=company)
    if document.is_credit_note and not document.preceding_invoices:
        reader.warn("preceding_invoice", _("Write the number of the invoice that is credited."), rule=CREDIT)
    _note_company(reader, document, company=company, has_accounts=has_accounts)


def _note_customer(reader: DraftReader, document: Document, *, customer: Customer | None) -> None:
    if customer is None:
        reader.refuse("customer", _("Choose a customer."), rule=CUSTOMER)
        return
    if customer.archived_at is not None:
        reader.warn("customer", _("%(name)s is archived in the customer register.") % {"name": customer.name})
    if customer.requires_reference and not (document.buyer_reference or document.order_reference):
        sentence = _("%(name)s requires a reference or an order number.") % {"name": customer.name}
        reader.refuse("buyer_reference", sentence, rule=REFERENCE)
    if customer.requires_attachment and not document.attachments:
        sentence = _("%(name)s requires an attached document.") % {"name": customer.name}
        reader.refuse("attachments", sentence, rule=ATTACHMENT)


def _note_dates(reader: DraftReader, document: Document, *, company: Company) -> None:
    issued, due = document.issue_date, document.due_date
    if issued is None:
        return
    if abs(issued - today_in(company.time_zone)) > _UNUSUAL:
        reader.warn("issue_date", _("The invoice date is more than a year away."), rule=DATE)
    if due is not None and due < issued:
        reader.warn("due_date", _("The due date is before the invoice date."), rule=DATE)


def _note_amounts(reader: DraftReader, document: Document, *, company: Company) -> None:
    totals = document.totals
    if not document.lines:
        reader.refuse("lines", _("Add at least one line."), rule=LINES)
    if totals is None or totals.tax_inclusive is None or totals.amount_due is None:
        return
    if max(abs(totals.tax_inclusive), abs(totals.amount_due), abs(totals.lines_net or ZERO)) >= LARGEST_AMOUNT:
        reader.refuse("lines", _("The total is too large."), rule=AMOUNT)
    if totals.tax_inclusive < 0 and document.is_credit_note:
        sentence = _("A credit note's total must not be below zero. Write the amounts without a minus sign.")
        reader.refuse("type_code", sentence, rule=NEGATIVE)
    elif totals.tax_inclusive < 0:
        reader.refuse("type_code", _("The total is below zero. Make a credit note instead."), rule=NEGATIVE)
    if document.currency != company.currency and totals.tax_total and document.vat_accounting_currency is None:
        sentence = _("Write the exchange rate: VAT must be stated in %(currency)s, too.")
        reader.refuse("exchange_rate", sentence % {"currency": company.currency}, rule=EXCHANGE_RATE)


def _note_company(reader: DraftReader, document: Document, *, company: Company, has_accounts: bool) -> None:
    if not company.is_verified:
        sentence = _("%(name)s has not been verified yet. Invoices can be issued when it has.") % {"name": company.name}
        reader.refuse("company", sentence, rule=VERIFY)
    for name in list_missing(company):
        sentence = _("The company's profile lacks: %(name)s.") % {"name": name}
        reader.refuse("company", sentence, rule=COMPANY)
    in_scope = any(line.vat_category != OUTSIDE_SCOPE for line in document.lines)
    if in_scope and not company.vat_id:
        sentence = _("The company's profile lacks: %(name)s.") % {"name": _("VAT number")}
        reader.refuse("company", sentence, rule=COMPANY)
    if not has_accounts and not document.is_credit_note:
        reader.refuse("company", _("Add a bank account to the company's profile."), rule=COMPANY)
