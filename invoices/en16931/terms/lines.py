"""Terms of the invoice line: BG-25 to BG-32."""

from typing import Final

from invoices.en16931.terms.term import Term, allowance_charge, terms

_ALLOWANCE: Final = "cac:AllowanceCharge[cbc:ChargeIndicator='false']"
_CHARGE: Final = "cac:AllowanceCharge[cbc:ChargeIndicator='true']"
_OBJECT: Final = "[cbc:DocumentTypeCode='130']/cbc:ID"
_LINE: Final = "cac:InvoiceLine"
_LINE_TERMS: Final = terms(
    _LINE,
    "lines[]",
    ("BG-25", "Invoice line", "1..n", "", ""),
    ("BT-126", "Invoice line identifier", "1..1", "cbc:ID", "line_id"),
    ("BT-127", "Invoice line note", "0..1", "cbc:Note", "note"),
    ("BT-128", "Invoice line object identifier", "0..1", f"cac:DocumentReference{_OBJECT}", "invoiced_object.value"),
    ("BT-128-1", "Scheme identifier", "0..1", f"cac:DocumentReference{_OBJECT}/@schemeID", "invoiced_object.scheme"),
    ("BT-129", "Invoiced quantity", "1..1", "cbc:InvoicedQuantity", "quantity"),
    ("BT-130", "Invoiced quantity unit of measure code", "1..1", "cbc:InvoicedQuantity/@unitCode", "unit"),
    ("BT-131", "Invoice line net amount", "1..1", "cbc:LineExtensionAmount", "net_amount"),
    ("BT-132", "Referenced purchase order line", "0..1", "cac:OrderLineReference/cbc:LineID", "order_line_reference"),
    ("BT-133", "Invoice line buyer accounting reference", "0..1", "cbc:AccountingCost", "buyer_accounting_reference"),
    ("BG-26", "Invoice line period", "0..1", "cac:InvoicePeriod", "period"),
    ("BT-134", "Invoice line period start date", "0..1", "cac:InvoicePeriod/cbc:StartDate", "period.start"),
    ("BT-135", "Invoice line period end date", "0..1", "cac:InvoicePeriod/cbc:EndDate", "period.end"),
    ("BG-29", "Price details", "1..1", "cac:Price", "price"),
    ("BT-146", "Item net price", "1..1", "cac:Price/cbc:PriceAmount", "price.net"),
    ("BT-147", "Item price discount", "0..1", "cac:Price/cac:AllowanceCharge/cbc:Amount", "price.discount"),
    ("BT-148", "Item gross price", "0..1", "cac:Price/cac:AllowanceCharge/cbc:BaseAmount", "price.gross"),
    ("BT-149", "Item price base quantity", "0..1", "cac:Price/cbc:BaseQuantity", "price.base_quantity"),
    (
        "BT-150",
        "Item price base quantity unit",
        "0..1",
        "cac:Price/cbc:BaseQuantity/@unitCode",
        "price.base_quantity_unit",
    ),
)

_VAT: Final = "cac:ClassifiedTaxCategory"
_STANDARD_ID: Final = "cac:StandardItemIdentification/cbc:ID"
_CLASS: Final = "cac:CommodityClassification/cbc:ItemClassificationCode"
_PROPERTY: Final = "cac:AdditionalItemProperty"
_ITEM_TERMS: Final = terms(
    f"{_LINE}/cac:Item",
    "lines[].item",
    ("BG-31", "Item information", "1..1", "", ""),
    ("BT-153", "Item name", "1..1", "cbc:Name", "name"),
    ("BT-154", "Item description", "0..1", "cbc:Description", "description"),
    ("BT-155", "Item Seller's identifier", "0..1", "cac:SellersItemIdentification/cbc:ID", "seller_id"),
    ("BT-156", "Item Buyer's identifier", "0..1", "cac:BuyersItemIdentification/cbc:ID", "buyer_id"),
    ("BT-157", "Item standard identifier", "0..1", _STANDARD_ID, "standard_id.value"),
    ("BT-157-1", "Scheme identifier", "1..1", f"{_STANDARD_ID}/@schemeID", "standard_id.scheme"),
    ("BT-158", "Item classification identifier", "0..n", _CLASS, "classifications[].value"),
    ("BT-158-1", "Scheme identifier", "1..1", f"{_CLASS}/@listID", "classifications[].scheme"),
    ("BT-158-2", "Scheme version identifier", "0..1", f"{_CLASS}/@listVersionID", "classifications[].version"),
    ("BT-159", "Item country of origin", "0..1", "cac:OriginCountry/cbc:IdentificationCode", "origin_country"),
    ("BG-32", "Item attributes", "0..n", _PROPERTY, "attributes[]"),
    ("BT-160", "Item attribute name", "1..1", f"{_PROPERTY}/cbc:Name", "attributes[].name"),
    ("BT-161", "Item attribute value", "1..1", f"{_PROPERTY}/cbc:Value", "attributes[].value"),
)

_LINE_VAT_TERMS: Final = terms(
    f"{_LINE}/cac:Item/{_VAT}",
    "lines[]",
    ("BG-30", "Line VAT information", "1..1", "", ""),
    ("BT-151", "Invoiced item VAT category code", "1..1", "cbc:ID", "vat_category"),
    ("BT-152", "Invoiced item VAT rate", "0..1", "cbc:Percent", "vat_rate"),
)

LINE_TERMS: Final[tuple[Term, ...]] = (
    *_LINE_TERMS,
    *allowance_charge(
        f"{_LINE}/{_ALLOWANCE}",
        "lines[].allowances[]",
        *("BT-136", "BT-137", "BT-138", "BT-139", "BT-140"),
        name="Invoice line allowance",
        group="BG-27",
    ),
    *allowance_charge(
        f"{_LINE}/{_CHARGE}",
        "lines[].charges[]",
        *("BT-141", "BT-142", "BT-143", "BT-144", "BT-145"),
        name="Invoice line charge",
        group="BG-28",
    ),
    *_LINE_VAT_TERMS,
    *_ITEM_TERMS,
)
