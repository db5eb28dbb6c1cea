"""Terms of the document itself: all but its parties and lines."""

from typing import Final

from invoices.en16931.terms.term import Term, address, allowance_charge, terms

_ALLOWANCE: Final = "cac:AllowanceCharge[cbc:ChargeIndicator='false']"
_CHARGE: Final = "cac:AllowanceCharge[cbc:ChargeIndicator='true']"
_OBJECT: Final = "[cbc:DocumentTypeCode='130']/cbc:ID"
_SUPPORT: Final = "cac:AdditionalDocumentReference[not(cbc:DocumentTypeCode)]"
_EMBEDDED: Final = "cac:Attachment/cbc:EmbeddedDocumentBinaryObject"
_MEANS: Final = "cac:PaymentMeans"

_HEADER: Final = terms(
    "",
    "",
    ("BT-1", "Invoice number", "1..1", "cbc:ID", "invoice_number"),
    ("BT-2", "Invoice issue date", "1..1", "cbc:IssueDate", "issue_date"),
    ("BT-3", "Invoice type code", "1..1", "cbc:InvoiceTypeCode", "type_code"),
    ("BT-5", "Invoice currency code", "1..1", "cbc:DocumentCurrencyCode", "currency"),
    ("BT-6", "VAT accounting currency code", "0..1", "cbc:TaxCurrencyCode", "vat_accounting_currency"),
    ("BT-7", "Value added tax point date", "0..1", "cbc:TaxPointDate", "vat_point_date"),
    ("BT-8", "Value added tax point date code", "0..1", "cac:InvoicePeriod/cbc:DescriptionCode", "vat_point_code"),
    ("BT-9", "Payment due date", "0..1", "cbc:DueDate", "due_date"),
    ("BT-10", "Buyer reference", "0..1", "cbc:BuyerReference", "buyer_reference"),
    ("BT-11", "Project reference", "0..1", "cac:ProjectReference/cbc:ID", "project_reference"),
    ("BT-12", "Contract reference", "0..1", "cac:ContractDocumentReference/cbc:ID", "contract_reference"),
    ("BT-13", "Purchase order reference", "0..1", "cac:OrderReference/cbc:ID", "order_reference"),
    ("BT-14", "Sales order reference", "0..1", "cac:OrderReference/cbc:SalesOrderID", "sales_order_reference"),
    (
        "BT-15",
        "Receiving advice reference",
        "0..1",
        "cac:ReceiptDocumentReference/cbc:ID",
        "receiving_advice_reference",
    ),
    ("BT-16", "Despatch advice reference", "0..1", "cac:DespatchDocumentReference/cbc:ID", "despatch_advice_reference"),
    ("BT-17", "Tender or lot reference", "0..1", "cac:OriginatorDocumentReference/cbc:ID", "tender_reference"),
    (
        "BT-18",
        "Invoiced object identifier",
        "0..1",
        f"cac:AdditionalDocumentReference{_OBJECT}",
        "invoiced_object.value",
    ),
    (
        "BT-18-1",
        "Scheme identifier",
        "0..1",
        f"cac:AdditionalDocumentReference{_OBJECT}/@schemeID",
        "invoiced_object.scheme",
    ),
    ("BT-19", "Buyer accounting reference", "0..1", "cbc:AccountingCost", "buyer_accounting_reference"),
    ("BT-20", "Payment terms", "0..1", "cac:PaymentTerms/cbc:Note", "payment_terms"),
    ("BG-1", "Invoice note", "0..n", "cbc:Note", "notes[]"),
    ("BT-21", "Invoice note subject code", "0..1", "cbc:Note", "notes[].subject_code"),
    ("BT-22", "Invoice note", "1..1", "cbc:Note", "notes[].text"),
    ("BG-2", "Process control", "1..1", "", ""),
    ("BT-23", "Business process type", "0..1", "cbc:ProfileID", "profile_id"),
    ("BT-24", "Specification identifier", "1..1", "cbc:CustomizationID", "customization_id"),
)

_PRECEDING: Final = terms(
    "cac:BillingReference",
    "preceding_invoices[]",
    ("BG-3", "Preceding invoice reference", "0..n", "", ""),
    ("BT-25", "Preceding invoice reference", "1..1", "cac:InvoiceDocumentReference/cbc:ID", "number"),
    ("BT-26", "Preceding invoice issue date", "0..1", "cac:InvoiceDocumentReference/cbc:IssueDate", "issue_date"),
)

_DELIVERY_TERMS: Final = terms(
    "cac:Delivery",
    "delivery",
    ("BG-13", "Delivery information", "0..1", "", ""),
    ("BT-70", "Deliver to party name", "0..1", "cac:DeliveryParty/cac:PartyName/cbc:Name", "name"),
    ("BT-71", "Deliver to location identifier", "0..1", "cac:DeliveryLocation/cbc:ID", "location_id.value"),
    ("BT-71-1", "Scheme identifier", "0..1", "cac:DeliveryLocation/cbc:ID/@schemeID", "location_id.scheme"),
    ("BT-72", "Actual delivery date", "0..1", "cbc:ActualDeliveryDate", "delivery_date"),
)

_PERIOD_TERMS: Final = terms(
    "cac:InvoicePeriod",
    "invoicing_period",
    ("BG-14", "Invoicing period", "0..1", "", ""),
    ("BT-73", "Invoicing period start date", "0..1", "cbc:StartDate", "start"),
    ("BT-74", "Invoicing period end date", "0..1", "cbc:EndDate", "end"),
)

_PAYMENT_TERMS: Final = terms(
    _MEANS,
    "payment_means[]",
    ("BG-16", "Payment instructions", "0..1", "", ""),
    ("BT-81", "Payment means type code", "1..1", "cbc:PaymentMeansCode", "code"),
    ("BT-82", "Payment means text", "0..1", "cbc:PaymentMeansCode/@name", "text"),
    ("BT-83", "Remittance information", "0..1", "cbc:PaymentID", "remittance_information"),
    ("BG-17", "Credit transfer", "0..n", "cac:PayeeFinancialAccount", "credit_transfer"),
    ("BT-84", "Payment account identifier", "1..1", "cac:PayeeFinancialAccount/cbc:ID", "credit_transfer.account_id"),
    ("BT-85", "Payment account name", "0..1", "cac:PayeeFinancialAccount/cbc:Name", "credit_transfer.account_name"),
    (
        "BT-86",
        "Payment service provider identifier",
        "0..1",
        "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID",
        "credit_transfer.service_provider_id",
    ),
    ("BG-18", "Payment card information", "0..1", "cac:CardAccount", "card"),
    (
        "BT-87",
        "Payment card primary account number",
        "1..1",
        "cac:CardAccount/cbc:PrimaryAccountNumberID",
        "card.number",
    ),
    ("BT-88", "Payment card holder name", "0..1", "cac:CardAccount/cbc:HolderName", "card.holder"),
    ("BG-19", "Direct debit", "0..1", "cac:PaymentMandate", "direct_debit"),
    ("BT-89", "Mandate reference identifier", "0..1", "cac:PaymentMandate/cbc:ID", "direct_debit.mandate_id"),
    (
        "BT-91",
        "Debited account identifier",
        "0..1",
        "cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID",
        "direct_debit.debited_account_id",
    ),
)

_TOTAL: Final = "cac:LegalMonetaryTotal"
_TOTALS_TERMS: Final = terms(
    "",
    "totals",
    ("BG-22", "Document totals", "1..1", _TOTAL, ""),
    ("BT-106", "Sum of invoice line net amount", "1..1", f"{_TOTAL}/cbc:LineExtensionAmount", "lines_net"),
    ("BT-107", "Sum of allowances on document level", "0..1", f"{_TOTAL}/cbc:AllowanceTotalAmount", "allowances"),
    ("BT-108", "Sum of charges on document level", "0..1", f"{_TOTAL}/cbc:ChargeTotalAmount", "charges"),
    ("BT-109", "Invoice total amount without VAT", "1..1", f"{_TOTAL}/cbc:TaxExclusiveAmount", "tax_exclusive"),
    (
        "BT-110",
        "Invoice total VAT amount",
        "0..1",
        "cac:TaxTotal/cbc:TaxAmount[@currencyID=/*/cbc:DocumentCurrencyCode]",
        "tax_total",
    ),
    (
        "BT-111",
        "Invoice total VAT amount in accounting currency",
        "0..1",
        "cac:TaxTotal/cbc:TaxAmount[@currencyID=/*/cbc:TaxCurrencyCode]",
        "tax_total_accounting",
    ),
    ("BT-112", "Invoice total amount with VAT", "1..1", f"{_TOTAL}/cbc:TaxInclusiveAmount", "tax_inclusive"),
    ("BT-113", "Paid amount", "0..1", f"{_TOTAL}/cbc:PrepaidAmount", "prepaid"),
    ("BT-114", "Rounding amount", "0..1", f"{_TOTAL}/cbc:PayableRoundingAmount", "rounding"),
    ("BT-115", "Amount due for payment", "1..1", f"{_TOTAL}/cbc:PayableAmount", "amount_due"),
)

_BREAKDOWN_TERMS: Final = terms(
    "cac:TaxTotal/cac:TaxSubtotal",
    "vat_breakdown[]",
    ("BG-23", "VAT breakdown", "1..n", "", ""),
    ("BT-116", "VAT category taxable amount", "1..1", "cbc:TaxableAmount", "taxable_amount"),
    ("BT-117", "VAT category tax amount", "1..1", "cbc:TaxAmount", "tax_amount"),
    ("BT-118", "VAT category code", "1..1", "cac:TaxCategory/cbc:ID", "vat_category"),
    ("BT-119", "VAT category rate", "0..1", "cac:TaxCategory/cbc:Percent", "vat_rate"),
    ("BT-120", "VAT exemption reason text", "0..1", "cac:TaxCategory/cbc:TaxExemptionReason", "exemption_reason"),
    (
        "BT-121",
        "VAT exemption reason code",
        "0..1",
        "cac:TaxCategory/cbc:TaxExemptionReasonCode",
        "exemption_reason_code",
    ),
)

_ATTACHMENT_TERMS: Final = terms(
    _SUPPORT,
    "attachments[]",
    ("BG-24", "Additional supporting documents", "0..n", "", ""),
    ("BT-122", "Supporting document reference", "1..1", "cbc:ID", "reference"),
    ("BT-123", "Supporting document description", "0..1", "cbc:DocumentDescription", "description"),
    ("BT-124", "External document location", "0..1", "cac:Attachment/cac:ExternalReference/cbc:URI", "url"),
    ("BT-125", "Attached document", "0..1", _EMBEDDED, "content"),
    ("BT-125-1", "Attached document Mime code", "1..1", f"{_EMBEDDED}/@mimeCode", "mime_code"),
    ("BT-125-2", "Attached document Filename", "1..1", f"{_EMBEDDED}/@filename", "filename"),
)

HEADER_TERMS: Final[tuple[Term, ...]] = (
    *_HEADER,
    *_PRECEDING,
    *_DELIVERY_TERMS,
    *address(
        "cac:Delivery/cac:DeliveryLocation/cac:Address",
        "delivery.address",
        *("BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"),
        name="Deliver to",
        group="BG-15",
    ),
    *_PERIOD_TERMS,
    *_PAYMENT_TERMS,
    *allowance_charge(
        _ALLOWANCE,
        "allowances[]",
        *("BT-92", "BT-93", "BT-94", "BT-97", "BT-98", "BT-95", "BT-96"),
        name="Document level allowance",
        group="BG-20",
    ),
    *allowance_charge(
        _CHARGE,
        "charges[]",
        *("BT-99", "BT-100", "BT-101", "BT-104", "BT-105", "BT-102", "BT-103"),
        name="Document level charge",
        group="BG-21",
    ),
    *_TOTALS_TERMS,
    *_BREAKDOWN_TERMS,
    *_ATTACHMENT_TERMS,
)
