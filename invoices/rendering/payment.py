"""How to pay, in words: accounts and references as banks write them, and the payment box of the page (BG-16 to BG-19).

The QR code's content is in payment_code.py. Called by layout.py and by screens that show an account.
"""

import re
from collections.abc import Iterator

from invoices.en16931.codes import payment as codes
from invoices.en16931.document import CreditTransfer, Document, PaymentMeans, Totals
from invoices.rendering.parties import home_country
from invoices.rendering.payment_code import payment_code
from invoices.rendering.sheet import Fact, Payment
from invoices.rendering.sums import amount_label
from invoices.rendering.writing import Writing, one_line

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")


def payment(document: Document, *, writing: Writing) -> Payment:
    """Return the payment box: fields for money to be transferred, otherwise a sentence; a code only for an invoice."""
    totals = document.totals or Totals()
    due, label = totals.amount_due, amount_label(document, writing=writing)
    if document.is_credit_note:
        # The label says what it is, so the figure stands without a sign.
        amount = writing.formats.amount(due, currency=document.currency)
        return Payment(label=label, amount=amount, text=_credit_text(document, writing))
    amount = writing.amount(due)
    text = _other_means(document, writing)
    if due is not None and due <= 0:
        text = writing.labels.nothing_to_pay
    if text:
        return Payment(label=label, amount=amount, text=text)
    fields = (Fact(label=name, value=value) for name, value in _fields(document, writing) if value)
    return Payment(label=label, amount=amount, fields=tuple(dict.fromkeys(fields)), code=payment_code(document))


def _credit_text(document: Document, writing: Writing) -> str:
    numbers = [one_line(each.number) for each in document.preceding_invoices]
    if not any(numbers):
        return writing.labels.nothing_to_pay
    return writing.labels.credit_note_for.format(number=", ".join(filter(None, numbers)))


def _other_means(document: Document, writing: Writing) -> str:
    for means in document.payment_means:
        if means.direct_debit:
            return writing.labels.direct_debit.format(mandate=one_line(means.direct_debit.mandate_id))
        if means.card:
            return writing.labels.paid_by_card.format(number=one_line(means.card.number))
    return ""


def _fields(document: Document, writing: Writing) -> Iterator[tuple[str, str]]:
    labels, home = writing.labels, home_country(document)
    if document.due_date:
        yield labels.due_date, writing.formats.day(document.due_date)
    for means in document.payment_means:
        if means.credit_transfer:
            yield from _account(means, means.credit_transfer, home, writing)
        yield from _reference(means, home, writing)
    names = (document.payee.name if document.payee else None, document.seller.name if document.seller else None)
    yield labels.payee, next(filter(None, map(one_line, names)), "")


def _reference(means: PaymentMeans, home: str | None, writing: Writing) -> Iterator[tuple[str, str]]:
    """Write the payment reference (BT-83); a Danish payment slip carries it in its own line instead."""
    reference = one_line(means.remittance_information)
    if not reference or (means.code == codes.FIK and "#" in reference):
        return
    if home == "NO":
        yield "KID", reference
    elif home == "SE" and reference.isdigit():
        yield writing.labels.ocr_number, in_groups(reference, size=4)
    elif home == "FI" and reference.isdigit():
        yield writing.labels.reference_number, in_groups(reference, size=5, from_right=True)
    else:
        yield writing.labels.reference_number, in_groups(reference, size=4) if reference[:2] == "RF" else reference


def _account(
    means: PaymentMeans, transfer: CreditTransfer, home: str | None, writing: Writing
) -> Iterator[tuple[str, str]]:
    number, provider = one_line(transfer.account_id), one_line(transfer.service_provider_id)
    packed = "".join(number.split()).upper()
    if provider == codes.BANKGIRO:
        yield "Bankgiro", bankgiro(number)
    elif provider == codes.PLUSGIRO:
        yield "Plusgiro", plusgiro(number)
    elif _IBAN.fullmatch(packed):
        yield "IBAN", in_groups(packed, size=4)
        if provider:
            yield "BIC", provider
    elif means.code == codes.FIK:
        yield writing.labels.payment_slip, slip_line(one_line(means.remittance_information), creditor=number)
    else:
        yield writing.labels.account, national_account(number, country=home, branch=provider)


def in_groups(text: str, *, size: int, from_right: bool = False) -> str:
    """Write a long number in groups that an eye can follow."""
    first = len(text) % size if from_right else 0
    parts = [text[:first], *(text[at : at + size] for at in range(first, len(text), size))]
    return "\N{NO-BREAK SPACE}".join(filter(None, parts))


def bankgiro(number: str) -> str:
    """Write a bankgiro number as 5164-8822 or 734-2118."""
    return f"{number[:-4]}-{number[-4:]}" if number.isdigit() and len(number) in {7, 8} else number


def plusgiro(number: str) -> str:
    """Write a plusgiro number as 12 34 56-7."""
    if not number.isdigit() or not 2 <= len(number) <= 8:
        return number
    return f"{in_groups(number[:-1], size=2, from_right=True)}-{number[-1]}"


def slip_line(reference: str, *, creditor: str) -> str:
    """Write a Danish payment slip as +71<000000001234567+87654321<."""
    kind, _, number = reference.partition("#")
    return f"+{kind}<{number}+{creditor}<"


def national_account(number: str, *, country: str | None, branch: str = "") -> str:
    """Write an account number as its country does: 1234.56.78901 in Norway, 0133-26-012345 in Iceland."""
    if country == "NO" and number.isdigit() and len(number) == 11:
        return f"{number[:4]}.{number[4:6]}.{number[6:]}"
    if country == "IS" and number.isdigit() and len(number) == 12:
        return f"{number[:4]}-{number[4:6]}-{number[6:]}"
    return f"{branch} {number}".strip()
