"""What the Peppol rules ask about the document as a whole: its profile, currency and the parties' countries.

Each fact is worked out at the first question, since most documents never ask most of them. The three ways in which
the official rules read a country (VAT number first, address squeezed, address exactly) are kept apart on purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from invoices.en16931.rules.peppol.xpath import (
    CREDIT_NOTE,
    INVOICE,
    Element,
    cac,
    cbc,
    is_any,
    kids,
    one,
    single,
    squash,
    texts,
)

UNKNOWN_COUNTRY: Final = "XX"


def code_list(codes: str) -> frozenset[str]:
    """Return the codes that stand in the text, parted by blanks."""
    return frozenset(codes.split())


RESPONSE_PROCESS: Final = "urn:peppol:bis:billing_with_response"
FRENCH_PROCESSES: Final = frozenset({"urn:peppol:france:billing:regulated", "urn:peppol:france:billing:non-regulated"})


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Hold what differs between Peppol's billing and self-billing rules."""

    name: str
    version: str
    specification: str
    processes: frozenset[str]
    coded_profiles: frozenset[str]
    invoice_types: frozenset[str]
    credit_note_types: frozenset[str]
    self_billing: bool = False

    @property
    def label(self) -> str:
        """Return name and version as reports show them."""
        return f"{self.name} {self.version}"


BILLING: Final = Ruleset(
    name="Peppol BIS Billing",
    version="3.0.21",
    specification="urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
    processes=FRENCH_PROCESSES | {"urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"},
    coded_profiles=frozenset({"01", "02"}),
    invoice_types=code_list(
        """
        71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877
        """
    ),
    credit_note_types=code_list("81 83 381 396 532"),
)
SELF_BILLING: Final = Ruleset(
    name="Peppol BIS Self-Billing",
    version="3.0.2",
    specification="urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0",
    processes=FRENCH_PROCESSES | {"urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0"},
    coded_profiles=frozenset({"01"}),
    invoice_types=frozenset({"389", "527"}),
    credit_note_types=frozenset({"261"}),
    self_billing=True,
)


def ruleset_of(root: Element) -> Ruleset:
    """Return the rules that the document asks for by its specification or process identifier (BT-24, BT-23)."""
    named = [*kids(root, cbc.CustomizationID), *kids(root, cbc.ProfileID)]
    return SELF_BILLING if any("selfbilling" in value for value in texts(named)) else BILLING


class Facts:
    """Answer questions about one document for the rules."""

    def __init__(self, root: Element, *, ruleset: Ruleset) -> None:
        self.root = root
        self.ruleset = ruleset
        self.is_invoice = root.tag == INVOICE
        self.is_credit_note = root.tag == CREDIT_NOTE
        self._period_bounds: dict[str, list[str]] = {}

    @cached_property
    def currencies(self) -> frozenset[str]:
        """Return the document currency code (BT-5) as written; a schema-valid document has one."""
        return frozenset(texts(kids(self.root, cbc.DocumentCurrencyCode)))

    @cached_property
    def profile(self) -> str:
        """Return the kind of process (BT-23): 01, 02 or Unknown."""
        process = squash(one(kids(self.root, cbc.ProfileID)))
        if process in self.ruleset.processes:
            return "01"
        return "02" if process == RESPONSE_PROCESS else "Unknown"

    @cached_property
    def seller_country(self) -> str:
        """Return the Seller's country by VAT number, else its tax representative's, else the address."""
        country = self._vat_country(cac.AccountingSupplierParty, cac.Party)
        if country is None:
            country = self._vat_country(cac.TaxRepresentativeParty)
        return self._address_country(cac.AccountingSupplierParty) if country is None else country

    @cached_property
    def seller_own_country(self) -> str:
        """Return the Seller's country by VAT number, else the address; the tax representative does not count."""
        country = self._vat_country(cac.AccountingSupplierParty, cac.Party)
        return self._address_country(cac.AccountingSupplierParty) if country is None else country

    @cached_property
    def buyer_country(self) -> str:
        """Return the Buyer's country by VAT number, else the address."""
        country = self._vat_country(cac.AccountingCustomerParty, cac.Party)
        return self._address_country(cac.AccountingCustomerParty) if country is None else country

    @cached_property
    def is_german_trade(self) -> bool:
        """Tell whether both parties' addresses are in Germany."""
        return self.is_seller_in("DE") and self.is_buyer_in("DE")

    def is_seller_in(self, country: str) -> bool:
        """Tell whether the Seller's address country is this one, whatever blanks and case it is written with."""
        return self._squeezed_country(cac.AccountingSupplierParty, cac.Party) == country

    def is_buyer_in(self, country: str) -> bool:
        """Tell whether the Buyer's address country is this one, whatever blanks and case it is written with."""
        return self._squeezed_country(cac.AccountingCustomerParty, cac.Party) == country

    def is_tax_representative_in(self, country: str) -> bool:
        """Tell whether the tax representative's address country is this one."""
        return self._squeezed_country(cac.TaxRepresentativeParty) == country

    @cached_property
    def seller_address_country(self) -> str:
        """Return the Seller's address country exactly as written."""
        return one(self._address_codes(cac.AccountingSupplierParty, cac.Party))

    @cached_property
    def buyer_address_country(self) -> str:
        """Return the Buyer's address country exactly as written."""
        return one(self._address_codes(cac.AccountingCustomerParty, cac.Party))

    @cached_property
    def is_greek_seller(self) -> bool:
        """Tell whether the Seller is Greek by VAT number, tax representative or address."""
        return self.seller_country in ("GR", "EL")

    @cached_property
    def is_greek_trade(self) -> bool:
        """Tell whether both parties are Greek."""
        return self.is_greek_seller and self.buyer_country in ("GR", "EL")

    @cached_property
    def has_swedish_seller(self) -> bool:
        """Tell whether a Seller's address says SE exactly."""
        return any(is_swedish(party) for party in self._parties(cac.AccountingSupplierParty))

    @cached_property
    def has_swedish_buyer(self) -> bool:
        """Tell whether a Buyer's address says SE exactly."""
        return any(is_swedish(party) for party in self._parties(cac.AccountingCustomerParty))

    @cached_property
    def has_swedish_vat_seller(self) -> bool:
        """Tell whether a Seller has both a Swedish address and a Swedish VAT number."""
        return any(is_swedish(party) and has_swedish_vat(party) for party in self._parties(cac.AccountingSupplierParty))

    def period_bounds(self, bound: str) -> list[str]:
        """Return the values of an invoicing period's bound (BT-73, BT-74), by tag; there may be several."""
        if bound not in self._period_bounds:
            self._period_bounds[bound] = list(texts(kids(self.root, cac.InvoicePeriod, bound)))
        return self._period_bounds[bound]

    @cached_property
    def has_order_reference(self) -> bool:
        """Tell whether the document names an order (BT-13)."""
        return bool(kids(self.root, cac.OrderReference, cbc.ID))

    @cached_property
    def is_greek_address(self) -> bool:
        """Tell whether the Seller's address says GR exactly."""
        return is_any(self._address_codes(cac.AccountingSupplierParty, cac.Party), "GR")

    def _parties(self, role: str) -> list[Element]:
        return [party for holder in self.root.iter(role) for party in kids(holder, cac.Party)]

    def _address_codes(self, *party: str) -> list[Element]:
        return kids(self.root, *party, cac.PostalAddress, cac.Country, cbc.IdentificationCode)

    def _squeezed_country(self, *party: str) -> str:
        return squash(one(self._address_codes(*party))).upper()

    def _address_country(self, role: str) -> str:
        codes = self._address_codes(role, cac.Party)
        return squash(one(codes)).upper() if codes else UNKNOWN_COUNTRY

    def _vat_country(self, *party: str) -> str | None:
        prefix = single(list(vat_prefixes(kids(self.root, *party, cac.PartyTaxScheme))))
        return squash(prefix).upper() if prefix else None


def vat_schemes(schemes: list[Element]) -> list[Element]:
    """Return the tax registrations that are VAT, written exactly so."""
    return [scheme for scheme in schemes if is_any(kids(scheme, cac.TaxScheme, cbc.ID), "VAT")]


def vat_prefixes(schemes: list[Element]) -> Iterator[str]:
    """Yield the first two characters of each VAT number among the tax registrations."""
    return (one(kids(scheme, cbc.CompanyID))[:2] for scheme in vat_schemes(schemes))


def is_swedish(party: Element) -> bool:
    """Tell whether the party's address says SE exactly."""
    return is_any(kids(party, cac.PostalAddress, cac.Country, cbc.IdentificationCode), "SE")


def has_swedish_vat(party: Element) -> bool:
    """Tell whether one of the party's VAT numbers starts with SE."""
    return "SE" in vat_prefixes(kids(party, cac.PartyTaxScheme))
