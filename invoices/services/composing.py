"""From a draft's content to the document that would be issued, with live totals and everything that is wrong with it.

The editor's recalculation, the preview and issuing all call `compose`; the rules judge its document in
`services.checking`. Nothing is written here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.models import BankAccount, Company, Customer
from invoices.en16931.codes.currencies import CURRENCIES
from invoices.en16931.codes.documents import CREDIT_NOTE, INVOICE
from invoices.en16931.codes.vat import INTRA_COMMUNITY, OUTSIDE_SCOPE
from invoices.en16931.document import Attachment, Delivery, Document, Note, PrecedingInvoice, Totals
from invoices.en16931.line import Period
from invoices.en16931.party import PostalAddress
from invoices.en16931.totals import calculate
from invoices.en16931.ubl.profiles import BILLING, BILLING_PROCESS
from invoices.models import DraftAttachment
from invoices.services import document_texts, parties
from invoices.services.draft_faults import LARGEST_AMOUNT, note_faults
from invoices.services.draft_lines import Rows, read_rows
from invoices.services.draft_reader import DraftReader
from invoices.services.payment_means import means_of
from portal.kit.clock import today_in
from portal.kit.problems import Problem

MOST_PAYMENT_DAYS: Final = 365
WHOLE_KRONA: Final = Decimal(1)
# Stands for the number (BT-1) that issuing gives; nothing is ever sent under it.
NO_NUMBER: Final = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What a draft comes to: the document with its totals, and the problems seen while reading it.

    `rows` names the editor's row behind each line, allowance and charge; company, customer, accounts and the files' ids
    are what the document was composed from.
    """

    document: Document
    company: Company
    customer: Customer | None
    accounts: tuple[BankAccount, ...]
    file_ids: frozenset[int]
    problems: tuple[Problem, ...]
    rows: Rows
    language: str
    payment_days: int
    totals: Totals

    @property
    def line_nets(self) -> dict[str, Decimal | None]:
        """Return the net amount (BT-131) of each row that can be computed, by the row's uid."""
        return {uid: line.net_amount for uid, line in zip(self.rows.line_uids, self.document.lines, strict=True)}

    @property
    def allowance_amounts(self) -> dict[str, Decimal]:
        """Return the amount (BT-92, BT-99) of each allowance and charge, by the row's uid."""
        amounts: dict[str, Decimal] = {}
        uids = (*self.rows.allowance_uids, *self.rows.charge_uids)
        for uid, entry in zip(uids, (*self.document.allowances, *self.document.charges), strict=True):
            amounts[uid] = amounts.get(uid, Decimal(0)) + (entry.amount or Decimal(0))
        return amounts

    @property
    def has_blockers(self) -> bool:
        """Say whether anything must be mended before the draft can be issued."""
        return any(problem.is_blocker for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The fields above the rows, read."""

    type_code: str
    issue_date: date
    due_date: date | None
    payment_days: int
    currency: str
    delivery_date: date | None
    period: Period | None
    prepaid: Decimal | None
    exchange_rate: Decimal | None
    preceding: PrecedingInvoice | None


def compose(
    content: Mapping[str, Any],
    *,
    company: Company,
    customer: Customer | None,
    attachments: Iterable[DraftAttachment] = (),
    number: str | None = None,
    bank_accounts: Iterable[BankAccount] | None = None,
) -> Composition:
    """Compose the document that the content would be issued as, under `number` (BT-1) where it is known.

    Bank accounts are loaded from the company's scope unless they are given. Every value that cannot be read is a
    problem at its field and is left out of the document.
    """
    problems: list[Problem] = []
    reader = DraftReader(content, problems=problems)
    language = (customer.language if customer else "") or company.language
    files = tuple(attachments)
    head = _read_head(reader, company=company, customer=customer)
    rows = read_rows(content, reader=reader, currency=head.currency, language=language)
    accounts = tuple(BankAccount.objects.all() if bank_accounts is None else bank_accounts)
    stated = _state(reader, head, rows, company=company, customer=customer, language=language)
    if head.type_code == INVOICE:
        means = means_of(company, accounts=accounts, currency=head.currency, number=number or NO_NUMBER)
        stated = replace(stated, payment_means=means)
    stated = replace(stated, invoice_number=number or NO_NUMBER, attachments=_attachments(files))
    document = _compute(stated, head, company=company)
    note_faults(reader, document, company=company, customer=customer, has_accounts=bool(accounts))
    return Composition(
        document=document,
        company=company,
        customer=customer,
        accounts=accounts,
        file_ids=frozenset(file.pk for file in files),
        problems=tuple(problems),
        rows=rows,
        language=language,
        payment_days=head.payment_days,
        totals=document.totals or Totals(),
    )


def renumber(composition: Composition, *, number: str) -> Document:
    """Return the composed document under another number (BT-1), with the payment reference (BT-83) of that number."""
    document = composition.document
    if document.invoice_number == number:
        return document
    means = document.payment_means
    if means:
        means = means_of(
            composition.company, accounts=composition.accounts, currency=document.currency or "", number=number
        )
    return replace(document, invoice_number=number, payment_means=means)


def _read_head(reader: DraftReader, *, company: Company, customer: Customer | None) -> _Head:
    today = today_in(company.time_zone)
    type_code = reader.text("type_code") or INVOICE
    if type_code not in (INVOICE, CREDIT_NOTE):
        reader.refuse("type_code", _("Choose invoice or credit note."), rule="BR-CL-01")
        type_code = INVOICE
    issue_date = reader.day("issue_date", today=today) or today
    days = reader.whole("payment_days", most=MOST_PAYMENT_DAYS)
    if days is None:
        days = customer.payment_days if customer and customer.payment_days is not None else company.payment_days
    due_date = reader.day("due_date", today=today, start=issue_date)
    if due_date is None and type_code == INVOICE:
        due_date = issue_date + timedelta(days=days)
    return _Head(
        type_code=type_code,
        issue_date=issue_date,
        due_date=due_date,
        payment_days=days,
        currency=_currency(reader, company=company, customer=customer),
        delivery_date=reader.day("delivery_date", today=today, start=issue_date),
        period=_period(reader, today=today),
        prepaid=reader.number("prepaid"),
        exchange_rate=_exchange_rate(reader),
        preceding=_preceding(reader, today=today),
    )


def _currency(reader: DraftReader, *, company: Company, customer: Customer | None) -> str:
    usual = (customer.currency if customer else "") or company.currency
    typed = reader.text("currency").upper()
    if typed and typed not in CURRENCIES:
        reader.refuse("currency", _("%(code)s is not a currency code.") % {"code": typed[:10]}, rule="BR-CL-04")
        return usual
    return typed or usual


def _period(reader: DraftReader, *, today: date) -> Period | None:
    start, end = reader.day("period_start", today=today), reader.day("period_end", today=today)
    return Period(start=start, end=end) if start or end else None


def _exchange_rate(reader: DraftReader) -> Decimal | None:
    rate = reader.number("exchange_rate")
    if rate is not None and not 0 < rate < LARGEST_AMOUNT:
        reader.refuse("exchange_rate", _("The exchange rate must be above zero."))
        return None
    return rate


def _preceding(reader: DraftReader, *, today: date) -> PrecedingInvoice | None:
    number, day = reader.optional("preceding_invoice"), reader.day("preceding_invoice_date", today=today)
    return PrecedingInvoice(number, issue_date=day) if number else None


def _state(
    reader: DraftReader, head: _Head, rows: Rows, *, company: Company, customer: Customer | None, language: str
) -> Document:
    """State everything that is given; the amounts that follow are `calculate`'s."""
    categories = {category for category, _rate in rows.vat_groups()}
    in_scope = OUTSIDE_SCOPE not in categories
    with override(language):
        seller = parties.seller_of(company, contact=reader.text("seller_contact"), states_vat_id=in_scope)
    note = reader.text("note")
    return Document(
        issue_date=head.issue_date,
        type_code=head.type_code,
        currency=head.currency,
        vat_accounting_currency=_accounting_currency(head, company=company, rows=rows),
        due_date=head.due_date,
        buyer_reference=reader.optional("buyer_reference"),
        project_reference=reader.optional("project_reference"),
        contract_reference=reader.optional("contract_reference"),
        order_reference=reader.optional("order_reference"),
        sales_order_reference=_sales_order(reader),
        buyer_accounting_reference=reader.optional("buyer_accounting_reference"),
        payment_terms=_terms(reader, head, company=company, language=language),
        notes=(Note(note),) if note else (),
        profile_id=BILLING_PROCESS,
        customization_id=BILLING,
        preceding_invoices=(head.preceding,) if head.preceding else (),
        seller=seller,
        buyer=parties.buyer_of(customer, states_vat_id=in_scope) if customer else None,
        delivery=_delivery(head, customer=customer, is_intra_community=INTRA_COMMUNITY in categories),
        invoicing_period=head.period,
        allowances=rows.allowances,
        charges=rows.charges,
        totals=Totals(prepaid=head.prepaid or None),
        vat_breakdown=document_texts.exemptions(language, country=company.country),
        lines=rows.lines,
    )


def _compute(stated: Document, head: _Head, *, company: Company) -> Document:
    """Fill every amount, with Swedish cash rounding where the company wants it."""
    rounds = company.rounds_cash and head.currency == "SEK"
    rate = _accounting_rate(head, company=company)
    return calculate(stated, cash_rounding=WHOLE_KRONA if rounds else None, exchange_rate=rate)


def _sales_order(reader: DraftReader) -> str | None:
    """Return BT-14, which UBL can only write beside an order reference (BT-13)."""
    return reader.optional("sales_order_reference") if reader.text("order_reference") else None


def _terms(reader: DraftReader, head: _Head, *, company: Company, language: str) -> str:
    """Return BT-20: as typed, else the usual sentence in the buyer's language."""
    if typed := reader.text("payment_terms"):
        return typed
    if head.type_code == CREDIT_NOTE:
        number = head.preceding.number if head.preceding else ""
        return document_texts.credit_terms(number or "", language=language)
    return document_texts.payment_terms(head.payment_days, interest=company.late_interest, language=language)


def _delivery(head: _Head, *, customer: Customer | None, is_intra_community: bool) -> Delivery | None:
    """Return BG-13: the day, and for intra-community supply the country that it went to (BR-IC-12)."""
    address = PostalAddress(country=customer.country) if customer and is_intra_community else None
    return Delivery(delivery_date=head.delivery_date, address=address) if head.delivery_date or address else None


def _attachments(attachments: Iterable[DraftAttachment]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            reference=attachment.filename,
            description=attachment.description or None,
            content=bytes(attachment.data),
            mime_code=attachment.media_type,
            filename=attachment.filename,
        )
        for attachment in attachments
    )


def _accounting_currency(head: _Head, *, company: Company, rows: Rows) -> str | None:
    """Return BT-6 where the company must state its VAT in another currency than the invoice's."""
    if _accounting_rate(head, company=company) is None:
        return None
    return company.currency if any(rate for _category, rate in rows.vat_groups()) else None


def _accounting_rate(head: _Head, *, company: Company) -> Decimal | None:
    return head.exchange_rate if head.currency != company.currency else None
