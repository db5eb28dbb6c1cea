"""The smallest pieces of UBL text: escaped elements of the model's few kinds of value.

None writes nothing, an empty text writes an empty element. Used by the other writers of this package only.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from invoices.en16931.money import to_text
from invoices.en16931.party import ElectronicAddress, Identifier

# What must be escaped in text or attributes, and what XML 1.0 cannot carry at all.
_SPECIAL: Final = re.compile('[&<>"\\r\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]')
_BLANKS: Final = str.maketrans({"\t": "&#9;", "\n": "&#10;"})
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def escape(text: str) -> str:
    """Escape text for an element; characters that XML cannot carry are left out."""
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], ""), text)


def attribute(name: str, value: str | None) -> str:
    """Write an attribute with the blank before it, or nothing for None."""
    return "" if value is None else f' {name}="{escape(value).translate(_BLANKS)}"'


def text(name: str, value: str | None) -> str:
    """Write a text element."""
    return "" if value is None else f"<cbc:{name}>{escape(value)}</cbc:{name}>"


def day(name: str, value: date | None) -> str:
    """Write a date as YYYY-MM-DD."""
    return "" if value is None else f"<cbc:{name}>{value.isoformat()}</cbc:{name}>"


def number(name: str, value: Decimal | None) -> str:
    """Write a decimal without a unit."""
    return "" if value is None else f"<cbc:{name}>{to_text(value)}</cbc:{name}>"


def amount(name: str, value: Decimal | None, currency: str) -> str:
    """Write an amount with its currency, given as the whole attribute."""
    return "" if value is None else f"<cbc:{name}{currency}>{to_text(value)}</cbc:{name}>"


def quantity(name: str, value: Decimal | None, unit: str | None) -> str:
    """Write a quantity with its unit."""
    if value is None and unit is None:
        return ""
    return f"<cbc:{name}{attribute('unitCode', unit)}>{'' if value is None else to_text(value)}</cbc:{name}>"


def identifier(name: str, value: Identifier | ElectronicAddress | None) -> str:
    """Write an identifier with its scheme."""
    if value is None:
        return ""
    return f"<cbc:{name}{attribute('schemeID', value.scheme)}>{escape(value.value)}</cbc:{name}>"


def group(name: str, inner: str) -> str:
    """Wrap content in an aggregate that exists only for it; nothing where the content is nothing."""
    return f"<cac:{name}>{inner}</cac:{name}>" if inner else ""
