"""The parties of an invoice (BG-4 to BG-12) and the pieces they are made of.

Every member is optional because a document may be read or written before it is complete; what must be there is
decided by the rules. None means that a term is absent, an empty text that it is present and empty.
"""

from dataclasses import KW_ONLY, dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """Hold an identifier with the code of its scheme (ICD or EAS), where one is stated."""

    value: str
    _: KW_ONLY
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class ElectronicAddress:
    """Hold the address a document is delivered to (BT-34, BT-49) with its EAS scheme."""

    value: str
    _: KW_ONLY
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class TaxRegistration:
    """Hold a tax registration that is not a VAT number (BT-32), as "Godkänd för F-skatt".

    The scheme is the tax scheme that UBL writes beside it: TAX, never VAT.
    """

    value: str
    _: KW_ONLY
    scheme: str | None = "TAX"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Hold an address: BG-5 seller, BG-8 buyer, BG-12 tax representative, BG-15 delivery."""

    street: str | None = None  # BT-35, BT-50, BT-64, BT-75
    additional_street: str | None = None  # BT-36, BT-51, BT-65, BT-76
    address_line: str | None = None  # BT-162, BT-163, BT-164, BT-165
    city: str | None = None  # BT-37, BT-52, BT-66, BT-77
    post_code: str | None = None  # BT-38, BT-53, BT-67, BT-78
    subdivision: str | None = None  # BT-39, BT-54, BT-68, BT-79
    country: str | None = None  # BT-40, BT-55, BT-69, BT-80


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Hold a contact point: BG-6 seller, BG-9 buyer."""

    name: str | None = None  # BT-41, BT-56
    phone: str | None = None  # BT-42, BT-57
    email: str | None = None  # BT-43, BT-58


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Hold the seller (BG-4).

    The bank-assigned creditor identifier (BT-90) belongs to direct debit in the norm; UBL writes it on the seller, or
    on the payee where there is one, so it is kept where it is written.
    """

    name: str | None = None  # BT-27
    trading_name: str | None = None  # BT-28
    identifiers: tuple[Identifier, ...] = ()  # BT-29
    legal_id: Identifier | None = None  # BT-30
    vat_id: str | None = None  # BT-31
    tax_registration: TaxRegistration | None = None  # BT-32
    legal_form: str | None = None  # BT-33
    electronic_address: ElectronicAddress | None = None  # BT-34
    address: PostalAddress | None = None  # BG-5
    contact: Contact | None = None  # BG-6
    creditor_id: str | None = None  # BT-90


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """Hold the buyer (BG-7)."""

    name: str | None = None  # BT-44
    trading_name: str | None = None  # BT-45
    identifier: Identifier | None = None  # BT-46
    legal_id: Identifier | None = None  # BT-47
    vat_id: str | None = None  # BT-48
    electronic_address: ElectronicAddress | None = None  # BT-49
    address: PostalAddress | None = None  # BG-8
    contact: Contact | None = None  # BG-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Hold the party that is paid, where it is not the seller (BG-10)."""

    name: str | None = None  # BT-59
    identifier: Identifier | None = None  # BT-60
    legal_id: Identifier | None = None  # BT-61
    creditor_id: str | None = None  # BT-90


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRepresentative:
    """Hold the seller's tax representative (BG-11)."""

    name: str | None = None  # BT-62
    vat_id: str | None = None  # BT-63
    address: PostalAddress | None = None  # BG-12
