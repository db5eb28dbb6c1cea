"""Rows for Peppol's rules about identifiers, one scheme after the other, in all places where they may stand."""

from tests.invoices.en16931.rules.cases import Case
from tests.invoices.en16931.rules.samples import BUYER, SELLER, Edit, all_of, mark, put

PLACES = (
    f"{BUYER}/cbc:EndpointID",
    f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID",
    f"{SELLER}/cac:PartyIdentification/cbc:ID",
)

# Rule, scheme, right values, wrong values.
SCHEMES = (
    ("R040", "0088", ("7350000000016", " 7350000000016 "), ("7350000000017", "735000000001X", "7")),
    ("R041", "0192", ("987654325",), ("987654324", "98765432", "912345670", "000000000")),
    ("R042", "0184", ("12345678", "DK12345678"), ("1234567", "SE12345678", "DK1234567X", " 12345678")),
    ("R043", "0208", ("0456789034",), ("0456789035", "456789034", "04567890A4")),
    ("R044", "0201", ("AB12cd",), ("AB12c", "AB-2cd", "ÅB12cd")),
    ("R045", "0210", ("01234567897", "RSSMRA80A01H501U"), ("0123456789", "RSSMRA80A01H5011", "1SSMRA80A01H501U")),
    ("R047", "0211", ("IT01234567897", "DE1", "it01234567897"), ("IT01234567890", "IT0123456789", "IT0123456789X")),
    ("R049", "0007", ("5591234009",), ("5591234008", "559123-4009", "559123400", "55912340091")),
    ("R050", "0151", ("51000000680",), ("51000000681", "5100000068", "5100000068A")),
    ("R052", "0096", ("1234567890",), ("123456789", "12345678901", "123456789A", " 1234567890")),
    ("R053", "0198", ("DK12345678",), ("12345678", "DK1234567", "DK1234567A", "SE12345678")),
    ("R054", "0106", ("12345678",), ("1234567", "123456789", "1234567A")),
    ("R055", "0190", ("00000001234567890000",), ("0000000123456789000", "0000000123456789000A")),
    ("R056-1", "9944", ("NL123456789B12",), ("NL123456789A12", "nl123456789B12", "NL12345678B12")),
    ("R057", "0217", ("123456789012",), ("12345678901", "12345678901A")),
)


def _number(place: str, scheme: str, value: str) -> Edit:
    return all_of(mark(place, "schemeID", scheme), put(place, value))


def _rows() -> list[Case]:
    rows = [
        Case(f"PEPPOL-COMMON-{rule}", _number(place, scheme, wrong), _number(place, scheme, right[n % len(right)]))
        for rule, scheme, right, faults in SCHEMES
        for place in PLACES
        for n, wrong in enumerate(faults)
        if place == PLACES[0] or n == 0
    ]
    endpoint = f"{SELLER}/cbc:EndpointID"
    rows.append(
        Case("PEPPOL-COMMON-R046", _number(endpoint, "9907", "X"), _number(endpoint, "9907", "RSSMRA80A01H501U"))
    )
    vat = f"{SELLER}/cac:PartyTaxScheme[1]/cbc:CompanyID"
    rows.append(Case("PEPPOL-COMMON-R056-2", put(vat, "NL12345678B12"), put(vat, " NL123456789B12 ")))
    return rows


CASES = _rows()
