"""Payment instructions from UBL: BG-16 to BG-19 and the terms, the mirror image of ../write/payment.py."""

from datetime import date
from typing import Final

from invoices.en16931.document import CreditTransfer, DirectDebit, PaymentCard, PaymentMeans
from invoices.en16931.ubl.names import cac, cbc
from invoices.en16931.ubl.read.node import Node

_MEANS: Final = cac("PaymentMeans")
_CODE: Final = cbc("PaymentMeansCode")
_DUE_DATE: Final = cbc("PaymentDueDate")
_PAYMENT_ID: Final = cbc("PaymentID")
_CARD: Final = cac("CardAccount")
_CARD_NUMBER: Final = cbc("PrimaryAccountNumberID")
_CARD_NETWORK: Final = cbc("NetworkID")
_CARD_HOLDER: Final = cbc("HolderName")
_ACCOUNT: Final = cac("PayeeFinancialAccount")
_BRANCH: Final = cac("FinancialInstitutionBranch")
_MANDATE: Final = cac("PaymentMandate")
_PAYER_ACCOUNT: Final = cac("PayerFinancialAccount")
_TERMS: Final = cac("PaymentTerms")
_ID: Final = cbc("ID")
_NAME: Final = cbc("Name")
_NOTE: Final = cbc("Note")


def payment_means(root: Node) -> tuple[PaymentMeans, ...]:
    """Read BG-16 from every cac:PaymentMeans of an invoice."""
    return tuple([_means(node) for node in root.nodes(_MEANS)])


def credit_note_payment_means(root: Node) -> tuple[tuple[PaymentMeans, ...], date | None]:
    """Read BG-16 and the due date (BT-9), which a credit note states within its first payment means."""
    nodes = root.nodes(_MEANS)
    due_date = nodes[0].day(_DUE_DATE) if nodes else None
    return tuple([_means(node) for node in nodes]), due_date


def payment_terms(root: Node) -> str | None:
    """Read BT-20."""
    return root.nested_text(_TERMS, _NOTE)


def _means(node: Node) -> PaymentMeans:
    code, text = _code(node)
    read = PaymentMeans(
        code=code,
        text=text,
        remittance_information=node.text(_PAYMENT_ID),
        credit_transfer=_credit_transfer(node.node(_ACCOUNT)),
        card=_card(node.node(_CARD)),
        direct_debit=_direct_debit(node.node(_MANDATE)),
    )
    node.close()
    return read


def _code(node: Node) -> tuple[str | None, str | None]:
    found = node.element_of(_CODE)
    if found is None:
        return None, None
    if len(found):
        node.odd.met = True
    name = node.attribute(found, "name")
    value = found.text or ""
    return (None if name is not None and not value else value), name


def _card(node: Node | None) -> PaymentCard | None:
    if node is None:
        return None
    read = PaymentCard(number=node.text(_CARD_NUMBER), network=node.text(_CARD_NETWORK), holder=node.text(_CARD_HOLDER))
    node.close()
    return read


def _credit_transfer(node: Node | None) -> CreditTransfer | None:
    if node is None:
        return None
    read = CreditTransfer(
        account_id=node.text(_ID),
        account_name=node.text(_NAME),
        service_provider_id=node.nested_text(_BRANCH, _ID),
    )
    node.close()
    return read


def _direct_debit(node: Node | None) -> DirectDebit | None:
    if node is None:
        return None
    read = DirectDebit(mandate_id=node.text(_ID), debited_account_id=node.nested_text(_PAYER_ACCOUNT, _ID))
    node.close()
    return read
