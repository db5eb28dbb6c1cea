"""What a term is, and how the tables beside this file build groups of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Row = tuple[str, str, str, str, str]

# Where a credit note puts what an invoice puts elsewhere.
_CREDIT_NOTE_PATHS: Final[dict[str, str]] = {
    "BT-3": "cbc:CreditNoteTypeCode",
    "BT-9": "cac:PaymentMeans/cbc:PaymentDueDate",
    "BT-11": "cac:AdditionalDocumentReference[cbc:DocumentTypeCode='50']/cbc:ID",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Describe a term; `field` is the dotted path from Document, with [] after a list.

    Paths are XPath below the root with the prefixes cac and cbc; BT-90 may stand on the payee as well.
    """

    id: str
    name: str
    cardinality: str
    invoice_path: str
    credit_note_path: str
    field: str

    @property
    def is_group(self) -> bool:
        """Tell whether this is a group (BG) and not a single term."""
        return self.id.startswith("BG-")

    @property
    def is_list(self) -> bool:
        """Tell whether the norm allows more than one."""
        return self.cardinality.endswith("n")


def terms(path: str, field: str, *rows: Row) -> Iterator[Term]:
    """Build the terms of one group, whose rows state paths and fields below those of the group."""
    for term_id, name, cardinality, below, member in rows:
        invoice_path = "/".join(part for part in (path, below) if part)
        separator = "" if not field or not member else "."
        credit_note_path = invoice_path.replace("InvoiceLine", "CreditNoteLine").replace("Invoiced", "Credited")
        yield Term(
            id=term_id,
            name=name,
            cardinality=cardinality,
            invoice_path=invoice_path,
            credit_note_path=_CREDIT_NOTE_PATHS.get(term_id, credit_note_path),
            field=f"{field}{separator}{member}",
        )


def address(path: str, field: str, *ids: str, name: str, group: str) -> Iterator[Term]:
    """Build the terms of a postal address, whose seven fields recur in four groups."""
    return terms(
        path,
        field,
        (group, f"{name} postal address", "0..1" if group == "BG-15" else "1..1", "", ""),
        (ids[0], f"{name} address line 1", "0..1", "cbc:StreetName", "street"),
        (ids[1], f"{name} address line 2", "0..1", "cbc:AdditionalStreetName", "additional_street"),
        (ids[2], f"{name} address line 3", "0..1", "cac:AddressLine/cbc:Line", "address_line"),
        (ids[3], f"{name} city", "0..1", "cbc:CityName", "city"),
        (ids[4], f"{name} post code", "0..1", "cbc:PostalZone", "post_code"),
        (ids[5], f"{name} country subdivision", "0..1", "cbc:CountrySubentity", "subdivision"),
        (ids[6], f"{name} country code", "1..1", "cac:Country/cbc:IdentificationCode", "country"),
    )


def allowance_charge(path: str, field: str, *ids: str, name: str, group: str) -> Iterator[Term]:
    """Build the terms of an allowance or charge; the VAT terms only where the group is of the document."""
    amount, base, percent, reason, code, *vat = ids
    rows: list[Row] = [
        (group, f"{name}s", "0..n", "", ""),
        (amount, f"{name} amount", "1..1", "cbc:Amount", "amount"),
        (base, f"{name} base amount", "0..1", "cbc:BaseAmount", "base_amount"),
        (percent, f"{name} percentage", "0..1", "cbc:MultiplierFactorNumeric", "percent"),
        (reason, f"{name} reason", "0..1", "cbc:AllowanceChargeReason", "reason"),
        (code, f"{name} reason code", "0..1", "cbc:AllowanceChargeReasonCode", "reason_code"),
    ]
    if vat:
        rows += [
            (vat[0], f"{name} VAT category code", "1..1", "cac:TaxCategory/cbc:ID", "vat_category"),
            (vat[1], f"{name} VAT rate", "0..1", "cac:TaxCategory/cbc:Percent", "vat_rate"),
        ]
    return terms(path, field, *rows)
