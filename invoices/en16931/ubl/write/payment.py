"""Payment instructions as UBL: BG-16 to BG-19 and the terms, mirrored by ../read/payment.py."""

from collections.abc import Sequence
from datetime import date

from invoices.en16931.document import CreditTransfer, DirectDebit, Document, PaymentCard, PaymentMeans
from invoices.en16931.ubl.write.text import attribute, day, escape, group, text

# UNCL4461 "instrument not defined": UBL has no other place for the due date of a credit note that names no means.
_UNDEFINED = PaymentMeans(code="1")


def payment(document: Document) -> str:
    """Write BG-16 and BT-20; in a credit note the due date (BT-9) is within the first payment means."""
    due_date = document.due_date if document.is_credit_note else None
    means: Sequence[PaymentMeans] = document.payment_means
    if due_date is not None and not means:
        means = (_UNDEFINED,)
    written = [_means(given, due_date if position == 0 else None) for position, given in enumerate(means)]
    return "".join(written) + group("PaymentTerms", text("Note", document.payment_terms))


def _means(means: PaymentMeans, due_date: date | None) -> str:
    code = "" if means.code is None else escape(means.code)
    written = ""
    if means.code is not None or means.text is not None:
        written = f"<cbc:PaymentMeansCode{attribute('name', means.text)}>{code}</cbc:PaymentMeansCode>"
    return (
        "<cac:PaymentMeans>"
        + written
        + day("PaymentDueDate", due_date)
        + text("PaymentID", means.remittance_information)
        + _card(means.card)
        + _credit_transfer(means.credit_transfer)
        + _direct_debit(means.direct_debit)
        + "</cac:PaymentMeans>"
    )


def _card(card: PaymentCard | None) -> str:
    if card is None:
        return ""
    return (
        "<cac:CardAccount>"
        + text("PrimaryAccountNumberID", card.number)
        + text("NetworkID", card.network)
        + text("HolderName", card.holder)
        + "</cac:CardAccount>"
    )


def _credit_transfer(transfer: CreditTransfer | None) -> str:
    if transfer is None:
        return ""
    return (
        "<cac:PayeeFinancialAccount>"
        + text("ID", transfer.account_id)
        + text("Name", transfer.account_name)
        + group("FinancialInstitutionBranch", text("ID", transfer.service_provider_id))
        + "</cac:PayeeFinancialAccount>"
    )


def _direct_debit(debit: DirectDebit | None) -> str:
    if debit is None:
        return ""
    return (
        "<cac:PaymentMandate>"
        + text("ID", debit.mandate_id)
        + group("PayerFinancialAccount", text("ID", debit.debited_account_id))
        + "</cac:PaymentMandate>"
    )
