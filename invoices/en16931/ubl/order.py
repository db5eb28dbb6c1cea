"""The order in which UBL 2.1 wants the elements that the model knows, to notice a file that has another.

The writers simply write in this order; the readers take elements in any. A test holds these lists against the schema.
"""

from typing import Final

from invoices.en16931.ubl.names import cac, cbc
from invoices.en16931.ubl.parse import CREDIT_NOTE_ROOT, INVOICE_ROOT

_FIRST: Final = "cbc:UBLVersionID cbc:CustomizationID cbc:ProfileID cbc:ID cbc:IssueDate"
_SECOND: Final = """
    cbc:DocumentCurrencyCode cbc:TaxCurrencyCode cbc:AccountingCost cbc:BuyerReference cac:InvoicePeriod
    cac:OrderReference cac:BillingReference cac:DespatchDocumentReference cac:ReceiptDocumentReference
"""
_THIRD: Final = """
    cac:AccountingSupplierParty cac:AccountingCustomerParty cac:PayeeParty cac:TaxRepresentativeParty cac:Delivery
    cac:PaymentMeans cac:PaymentTerms cac:AllowanceCharge cac:TaxTotal cac:LegalMonetaryTotal
"""

INVOICE_ORDER: Final = f"""
    {_FIRST} cbc:DueDate cbc:InvoiceTypeCode cbc:Note cbc:TaxPointDate {_SECOND} cac:OriginatorDocumentReference
    cac:ContractDocumentReference cac:AdditionalDocumentReference cac:ProjectReference {_THIRD} cac:InvoiceLine
"""

CREDIT_NOTE_ORDER: Final = f"""
    {_FIRST} cbc:TaxPointDate cbc:CreditNoteTypeCode cbc:Note {_SECOND} cac:ContractDocumentReference
    cac:AdditionalDocumentReference cac:OriginatorDocumentReference {_THIRD} cac:CreditNoteLine
"""

# One order serves every aggregate below the root, because no two of them disagree.
INNER_ORDER: Final = """
    cac:InvoiceDocumentReference cbc:Line cbc:LineID cbc:URI cbc:IdentificationCode cbc:ItemClassificationCode
    cac:Party cbc:EndpointID cac:PartyIdentification cac:PartyName cbc:StreetName cbc:AdditionalStreetName
    cbc:CityName cbc:PostalZone cbc:CountrySubentity cac:AddressLine cac:Country cbc:StartDate cbc:EndDate
    cbc:DescriptionCode cbc:ActualDeliveryDate cac:DeliveryLocation cac:DeliveryParty cbc:RegistrationName
    cbc:CompanyID cbc:CompanyLegalForm cbc:PaymentMeansCode cbc:PaymentDueDate cbc:PaymentID cac:CardAccount
    cac:PayeeFinancialAccount cac:PaymentMandate cbc:PrimaryAccountNumberID cbc:NetworkID cbc:HolderName
    cbc:ChargeIndicator cbc:AllowanceChargeReasonCode cbc:AllowanceChargeReason cbc:MultiplierFactorNumeric
    cbc:Amount cbc:BaseAmount cbc:PriceAmount cbc:BaseQuantity cbc:ID cbc:SalesOrderID cbc:IssueDate
    cbc:DocumentTypeCode cbc:DocumentDescription cac:Attachment cbc:EmbeddedDocumentBinaryObject
    cac:ExternalReference cbc:Note cbc:InvoicedQuantity cbc:CreditedQuantity cbc:LineExtensionAmount
    cbc:AccountingCost cac:InvoicePeriod cac:OrderLineReference cac:DocumentReference cac:AllowanceCharge
    cbc:Description cbc:Name cbc:Value cbc:Telephone cbc:ElectronicMail cac:FinancialInstitutionBranch
    cac:PayerFinancialAccount cac:BuyersItemIdentification cac:SellersItemIdentification
    cac:StandardItemIdentification cac:OriginCountry cac:CommodityClassification cac:ClassifiedTaxCategory
    cac:AdditionalItemProperty cac:Item cac:Price cbc:TaxableAmount cbc:TaxAmount cac:TaxSubtotal cbc:Percent
    cbc:TaxExemptionReasonCode cbc:TaxExemptionReason cac:TaxScheme cbc:TaxExclusiveAmount cbc:TaxInclusiveAmount
    cbc:AllowanceTotalAmount cbc:ChargeTotalAmount cbc:PrepaidAmount cbc:PayableRoundingAmount cbc:PayableAmount
    cac:Address cac:PostalAddress cac:PartyTaxScheme cac:PartyLegalEntity cac:Contact cac:TaxCategory
"""


def _ranks(order: str) -> dict[str, int]:
    full = {"cac": cac, "cbc": cbc}
    return {full[name[:3]](name[4:]): rank for rank, name in enumerate(order.split())}


INNER_RANKS: Final = _ranks(INNER_ORDER)
ROOT_RANKS: Final = {INVOICE_ROOT: _ranks(INVOICE_ORDER), CREDIT_NOTE_ROOT: _ranks(CREDIT_NOTE_ORDER)}


def ranks_of(tag: str) -> dict[str, int]:
    """Return the rank of each known child of an element."""
    return ROOT_RANKS.get(tag, INNER_RANKS)
