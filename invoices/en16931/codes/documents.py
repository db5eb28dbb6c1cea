"""Document type codes (BT-3, UNCL1001), as Peppol BIS Billing 3.0 divides them between its two UBL documents.

Type 389 and 261 belong to self-billing; 326 and 384 are for German parties only (PEPPOL-EN16931-P0112).
"""

from typing import Final

INVOICE: Final = "380"
CREDIT_NOTE: Final = "381"

INVOICE_TYPES: Final[dict[str, str]] = {
    "71": "Request for payment",
    "80": "Debit note related to goods or services",
    "82": "Metered services invoice",
    "84": "Debit note related to financial adjustments",
    "102": "Tax notification",
    "218": "Final payment request based on completion of work",
    "219": "Payment request for completed units",
    "326": "Partial invoice",
    "331": "Commercial invoice which includes a packing list",
    "380": "Commercial invoice",
    "382": "Commission note",
    "383": "Debit note",
    "384": "Corrected invoice",
    "386": "Prepayment invoice",
    "388": "Tax invoice",
    "389": "Self-billed invoice",
    "393": "Factored invoice",
    "395": "Consignment invoice",
    "553": "Forwarder's invoice discrepancy report",
    "575": "Insurer's invoice",
    "623": "Forwarder's invoice",
    "780": "Freight invoice",
    "817": "Claim notification",
    "870": "Consular invoice",
    "875": "Partial construction invoice",
    "876": "Partial final construction invoice",
    "877": "Final construction invoice",
}

CREDIT_NOTE_TYPES: Final[dict[str, str]] = {
    "81": "Credit note related to goods or services",
    "83": "Credit note related to financial adjustments",
    "261": "Self-billed credit note",
    "381": "Credit note",
    "396": "Factored credit note",
    "532": "Forwarder's credit note",
}
