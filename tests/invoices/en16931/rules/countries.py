"""The sample document as companies of other countries would write it, valid by every rule."""

from tests.invoices.en16931.rules.samples import (
    BUYER,
    SELLER,
    SWEDISH,
    Edit,
    after,
    all_of,
    before,
    drop,
    edited,
    mark,
    put,
)

TAX_SCHEME = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='TAX']"
VAT_SCHEME = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']"
ACCOUNT = "cac:PaymentMeans/cac:PayeeFinancialAccount"


def party(path: str, country: str, *, vat: str, legal: tuple[str, str], endpoint: tuple[str, str]) -> Edit:
    """Move a party to a country with its numbers there, each (scheme, value)."""
    scheme, number = legal
    legal_id, identification = f"{path}/cac:PartyLegalEntity/cbc:CompanyID", f"{path}/cac:PartyIdentification/cbc:ID"
    return all_of(
        put(f"{path}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", country),
        put(f"{path}/{VAT_SCHEME}/cbc:CompanyID", vat),
        put(legal_id, number),
        mark(legal_id, "schemeID", scheme),
        put(identification, number),
        mark(identification, "schemeID", scheme),
        put(f"{path}/cbc:EndpointID", endpoint[1]),
        mark(f"{path}/cbc:EndpointID", "schemeID", endpoint[0]),
    )


def both(country: str, *, vat: str, legal: tuple[str, str], endpoint: tuple[str, str]) -> Edit:
    """Move both parties to a country; no F-tax and no giro there."""
    return all_of(
        *(party(path, country, vat=vat, legal=legal, endpoint=endpoint) for path in (SELLER, BUYER)),
        drop(f"{SELLER}/{TAX_SCHEME}"),
        drop(f"{ACCOUNT}/cac:FinancialInstitutionBranch"),
    )


def means(code: str, *, account: str, payment_id: str = "1") -> Edit:
    """Set the payment means, its reference and account."""
    return all_of(
        put("cac:PaymentMeans/cbc:PaymentMeansCode", code),
        put("cac:PaymentMeans/cbc:PaymentID", payment_id),
        put(f"{ACCOUNT}/cbc:ID", account),
    )


def branch(number: str) -> Edit:
    """Add the bank's registration number."""
    return after(
        f"{ACCOUNT}/cbc:ID",
        f"<cac:FinancialInstitutionBranch><cbc:ID>{number}</cbc:ID></cac:FinancialInstitutionBranch>",
    )


def reference(number: str, description: str, *, url: str = "") -> Edit:
    """Add a supporting document, with a location if any."""
    attachment = (
        f"<cac:Attachment><cac:ExternalReference><cbc:URI>{url}</cbc:URI></cac:ExternalReference></cac:Attachment>"
    )
    described = f"<cbc:ID>{number}</cbc:ID><cbc:DocumentDescription>{description}</cbc:DocumentDescription>"
    return before(
        "cac:AdditionalDocumentReference",
        f"<cac:AdditionalDocumentReference>{described}{attachment if url else ''}</cac:AdditionalDocumentReference>",
    )


_NO = "987654325"
NORWEGIAN = edited(
    SWEDISH,
    both("NO", vat=f"NO{_NO}MVA", legal=("0192", _NO), endpoint=("0192", _NO)),
    after(
        f"{SELLER}/{VAT_SCHEME}",
        "<cac:PartyTaxScheme><cbc:CompanyID>Foretaksregisteret</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>",
    ),
    means("30", account="86011117947"),
)
DANISH = edited(
    SWEDISH,
    both("DK", vat="DK12345678", legal=("0184", "12345678"), endpoint=("0184", "12345678")),
    means("42", account="1234567890"),
    branch("9999"),
)
_IS = "5501012340"
ICELANDIC = edited(
    SWEDISH,
    both("IS", vat="IS12345", legal=("0196", _IS), endpoint=("0196", _IS)),
    means("42", account="051526001234"),
    reference("2026-12-20", "EINDAGI"),
)
_IBAN = "DE40100100100000012345"
GERMAN = edited(
    SWEDISH,
    both("DE", vat="DE123456789", legal=("0204", "HRB1"), endpoint=("9930", "DE123456789")),
    means("58", account=_IBAN),
    reference("Bilder", "Fotos", url="https://example.com/fotos"),
)
DUTCH = edited(
    SWEDISH,
    both("NL", vat="NL123456789B12", legal=("0106", "12345678"), endpoint=("0106", "12345678")),
    means("58", account="NL91ABNA0417164300"),
)
_IT = "01234567897"
ITALIAN = edited(
    SWEDISH,
    both("IT", vat=f"IT{_IT}", legal=("0210", _IT), endpoint=("0211", f"IT{_IT}")),
    after(
        f"{SELLER}/{VAT_SCHEME}",
        "<cac:PartyTaxScheme><cbc:CompanyID>RSSMRA80A01H501U</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>",
    ),
)
_GR = "091234566"
GREEK = edited(
    SWEDISH,
    both("GR", vat=f"EL{_GR}", legal=("0060", "123456789"), endpoint=("9933", _GR)),
    put("cbc:ID", f"{_GR}|16/11/2026|0|1.1|A|118"),
    reference("400001234567890", "##M.AR.K##"),
    reference("1", "##INVOICE|URL##", url="https://example.gr/118"),
)
SAMPLES = {
    "SE": SWEDISH, "NO": NORWEGIAN, "DK": DANISH, "IS": ICELANDIC,
    "DE": GERMAN, "NL": DUTCH, "IT": ITALIAN, "GR": GREEK,
}  # fmt: skip
