"""Template filters for amounts and numbers, in the language of the page."""

from decimal import Decimal

from django import template

from portal.kit.money_format import format_amount, format_number

register = template.Library()


@register.filter
def amount(value: Decimal | None, decimals: int = 2) -> str:
    """Write an amount with two decimals (or as many as given) and grouped thousands; a dash when there is none."""
    return "–" if value is None else format_amount(value, decimals=decimals)


@register.filter
def number(value: Decimal | None) -> str:
    """Write a number with the decimals it needs; nothing when there is none."""
    return "" if value is None else format_number(value)
