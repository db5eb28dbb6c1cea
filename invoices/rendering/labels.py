"""The words printed on a document, in the document's own language, which is the buyer's and not the reader's.

Looked up once per language and kept. Patterns hold named places in braces, so that a language may order them freely.
Names of units live in units.py. Called by the modules that lay a document out.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:

    def pgettext_lazy(context: str, message: str) -> str:
        """Stand for Django's function, whose result is a text once it is read."""
else:
    from django.utils.translation import pgettext_lazy


def document_language(language: str) -> str:
    """Return the language when documents can be written in it, otherwise English."""
    return language if language in dict(settings.LANGUAGES) else "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Every word of the layout in one language."""

    # Titles (BT-3)
    invoice: str = pgettext_lazy("document", "Invoice")
    credit_note: str = pgettext_lazy("document", "Credit note")
    prepayment_invoice: str = pgettext_lazy("document", "Prepayment invoice")
    partial_invoice: str = pgettext_lazy("document", "Partial invoice")
    corrected_invoice: str = pgettext_lazy("document", "Corrected invoice")
    debit_note: str = pgettext_lazy("document", "Debit note")
    self_billed_invoice: str = pgettext_lazy("document", "Self-billed invoice")
    self_billed_credit_note: str = pgettext_lazy("document", "Self-billed credit note")
    file_title: str = pgettext_lazy("document", "{title} {number} from {seller}")
    draft: str = pgettext_lazy("document", "Draft")

    # Dates and terms
    invoice_date: str = pgettext_lazy("document", "Invoice date")
    credit_note_date: str = pgettext_lazy("document", "Credit note date")
    due_date: str = pgettext_lazy("document", "Due date")
    payment_terms: str = pgettext_lazy("document", "Payment terms")
    late_interest: str = pgettext_lazy("document", "Late payment interest")
    credits_invoice: str = pgettext_lazy("document", "Credits invoice")
    refers_to_invoice: str = pgettext_lazy("document", "Refers to invoice")
    vat_point_date: str = pgettext_lazy("document", "VAT point date")
    dated_number: str = pgettext_lazy("document", "{number} of {date}")

    # References
    your_reference: str = pgettext_lazy("document", "Your reference")
    your_order: str = pgettext_lazy("document", "Your order no.")
    contract: str = pgettext_lazy("document", "Contract")
    project: str = pgettext_lazy("document", "Project")
    our_reference: str = pgettext_lazy("document", "Our reference")
    our_order: str = pgettext_lazy("document", "Our order no.")
    customer_number: str = pgettext_lazy("document", "Customer no.")
    delivery_date: str = pgettext_lazy("document", "Delivery date")
    delivered_to: str = pgettext_lazy("document", "Delivered to")
    period: str = pgettext_lazy("document", "Period")
    despatch_advice: str = pgettext_lazy("document", "Delivery note")
    receiving_advice: str = pgettext_lazy("document", "Goods receipt")
    tender: str = pgettext_lazy("document", "Tender or lot")
    invoiced_object: str = pgettext_lazy("document", "Object")
    accounting_reference: str = pgettext_lazy("document", "Accounting code")
    your_vat_number: str = pgettext_lazy("document", "Your VAT no.")
    your_legal_id: str = pgettext_lazy("document", "Your reg. no.")
    attention: str = pgettext_lazy("document", "Attn: {name}")
    tax_representative: str = pgettext_lazy("document", "Tax representative: {name}, VAT no. {number}")
    attachments: str = pgettext_lazy("document", "Attachments: {names}")

    # Lines
    item_id: str = pgettext_lazy("document", "Item no.")
    description: str = pgettext_lazy("document", "Description")
    quantity: str = pgettext_lazy("document", "Quantity")
    unit: str = pgettext_lazy("document", "Unit")
    unit_price: str = pgettext_lazy("document", "Unit price")
    discount: str = pgettext_lazy("document", "Discount")
    charge: str = pgettext_lazy("document", "Charge")
    vat: str = pgettext_lazy("document", "VAT")
    amount: str = pgettext_lazy("document", "Amount")
    lines: str = pgettext_lazy("document", "Invoice lines")
    period_of_line: str = pgettext_lazy("document", "Period {period}")
    your_item_id: str = pgettext_lazy("document", "Your item no. {number}")
    standard_item_id: str = pgettext_lazy("document", "GTIN or other standard no. {number}")
    order_line: str = pgettext_lazy("document", "Order line {number}")
    object_of_line: str = pgettext_lazy("document", "Object {number}")
    accounting_of_line: str = pgettext_lazy("document", "Accounting code {number}")
    classification: str = pgettext_lazy("document", "Classification {number}")
    origin: str = pgettext_lazy("document", "Country of origin {country}")
    price_per: str = pgettext_lazy("document", "Price per {quantity}")
    price_before_discount: str = pgettext_lazy("document", "Price before discount {amount}")
    carried_forward: str = pgettext_lazy("document", "Carried forward")
    brought_forward: str = pgettext_lazy("document", "Brought forward")

    # Sums
    lines_net: str = pgettext_lazy("document", "Sum of lines")
    tax_exclusive: str = pgettext_lazy("document", "Total excluding VAT")
    tax_inclusive: str = pgettext_lazy("document", "Total including VAT")
    prepaid: str = pgettext_lazy("document", "Already paid")
    rounding: str = pgettext_lazy("document", "Rounding")
    amount_due: str = pgettext_lazy("document", "Amount due")
    amount_credited: str = pgettext_lazy("document", "Amount credited")
    vat_in_currency: str = pgettext_lazy("document", "VAT in {currency}")
    vat_rate: str = pgettext_lazy("document", "VAT rate")
    taxable_amount: str = pgettext_lazy("document", "Taxable amount")
    zero_rated: str = pgettext_lazy("document", "Zero rated")
    exempt: str = pgettext_lazy("document", "Exempt from VAT")
    reverse_charge: str = pgettext_lazy("document", "Reverse charge")
    intra_community: str = pgettext_lazy("document", "Intra-EU supply")
    export: str = pgettext_lazy("document", "Export outside the EU")
    outside_scope: str = pgettext_lazy("document", "Outside the scope of VAT")

    # Payment
    reference_number: str = pgettext_lazy("document", "Reference number")
    ocr_number: str = pgettext_lazy("document", "OCR number")
    account: str = pgettext_lazy("document", "Account number")
    payment_slip: str = pgettext_lazy("document", "Payment slip")
    payee: str = pgettext_lazy("document", "Payee")
    direct_debit: str = pgettext_lazy("document", "Collected by direct debit, mandate {mandate}.")
    paid_by_card: str = pgettext_lazy("document", "Paid by card {number}.")
    nothing_to_pay: str = pgettext_lazy("document", "There is nothing to pay.")
    credit_note_for: str = pgettext_lazy(
        "document", "This is a credit note for invoice {number}. There is nothing to pay."
    )
    scan_to_pay: str = pgettext_lazy("document", "Scan in your bank app")
    payment_code: str = pgettext_lazy("document", "QR code with the payment details")

    # Seller
    registered_office: str = pgettext_lazy("document", "Registered office: {place}")
    legal_id: str = pgettext_lazy("document", "Reg. no. {number}")
    vat_number: str = pgettext_lazy("document", "VAT no. {number}")
    f_tax: str = pgettext_lazy("document", "Approved for Swedish F-tax")
    page_of_pages: str = pgettext_lazy("document", "Page {page} of {pages}")


@lru_cache(maxsize=16)
def labels_for(language: str) -> Labels:
    """Return the words of documents in a language of the portal."""
    with translation.override(language):
        return Labels(**{field.name: str(field.default) for field in fields(Labels)})
