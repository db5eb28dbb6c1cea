"""Lines as UBL: BG-25 to BG-32, mirrored by ../read/line.py."""

from invoices.en16931.line import Classification, Item, ItemAttribute, Line, Period, Price
from invoices.en16931.ubl.write.amounts import line_level, tax_category
from invoices.en16931.ubl.write.text import amount, attribute, day, escape, group, identifier, quantity, text


def invoice_line(line: Line, *, currency: str) -> str:
    """Write BG-25 as cac:InvoiceLine."""
    return f"<cac:InvoiceLine>{_content(line, 'InvoicedQuantity', currency)}</cac:InvoiceLine>"


def credit_note_line(line: Line, *, currency: str) -> str:
    """Write BG-25 as cac:CreditNoteLine."""
    return f"<cac:CreditNoteLine>{_content(line, 'CreditedQuantity', currency)}</cac:CreditNoteLine>"


def period(given: Period | None, code: str | None = None) -> str:
    """Write BG-14 with BT-8, or BG-26, as cac:InvoicePeriod."""
    if given is None and code is None:
        return ""
    dates = "" if given is None else day("StartDate", given.start) + day("EndDate", given.end)
    return f"<cac:InvoicePeriod>{dates}{text('DescriptionCode', code)}</cac:InvoicePeriod>"


def _content(line: Line, quantity_name: str, currency: str) -> str:
    return (
        text("ID", line.line_id)
        + text("Note", line.note)
        + quantity(quantity_name, line.quantity, line.unit)
        + amount("LineExtensionAmount", line.net_amount, currency)
        + text("AccountingCost", line.buyer_accounting_reference)
        + period(line.period)
        + group("OrderLineReference", text("LineID", line.order_line_reference))
        + _invoiced_object(line)
        + "".join([line_level(given, "false", currency) for given in line.allowances])
        + "".join([line_level(given, "true", currency) for given in line.charges])
        + _item(line)
        + _price(line.price, currency)
    )


def _invoiced_object(line: Line) -> str:
    if line.invoiced_object is None:
        return ""
    return (
        f"<cac:DocumentReference>{identifier('ID', line.invoiced_object)}"
        "<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>"
    )


def _item(line: Line) -> str:
    """Write BG-31 with BG-30, which UBL keeps inside the item."""
    category = tax_category("ClassifiedTaxCategory", line.vat_category, line.vat_rate)
    item = line.item
    if item is None:
        return group("Item", category)
    return (
        "<cac:Item>"
        + text("Description", item.description)
        + text("Name", item.name)
        + group("BuyersItemIdentification", text("ID", item.buyer_id))
        + group("SellersItemIdentification", text("ID", item.seller_id))
        + group("StandardItemIdentification", identifier("ID", item.standard_id))
        + group("OriginCountry", text("IdentificationCode", item.origin_country))
        + "".join([_classification(given) for given in item.classifications])
        + category
        + _attributes(item)
        + "</cac:Item>"
    )


def _classification(given: Classification) -> str:
    attributes = attribute("listID", given.scheme) + attribute("listVersionID", given.version)
    code = f"<cbc:ItemClassificationCode{attributes}>{escape(given.value)}</cbc:ItemClassificationCode>"
    return f"<cac:CommodityClassification>{code}</cac:CommodityClassification>"


def _attributes(item: Item) -> str:
    return "".join([_attribute(given) for given in item.attributes])


def _attribute(given: ItemAttribute) -> str:
    content = text("Name", given.name) + text("Value", given.value)
    return f"<cac:AdditionalItemProperty>{content}</cac:AdditionalItemProperty>"


def _price(price: Price | None, currency: str) -> str:
    if price is None:
        return ""
    allowance = ""
    if price.discount is not None or price.gross is not None:
        allowance = (
            "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
            + amount("Amount", price.discount, currency)
            + amount("BaseAmount", price.gross, currency)
            + "</cac:AllowanceCharge>"
        )
    return (
        "<cac:Price>"
        + amount("PriceAmount", price.net, currency)
        + quantity("BaseQuantity", price.base_quantity, price.base_quantity_unit)
        + allowance
        + "</cac:Price>"
    )
