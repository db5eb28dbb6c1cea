"""Lines from UBL: BG-25 to BG-32, the mirror image of ../write/line.py."""

from decimal import Decimal
from typing import Final

from lxml import etree

from invoices.en16931.line import Classification, Item, ItemAttribute, Line, Period, Price
from invoices.en16931.party import Identifier
from invoices.en16931.ubl.names import cac, cbc
from invoices.en16931.ubl.read.amounts import line_allowances_and_charges, tax_category
from invoices.en16931.ubl.read.node import Node

_ID: Final = cbc("ID")
_NOTE: Final = cbc("Note")
_NAME: Final = cbc("Name")
_VALUE: Final = cbc("Value")
_INVOICED: Final = cbc("InvoicedQuantity")
_CREDITED: Final = cbc("CreditedQuantity")
_NET: Final = cbc("LineExtensionAmount")
_ACCOUNTING_COST: Final = cbc("AccountingCost")
_PERIOD: Final = cac("InvoicePeriod")
_START: Final = cbc("StartDate")
_END: Final = cbc("EndDate")
_ORDER_LINE: Final = cac("OrderLineReference")
_LINE_ID: Final = cbc("LineID")
_REFERENCE: Final = cac("DocumentReference")
_TYPE_CODE: Final = cbc("DocumentTypeCode")
_ITEM: Final = cac("Item")
_DESCRIPTION: Final = cbc("Description")
_BUYERS_ID: Final = cac("BuyersItemIdentification")
_SELLERS_ID: Final = cac("SellersItemIdentification")
_STANDARD_ID: Final = cac("StandardItemIdentification")
_ORIGIN: Final = cac("OriginCountry")
_COUNTRY_CODE: Final = cbc("IdentificationCode")
_COMMODITY: Final = cac("CommodityClassification")
_COMMODITY_CODE: Final = cbc("ItemClassificationCode")
_CATEGORY: Final = cac("ClassifiedTaxCategory")
_PROPERTY: Final = cac("AdditionalItemProperty")
_PRICE: Final = cac("Price")
_PRICE_AMOUNT: Final = cbc("PriceAmount")
_BASE_QUANTITY: Final = cbc("BaseQuantity")
_ALLOWANCE_CHARGE: Final = cac("AllowanceCharge")
_INDICATOR: Final = cbc("ChargeIndicator")
_AMOUNT: Final = cbc("Amount")
_BASE_AMOUNT: Final = cbc("BaseAmount")

_EMPTY_ITEM: Final = Item()

ItemAndVat = tuple[Item | None, str | None, Decimal | None]


def invoice_line(node: Node) -> Line:
    """Read BG-25 from a cac:InvoiceLine."""
    return _line(node, _INVOICED)


def credit_note_line(node: Node) -> Line:
    """Read BG-25 from a cac:CreditNoteLine."""
    return _line(node, _CREDITED)


def dates(node: Node) -> Period:
    """Read the dates of BG-14 or BG-26; the caller closes the node."""
    return Period(start=node.day(_START), end=node.day(_END))


def _line(node: Node, quantity_tag: str) -> Line:
    quantity, unit = node.quantity(quantity_tag)
    allowances, charges = line_allowances_and_charges(node)
    item, category, rate = _item(node)
    read = Line(
        line_id=node.text(_ID),
        note=node.text(_NOTE),
        invoiced_object=_invoiced_object(node),
        quantity=quantity,
        unit=unit,
        net_amount=node.amount(_NET),
        order_line_reference=node.nested_text(_ORDER_LINE, _LINE_ID),
        buyer_accounting_reference=node.text(_ACCOUNTING_COST),
        period=_period(node),
        allowances=allowances,
        charges=charges,
        price=_price(node.node(_PRICE)),
        vat_category=category,
        vat_rate=rate,
        item=item,
    )
    node.close()
    return read


def _period(line: Node) -> Period | None:
    node = line.node(_PERIOD)
    if node is None:
        return None
    read = dates(node)
    node.close()
    return read


def _invoiced_object(line: Node) -> Identifier | None:
    node = line.wrapper(_REFERENCE)
    if node is None:
        return None
    read = node.identifier(_ID)
    node.expect(_TYPE_CODE, "130")
    if read is None:
        node.odd.met = True
    node.close()
    return read


def _item(line: Node) -> ItemAndVat:
    """Read BG-31 and BG-30; an item that holds nothing but the VAT category is none."""
    node = line.node(_ITEM)
    if node is None:
        return None, None, None
    category_node = node.node(_CATEGORY)
    category, rate = tax_category(category_node)
    read = Item(
        name=node.text(_NAME),
        description=node.text(_DESCRIPTION),
        seller_id=node.nested_text(_SELLERS_ID, _ID),
        buyer_id=node.nested_text(_BUYERS_ID, _ID),
        standard_id=node.nested_identifier(_STANDARD_ID, _ID),
        classifications=tuple([_classification(given, node) for given in _commodity_codes(node)]),
        origin_country=node.nested_text(_ORIGIN, _COUNTRY_CODE),
        attributes=tuple([_attribute(given) for given in node.nodes(_PROPERTY)]),
    )
    node.close()
    if category_node is not None and read == _EMPTY_ITEM:
        return None, category, rate
    return read, category, rate


def _commodity_codes(item: Node) -> list[etree._Element]:
    codes = [item.only_child(outer, _COMMODITY_CODE) for outer in item.elements(_COMMODITY)]
    return [code for code in codes if code is not None]


def _classification(code: etree._Element, item: Node) -> Classification:
    scheme, version = item.attributes(code, "listID", "listVersionID")
    if len(code):
        item.odd.met = True
    return Classification(code.text or "", scheme=scheme, version=version)


def _attribute(node: Node) -> ItemAttribute:
    read = ItemAttribute(name=node.text(_NAME), value=node.text(_VALUE))
    node.close()
    return read


def _price(node: Node | None) -> Price | None:
    if node is None:
        return None
    base_quantity, base_unit = node.quantity(_BASE_QUANTITY)
    discount = gross = None
    allowance = node.node(_ALLOWANCE_CHARGE)
    if allowance is not None:
        discount, gross = allowance.amount(_AMOUNT), allowance.amount(_BASE_AMOUNT)
        allowance.expect(_INDICATOR, "false")
        if discount is None and gross is None:
            node.odd.met = True
        allowance.close()
    read = Price(
        net=node.amount(_PRICE_AMOUNT),
        discount=discount,
        gross=gross,
        base_quantity=base_quantity,
        base_quantity_unit=base_unit,
    )
    node.close()
    return read
