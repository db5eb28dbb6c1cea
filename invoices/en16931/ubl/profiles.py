"""Customization and profile identifiers (BT-24, BT-23) of the UBL documents that Peppol carries.

Source: Peppol BIS Billing 3.0 and BIS Self-Billing 3.0, eDEC document types 9.7. Which may be sent to whom is known to
the invoices.peppol room.
"""

from typing import Final

from invoices.en16931.document import Document

BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
SELF_BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"
CORE: Final = "urn:cen.eu:en16931:2017"

BILLING_PROCESS: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
BILLING_WITH_RESPONSE_PROCESS: Final = "urn:peppol:bis:billing_with_response"
SELF_BILLING_PROCESS: Final = "urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0"


def is_self_billing(document: Document) -> bool:
    """Tell whether the buyer issued the document in the seller's name."""
    return "selfbilling" in (document.customization_id or "")


def is_peppol_billing(document: Document) -> bool:
    """Tell whether the document says that it follows Peppol BIS Billing 3.0, in any national dress."""
    return (document.customization_id or "").startswith(BILLING)
