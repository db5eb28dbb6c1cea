"""VAT rates of the Nordic countries with the dates they hold for, as data.

Sources: each country's VAT act as of 2026-11, with Sweden's food rate by Prop. 2025/26:55.
The editor offers them by the date of supply; the core computes with whatever rate a line states.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final


class RateKind(StrEnum):
    """Name what a rate is for."""

    STANDARD = "standard"
    REDUCED = "reduced"
    LOW = "low"
    FOOD = "food"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Hold a VAT rate in percent with the first and last day it holds; None is open."""

    country: str
    kind: RateKind
    percent: Decimal
    valid_from_on: date | None = None
    valid_to_on: date | None = None

    def is_valid(self, day: date) -> bool:
        """Tell whether the rate holds on a day."""
        after_start = self.valid_from_on is None or self.valid_from_on <= day
        return after_start and (self.valid_to_on is None or day <= self.valid_to_on)


def _rate(
    country: str,
    kind: RateKind,
    percent: str,
    *,
    first: tuple[int, int, int] | None = None,
    last: tuple[int, int, int] | None = None,
) -> Rate:
    return Rate(
        country=country,
        kind=kind,
        percent=Decimal(percent),
        valid_from_on=date(*first) if first else None,
        valid_to_on=date(*last) if last else None,
    )


RATES: Final[tuple[Rate, ...]] = (
    _rate("SE", RateKind.STANDARD, "25"),
    _rate("SE", RateKind.REDUCED, "12"),
    _rate("SE", RateKind.LOW, "6"),
    _rate("SE", RateKind.FOOD, "12", last=(2026, 3, 31)),
    _rate("SE", RateKind.FOOD, "6", first=(2026, 4, 1), last=(2027, 12, 31)),
    _rate("SE", RateKind.FOOD, "12", first=(2028, 1, 1)),
    _rate("NO", RateKind.STANDARD, "25"),
    _rate("NO", RateKind.FOOD, "15"),
    _rate("NO", RateKind.LOW, "12"),
    _rate("DK", RateKind.STANDARD, "25"),
    _rate("FI", RateKind.STANDARD, "24", last=(2024, 8, 31)),
    _rate("FI", RateKind.STANDARD, "25.5", first=(2024, 9, 1)),
    _rate("FI", RateKind.REDUCED, "14", last=(2025, 12, 31)),
    _rate("FI", RateKind.REDUCED, "13.5", first=(2026, 1, 1)),
    _rate("FI", RateKind.FOOD, "14", last=(2025, 12, 31)),
    _rate("FI", RateKind.FOOD, "13.5", first=(2026, 1, 1)),
    _rate("FI", RateKind.LOW, "10"),
    _rate("IS", RateKind.STANDARD, "24"),
    _rate("IS", RateKind.REDUCED, "11"),
    _rate("IS", RateKind.FOOD, "11"),
)


def list_rates(country: str, *, on: date) -> list[Rate]:
    """List a country's rates on a day, highest first; empty for a country outside the Nordics."""
    found = [rate for rate in RATES if rate.country == country and rate.is_valid(on)]
    return sorted(found, key=lambda rate: (-rate.percent, rate.kind))


def list_percents(country: str, *, on: date) -> list[Decimal]:
    """List the distinct percentages of a country on a day, highest first."""
    return sorted({rate.percent for rate in list_rates(country, on=on)}, reverse=True)
