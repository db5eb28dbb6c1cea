"""A document laid out in words: every text of the page in its place and language, ready for PDF and for HTML.

Plain data without arithmetic; layout.py fills it. Read by templates/invoices/pdf and by the document view.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what it labels."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An invoice line (BG-25). `carried` is the sum of the lines up to and including this one."""

    item_id: str
    name: str
    details: tuple[str, ...]
    quantity: str
    unit: str
    price: str
    discount: str
    vat: str
    amount: str
    carried: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRow:
    """VAT of one category and rate (BG-23)."""

    rate: str
    taxable: str
    tax: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What to pay and how (BG-16): fields in the order they are read, or a sentence where there is nothing to pay."""

    label: str
    amount: str
    fields: tuple[Fact, ...] = ()
    text: str = ""
    code: bytes = b""  # PNG of the payment QR code


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The seller's details at the foot of every page (C5)."""

    address: tuple[str, ...]
    contact: tuple[str, ...]
    registrations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole document in words."""

    language: str
    title: str
    number: str
    file_title: str
    currency: str
    is_credit_note: bool
    seller: str
    seller_legal_id: str
    seller_place: str
    buyer: tuple[str, ...]
    facts: tuple[Fact, ...]
    references: tuple[Fact, ...]
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    vat_rows: tuple[VatRow, ...]
    vat_notes: tuple[str, ...]
    sums: tuple[Fact, ...]
    payment: Payment
    foot: Foot

    @property
    def heading(self) -> str:
        """Return title and number together, as at the head of later pages."""
        return f"{self.title} {self.number}".strip()

    @property
    def has_item_ids(self) -> bool:
        """Tell whether any line has an item number."""
        return any(row.item_id for row in self.rows)

    @property
    def has_discounts(self) -> bool:
        """Tell whether any line has a discount in percent."""
        return any(row.discount for row in self.rows)
