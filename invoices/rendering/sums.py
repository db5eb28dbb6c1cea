"""The sums of a document in words: totals (BG-22), VAT specification (BG-23) and why VAT is not charged.

Writes the amounts that the document states; nothing is computed here. Called by layout.py.
"""

from collections.abc import Iterator

from invoices.en16931.codes import vat
from invoices.en16931.document import AllowanceCharge, Document, Totals, VatBreakdown
from invoices.rendering.lines import vat_of_line
from invoices.rendering.sheet import Fact, VatRow
from invoices.rendering.writing import Writing, one_line


def amount_label(document: Document, *, writing: Writing) -> str:
    """Return what the last sum is called: the amount to pay, or the amount credited."""
    return writing.labels.amount_credited if document.is_credit_note else writing.labels.amount_due


def amount_with_currency(text: str, *, currency: str | None) -> str:
    """Put the currency's code after an amount."""
    return f"{text}\N{NO-BREAK SPACE}{currency}" if text and currency else text


def sums(document: Document, *, writing: Writing) -> tuple[Fact, ...]:
    """Return the totals from the sum of lines (BT-106) to the amount due (BT-115), which is strong."""
    totals = document.totals or Totals()
    due = amount_with_currency(writing.amount(totals.amount_due), currency=document.currency)
    last = Fact(label=amount_label(document, writing=writing), value=due, strong=True)
    pairs = [pair for pair in _steps(document, totals, writing) if pair[1]]
    return (*(Fact(label=label, value=value) for label, value in pairs), last)


def _steps(document: Document, totals: Totals, writing: Writing) -> Iterator[tuple[str, str]]:
    labels = writing.labels
    yield labels.lines_net, writing.amount(totals.lines_net)
    for each in document.allowances:
        yield _named(labels.discount, each, writing), writing.deduction(each.amount)
    for each in document.charges:
        yield _named(labels.charge, each, writing), writing.amount(each.amount)
    yield labels.tax_exclusive, writing.amount(totals.tax_exclusive)
    yield labels.vat, writing.amount(totals.tax_total)
    if totals.tax_total_accounting is not None and document.vat_accounting_currency:
        label = labels.vat_in_currency.format(currency=document.vat_accounting_currency)
        accounting = writing.signed(totals.tax_total_accounting)
        yield label, writing.formats.amount(accounting, currency=document.vat_accounting_currency)
    if totals.prepaid:
        yield labels.tax_inclusive, writing.amount(totals.tax_inclusive)
        yield labels.prepaid, writing.deduction(totals.prepaid)
    if totals.rounding:
        yield labels.rounding, writing.amount(totals.rounding)


def _named(label: str, each: AllowanceCharge, writing: Writing) -> str:
    name = one_line(each.reason) or label
    return f"{name} {writing.formats.percent(each.percent)}" if each.percent else name


def vat_rows(document: Document, *, writing: Writing) -> tuple[VatRow, ...]:
    """Return the VAT specification, one row a category and rate."""
    return tuple(
        VatRow(
            rate=" ".join(filter(None, (vat_of_line(each.vat_category, each.vat_rate, writing=writing), name))),
            taxable=writing.amount(each.taxable_amount),
            tax=writing.amount(each.tax_amount),
        )
        for each in document.vat_breakdown
        for name in (_category_name(each.vat_category, writing),)
    )


def vat_notes(document: Document, *, writing: Writing) -> tuple[str, ...]:
    """Return why VAT is not charged (BT-120, BT-121), each reason once."""
    texts = (_reason(each, writing) for each in document.vat_breakdown)
    return tuple(dict.fromkeys(text for text in texts if text))


def _category_name(category: str | None, writing: Writing) -> str:
    labels = writing.labels
    names = {
        vat.ZERO_RATED: labels.zero_rated,
        vat.EXEMPT: labels.exempt,
        vat.REVERSE_CHARGE: labels.reverse_charge,
        vat.INTRA_COMMUNITY: labels.intra_community,
        vat.EXPORT: labels.export,
        vat.OUTSIDE_SCOPE: labels.outside_scope,
    }
    return names.get(category or "", "")


def _reason(each: VatBreakdown, writing: Writing) -> str:
    text, code = one_line(each.exemption_reason), one_line(each.exemption_reason_code)
    own_code = vat.EXEMPTION_CODES.get(each.vat_category or "")
    if text:
        return text
    return "" if not code or code == own_code else code
