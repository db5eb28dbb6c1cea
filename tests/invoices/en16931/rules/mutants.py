"""Seeded mutants of whole documents: elements dropped, doubled, emptied, moved; codes, numbers, dates, countries changed."""

import copy
import random
import re
from decimal import Decimal

from lxml import etree

COUNTRIES = ("SE", "NO", "DK", "IS", "DE", "NL", "IT", "GR")
CODES = [
    "S",
    "Z",
    "E",
    "AE",
    "K",
    "G",
    "O",
    "L",
    "SE",
    "NO",
    "DK",
    "IS",
    "DE",
    "EL",
    "FI",
    "30",
    "31",
    "50",
    "58",
    "59",
    "49",
    "48",
    "93",
    "9",
    "42",
    "0007",
    "0088",
    "0192",
    "0184",
    "0208",
    "0196",
    "9933",
    "0106",
    "9944",
    "true",
    "false",
    "SE:BANKGIRO",
    "SE:PLUSGIRO",
    "VAT",
    "TAX",
    "EUR",
    "SEK",
    "NOK",
    "380",
    "381",
    "384",
    "326",
    "130",
    "ZZZ",
    "41",
    "FC",
    "XYZ",
    "HUR",
    "C62",
    "VATEX-EU-AE",
    "VATEX-EU-G",
    "VATEX-EU-O",
    "EINDAGI",
    "##M.AR.K##",
]
NUMBERS = ("0", "-1", "1", "100", "0.01", "99999999999", "12.345", "1e3", "abc", "-0.00", "25", "12", "6", "25.5")
DATES = ("2024-02-30", "2024-01-01", "2030-12-31", "2024-01-01Z", "1999-12-31", "20240101")
TEXTS = (
    "", "x", "  ", "5591234009", "5591234008", "SE559123400901", "NO987654325MVA", "Godkänd för F-skatt",
    "Foretaksregisteret", "DK12345678", "12345678", "7350000000016", "01#", "71#123456789012345", "a@b.se", "1.2", "INF",
    "NL123456789B12", "EL091234566", "091234566", "DE40100100100000012345", "091234566|16/11/2026|0|1.1|A|118",
)  # fmt: skip
FACTORS = ("1.01", "-1", "2", "1.001", "0.99")


def mutant(data: bytes, *, seed: int) -> bytes:
    """Return a variant of the document with one to three faults, the same for the same seed."""
    choose = random.Random(seed)
    root = etree.fromstring(data)
    if choose.random() < 0.5:
        _move_abroad(root, choose)
    for _ in range(choose.choice((1, 1, 1, 2, 3))):
        elements = list(root.iterdescendants("*"))
        if elements:
            _spoil(choose.choice(elements), choose)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _move_abroad(root: etree._Element, choose: random.Random) -> None:
    country = choose.choice(COUNTRIES)
    for code in root.iter("{*}IdentificationCode"):
        if choose.random() < 0.8:
            code.text = country
    for number in root.iter("{*}CompanyID"):
        if re.match("[A-Z]{2}", number.text or "") and choose.random() < 0.7:
            number.text = ("EL" if country == "GR" else country) + (number.text or "")[2:]


def _spoil(element: etree._Element, choose: random.Random) -> None:
    parent = element.getparent()
    assert parent is not None
    place, way = parent.index(element), choose.random()
    if way < 0.25:
        parent.remove(element)
    elif way < 0.35:
        parent.insert(place, copy.deepcopy(element))
    elif way < 0.45 and place + 1 < len(parent):
        parent.insert(place + 1, element)
    elif way < 0.6 and element.attrib:
        name = choose.choice(list(element.attrib))
        if choose.random() < 0.3:
            del element.attrib[name]
        else:
            element.set(name, choose.choice(CODES))
    elif not len(element):
        element.text = _other(element.text or "", choose)


def _other(value: str, choose: random.Random) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return choose.choice(DATES)
    if re.fullmatch(r"-?\d+(\.\d+)?", value) and choose.random() < 0.8:
        scaled = round(Decimal(value) * Decimal(choose.choice(FACTORS)), choose.choice((0, 2, 3)))
        return choose.choice((*NUMBERS, f"{scaled:f}", f"{scaled:f}"))
    return choose.choice((*CODES, *TEXTS))
