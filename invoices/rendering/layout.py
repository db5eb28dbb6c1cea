"""Document to sheet: puts every term of EN 16931 that a reader needs into words and places. No arithmetic, no markup.

Called by pdf.py and html.py. The parts are in parties.py, lines.py, sums.py and payment.py.
"""

from collections.abc import Iterator

from invoices.en16931.document import Document, PrecedingInvoice
from invoices.rendering.labels import Labels
from invoices.rendering.lines import rows
from invoices.rendering.look import PLAIN, Look
from invoices.rendering.parties import address_lines, buyer_lines, foot, legal_number, party_notes, references
from invoices.rendering.payment import payment
from invoices.rendering.sheet import Fact, Sheet
from invoices.rendering.sums import sums, vat_notes, vat_rows
from invoices.rendering.writing import Writing, one_line, writing_for


def lay_out(document: Document, *, language: str, look: Look = PLAIN) -> Sheet:
    """Put the document into words in a language of the portal; an incomplete document gives an incomplete sheet."""
    writing = writing_for(document, language=language)
    seller = document.seller
    title, number = title_of(document, labels=writing.labels), one_line(document.invoice_number)
    name = one_line(seller.name) if seller else ""
    return Sheet(
        language=writing.language,
        title=title,
        number=number,
        file_title=writing.labels.file_title.format(title=title, number=number, seller=name),
        currency=document.currency or "",
        is_credit_note=document.is_credit_note,
        seller=name,
        seller_legal_id=legal_number(seller.legal_id) if seller else "",
        seller_place=", ".join(address_lines(seller.address, writing=writing, home=None)) if seller else "",
        buyer=buyer_lines(document, writing=writing),
        facts=tuple(_facts(document, writing, look)),
        references=references(document, writing=writing),
        notes=party_notes(document, writing=writing),
        rows=rows(document, writing=writing),
        vat_rows=vat_rows(document, writing=writing),
        vat_notes=vat_notes(document, writing=writing),
        sums=sums(document, writing=writing),
        payment=payment(document, writing=writing),
        foot=foot(document, writing=writing, look=look),
    )


def title_of(document: Document, *, labels: Labels) -> str:
    """Return what the document calls itself (BT-3)."""
    titles = {
        "80": labels.debit_note,
        "84": labels.debit_note,
        "383": labels.debit_note,
        "326": labels.partial_invoice,
        "384": labels.corrected_invoice,
        "386": labels.prepayment_invoice,
        "389": labels.self_billed_invoice,
        "261": labels.self_billed_credit_note,
    }
    plain = labels.credit_note if document.is_credit_note else labels.invoice
    return titles.get(document.type_code or "", plain)


def _facts(document: Document, writing: Writing, look: Look) -> Iterator[Fact]:
    labels, formats = writing.labels, writing.formats
    if document.issue_date:
        label = labels.credit_note_date if document.is_credit_note else labels.invoice_date
        yield Fact(label=label, value=formats.day(document.issue_date))
    if numbers := ", ".join(filter(None, (_dated(each, writing) for each in document.preceding_invoices))):
        label = labels.credits_invoice if document.is_credit_note else labels.refers_to_invoice
        yield Fact(label=label, value=numbers, strong=document.is_credit_note)
    if document.due_date and not document.is_credit_note:
        yield Fact(label=labels.due_date, value=formats.day(document.due_date), strong=True)
    if document.vat_point_date and document.vat_point_date != document.issue_date:
        yield Fact(label=labels.vat_point_date, value=formats.day(document.vat_point_date))
    if terms := one_line(document.payment_terms):
        yield Fact(label=labels.payment_terms, value=terms)
    if look.late_interest and not document.is_credit_note:
        yield Fact(label=labels.late_interest, value=one_line(look.late_interest))


def _dated(each: PrecedingInvoice, writing: Writing) -> str:
    number = one_line(each.number)
    if not number or not each.issue_date:
        return number
    return writing.labels.dated_number.format(number=number, date=writing.formats.day(each.issue_date))
