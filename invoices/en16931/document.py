"""The whole invoice or credit note of EN 16931 as frozen data: document-level groups and `Document` itself.

Parties live in party.py, lines in line.py; nothing here computes (totals.py) or knows UBL (ubl/). Every member is
optional: a draft, a received file and a sealed invoice share one model, and the rules say what is missing.
"""

from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from invoices.en16931.codes.documents import CREDIT_NOTE_TYPES
from invoices.en16931.line import Line, Period
from invoices.en16931.party import Buyer, Identifier, Payee, PostalAddress, Seller, TaxRepresentative


class DocumentKind(StrEnum):
    """Name the two UBL documents that carry the norm's invoice."""

    INVOICE = "Invoice"
    CREDIT_NOTE = "CreditNote"


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a free text about the whole document (BG-1)."""

    text: str  # BT-22
    _: KW_ONLY
    subject_code: str | None = None  # BT-21, UNCL4451


@dataclass(frozen=True, slots=True)
class PrecedingInvoice:
    """Hold a reference to an earlier invoice (BG-3)."""

    number: str | None = None  # BT-25
    _: KW_ONLY
    issue_date: date | None = None  # BT-26


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Hold where and when was delivered (BG-13)."""

    name: str | None = None  # BT-70
    location_id: Identifier | None = None  # BT-71
    delivery_date: date | None = None  # BT-72
    address: PostalAddress | None = None  # BG-15


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTransfer:
    """Hold an account to pay to (BG-17): IBAN, bankgiro, plusgiro or any other account number."""

    account_id: str | None = None  # BT-84
    account_name: str | None = None  # BT-85
    service_provider_id: str | None = None  # BT-86: BIC, or SE:BANKGIRO and SE:PLUSGIRO


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCard:
    """Hold the card that paid (BG-18). UBL demands a network beside the norm's two terms."""

    number: str | None = None  # BT-87
    holder: str | None = None  # BT-88
    network: str | None = None  # no BT: cac:CardAccount/cbc:NetworkID


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectDebit:
    """Hold a direct debit (BG-19). Its creditor identifier (BT-90) is on the seller or the payee, as in UBL."""

    mandate_id: str | None = None  # BT-89
    debited_account_id: str | None = None  # BT-91


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMeans:
    """Hold one way to pay (BG-16).

    The norm has one BG-16 with many accounts; UBL repeats the whole group for each account, and so does this model.
    """

    code: str | None = None  # BT-81, UNCL4461
    text: str | None = None  # BT-82
    remittance_information: str | None = None  # BT-83: OCR number, KID, RF reference
    credit_transfer: CreditTransfer | None = None  # BG-17
    card: PaymentCard | None = None  # BG-18
    direct_debit: DirectDebit | None = None  # BG-19


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceCharge:
    """Hold a document-level allowance (BG-20) or charge (BG-21); which one is told by the list it is in."""

    amount: Decimal | None = None  # BT-92, BT-99
    base_amount: Decimal | None = None  # BT-93, BT-100
    percent: Decimal | None = None  # BT-94, BT-101
    vat_category: str | None = None  # BT-95, BT-102
    vat_rate: Decimal | None = None  # BT-96, BT-103, percent
    reason: str | None = None  # BT-97, BT-104
    reason_code: str | None = None  # BT-98 (UNCL5189), BT-105 (UNCL7161)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Hold the document totals (BG-22)."""

    lines_net: Decimal | None = None  # BT-106
    allowances: Decimal | None = None  # BT-107
    charges: Decimal | None = None  # BT-108
    tax_exclusive: Decimal | None = None  # BT-109
    tax_total: Decimal | None = None  # BT-110
    tax_total_accounting: Decimal | None = None  # BT-111, in vat_accounting_currency
    tax_inclusive: Decimal | None = None  # BT-112
    prepaid: Decimal | None = None  # BT-113
    rounding: Decimal | None = None  # BT-114
    amount_due: Decimal | None = None  # BT-115


@dataclass(frozen=True, slots=True, kw_only=True)
class VatBreakdown:
    """Hold the VAT of one category and rate (BG-23)."""

    taxable_amount: Decimal | None = None  # BT-116
    tax_amount: Decimal | None = None  # BT-117
    vat_category: str | None = None  # BT-118
    vat_rate: Decimal | None = None  # BT-119, percent
    exemption_reason: str | None = None  # BT-120
    exemption_reason_code: str | None = None  # BT-121


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Hold a supporting document (BG-24), by address, embedded, or only named."""

    reference: str | None = None  # BT-122
    description: str | None = None  # BT-123
    url: str | None = None  # BT-124
    content: bytes | None = None  # BT-125
    mime_code: str | None = None  # BT-125-1
    filename: str | None = None  # BT-125-2


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """Hold one thing that a file says beyond the norm, so that writing it again loses nothing.

    `path` names a place in the written file; there an element is to be added or dropped, a text or attribute reads
    otherwise than the model would write it, or children stand in an order that the schema does not allow. Documents
    made by the portal have none. See ubl/remainder.py.
    """

    path: str
    action: Literal["add", "drop", "text", "attribute", "order"]
    name: str = ""  # of the attribute, or for "add" the sibling that goes before; what is added stands in a holder
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Hold an invoice or credit note with every group of EN 16931."""

    invoice_number: str | None = None  # BT-1
    issue_date: date | None = None  # BT-2
    type_code: str | None = None  # BT-3, UNCL1001
    currency: str | None = None  # BT-5
    vat_accounting_currency: str | None = None  # BT-6
    vat_point_date: date | None = None  # BT-7
    vat_point_code: str | None = None  # BT-8, UNCL2005
    due_date: date | None = None  # BT-9
    buyer_reference: str | None = None  # BT-10
    project_reference: str | None = None  # BT-11
    contract_reference: str | None = None  # BT-12
    order_reference: str | None = None  # BT-13
    sales_order_reference: str | None = None  # BT-14
    receiving_advice_reference: str | None = None  # BT-15
    despatch_advice_reference: str | None = None  # BT-16
    tender_reference: str | None = None  # BT-17
    invoiced_object: Identifier | None = None  # BT-18
    buyer_accounting_reference: str | None = None  # BT-19
    payment_terms: str | None = None  # BT-20
    notes: tuple[Note, ...] = ()  # BG-1
    profile_id: str | None = None  # BT-23
    customization_id: str | None = None  # BT-24
    preceding_invoices: tuple[PrecedingInvoice, ...] = ()  # BG-3
    seller: Seller | None = None  # BG-4
    buyer: Buyer | None = None  # BG-7
    payee: Payee | None = None  # BG-10
    tax_representative: TaxRepresentative | None = None  # BG-11
    delivery: Delivery | None = None  # BG-13
    invoicing_period: Period | None = None  # BG-14
    payment_means: tuple[PaymentMeans, ...] = ()  # BG-16
    allowances: tuple[AllowanceCharge, ...] = ()  # BG-20
    charges: tuple[AllowanceCharge, ...] = ()  # BG-21
    totals: Totals | None = None  # BG-22
    vat_breakdown: tuple[VatBreakdown, ...] = ()  # BG-23
    attachments: tuple[Attachment, ...] = ()  # BG-24
    lines: tuple[Line, ...] = ()  # BG-25
    ubl_version: str | None = None  # no BT: cbc:UBLVersionID
    kind: DocumentKind | None = None  # only where the root is not the one that the type code implies
    remainder: tuple[Remainder, ...] = ()

    @property
    def is_credit_note(self) -> bool:
        """Tell whether this is written as a UBL CreditNote."""
        if self.kind is not None:
            return self.kind is DocumentKind.CREDIT_NOTE
        return self.type_code in CREDIT_NOTE_TYPES
