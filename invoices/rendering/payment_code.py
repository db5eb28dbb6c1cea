"""The payment QR code: UsingQR for kronor to a Swedish giro number, EPC for euro to an IBAN, otherwise none.

UsingQR: one compact JSON object, "UsingQR" specification revision 2 (2014). EPC: EPC069-12 version 002, UTF-8, at most
331 bytes, error level M. Returned as PNG with one pixel a module. Called by payment.py.
"""

import io
import json
import re
from datetime import date
from decimal import Decimal

import segno

from invoices.en16931.codes import payment as codes
from invoices.en16931.document import Document, PaymentMeans
from invoices.rendering.writing import one_line

_GIROS = {codes.BANKGIRO: "BG", codes.PLUSGIRO: "PG"}
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_LOWEST, _HIGHEST = Decimal("0.01"), Decimal("999999999.99")
# A fixed mask saves half of the encoding time; readers cope with any of the eight.
_MASK = 2


def payment_code(document: Document) -> bytes:
    """Return the PNG of the document's payment code, or nothing where no scheme fits or nothing is to be paid."""
    text = payment_code_text(document)
    if not text:
        return b""
    file = io.BytesIO()
    code = segno.make(text, micro=False, error="m", boost_error=False, mask=_MASK, encoding="utf-8")
    code.save(file, kind="png", scale=1, border=0)
    return file.getvalue()


def payment_code_text(document: Document) -> str:
    """Return what the payment code says; empty for credit notes and where nothing is to be paid."""
    due = document.totals.amount_due if document.totals else None
    if document.is_credit_note or due is None or not _LOWEST <= due <= _HIGHEST:
        return ""
    for means in document.payment_means:
        transfer = means.credit_transfer
        if transfer is None or not transfer.account_id:
            continue
        if document.currency == "SEK" and transfer.service_provider_id in _GIROS:
            return _using_qr(document, means, due)
        iban = "".join(transfer.account_id.split()).upper()
        if document.currency == "EUR" and _IBAN.fullmatch(iban):
            return _epc(document, means, due, iban)
    return ""


def _payee_name(document: Document) -> str:
    parties = (document.payee, document.seller)
    return next((one_line(party.name) for party in parties if party and party.name), "")


def _using_qr(document: Document, means: PaymentMeans, due: Decimal) -> str:
    transfer, seller = means.credit_transfer, document.seller
    assert transfer is not None  # noqa: S101 - the caller has looked
    tax = document.totals.tax_total if document.totals else None
    legal_id = seller.legal_id.value if seller and seller.legal_id else ""
    values: dict[str, str | Decimal | int | None] = {
        "uqr": 1,
        "tp": 1,
        "nme": _payee_name(document),
        "cid": f"{legal_id[:6]}-{legal_id[6:]}" if len(legal_id) == 10 else legal_id,
        "iref": one_line(means.remittance_information) or document.invoice_number,
        "idt": _compact(document.issue_date),
        "ddt": _compact(document.due_date),
        "due": due,
        "vat": tax,
        "pt": _GIROS[transfer.service_provider_id or ""],
        "acc": one_line(transfer.account_id),
    }
    parts = (f"{json.dumps(key)}:{_json_value(value)}" for key, value in values.items() if value not in (None, ""))
    return f"{{{','.join(parts)}}}"


def _json_value(value: str | Decimal | int | None) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def _compact(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day else ""


def _epc(document: Document, means: PaymentMeans, due: Decimal, iban: str) -> str:
    transfer = means.credit_transfer
    bic = one_line(transfer.service_provider_id) if transfer else ""
    reference = creditor_reference(one_line(means.remittance_information))
    text = "" if reference else (one_line(means.remittance_information) or one_line(document.invoice_number))[:140]
    amount = f"EUR{due.normalize():f}"
    rows = ("BCD", "002", "1", "SCT", bic, _payee_name(document)[:70], iban, amount, "", reference, text)
    return "\n".join(rows).rstrip("\n")


def creditor_reference(reference: str) -> str:
    """Return the reference as ISO 11649 (RF…); a Finnish reference gets its RF form, free text gets nothing."""
    packed = "".join(reference.split()).upper()
    if re.fullmatch(r"RF[0-9]{2}[A-Z0-9]{1,21}", packed):
        return packed
    if not re.fullmatch(r"[0-9]{4,20}", packed):
        return ""
    check = 98 - int(f"{packed}271500") % 97
    return f"RF{check:02d}{packed}"
