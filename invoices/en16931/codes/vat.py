"""VAT category codes (BT-95, BT-102, BT-118, BT-151, UNCL5305) and what each demands.

Which rates a country has is in rates.py. Called by vat.py, totals.py, the editor and the rules.
"""

from typing import Final

STANDARD: Final = "S"
ZERO_RATED: Final = "Z"
EXEMPT: Final = "E"
REVERSE_CHARGE: Final = "AE"
INTRA_COMMUNITY: Final = "K"
EXPORT: Final = "G"
OUTSIDE_SCOPE: Final = "O"
CANARY_ISLANDS: Final = "L"
CEUTA_MELILLA: Final = "M"
SPLIT_PAYMENT: Final = "B"

VAT_CATEGORIES: Final[dict[str, str]] = {
    STANDARD: "Standard rate",
    ZERO_RATED: "Zero rated",
    EXEMPT: "Exempt from VAT",
    REVERSE_CHARGE: "Reverse charge",
    INTRA_COMMUNITY: "Intra-community supply",
    EXPORT: "Export outside the EU",
    OUTSIDE_SCOPE: "Outside the scope of VAT",
    CANARY_ISLANDS: "Canary Islands IGIC",
    CEUTA_MELILLA: "Ceuta and Melilla IPSI",
    SPLIT_PAYMENT: "Transferred VAT, Italy",
}

# Categories whose lines state a rate above zero (BR-S-05) or any rate (BR-AF-05, BR-AG-05).
TAXED: Final = frozenset({STANDARD, CANARY_ISLANDS, CEUTA_MELILLA, SPLIT_PAYMENT})

# Categories that must say 0 (BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05).
UNTAXED: Final = frozenset({ZERO_RATED, EXEMPT, REVERSE_CHARGE, INTRA_COMMUNITY, EXPORT})

# Categories whose breakdown needs a reason text or code (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10).
NEEDS_REASON: Final = frozenset({EXEMPT, REVERSE_CHARGE, INTRA_COMMUNITY, EXPORT, OUTSIDE_SCOPE})

# The one VATEX code that goes with each category (PEPPOL-EN16931-P0104 to P0107); E has many and is asked for.
EXEMPTION_CODES: Final[dict[str, str]] = {
    REVERSE_CHARGE: "VATEX-EU-AE",
    INTRA_COMMUNITY: "VATEX-EU-IC",
    EXPORT: "VATEX-EU-G",
    OUTSIDE_SCOPE: "VATEX-EU-O",
}
