"""The Peppol rules for party identifiers: one form for each scheme (ICD or EAS code), wherever the identifier stands.

Ids and flags are Peppol's (PEPPOL-COMMON-R040 to R057), sentences and code our own. Check digits stand in `checksums`.
"""

import re
from collections.abc import Callable
from typing import Final

from invoices.en16931.rules.findings import Flag
from invoices.en16931.rules.peppol.checksums import (
    is_abn,
    is_belgian,
    is_codice_fiscale,
    is_codice_ipa,
    is_digits,
    is_gln,
    is_mod11,
    is_partita_iva,
    is_swedish_orgnr,
)
from invoices.en16931.rules.peppol.facts import Facts
from invoices.en16931.rules.peppol.registry import Context, Pattern, Test
from invoices.en16931.rules.peppol.xpath import Element, cac, cbc, kids, one, squash, text

IDENTIFIERS: Final = Pattern("identifiers")

_TERMS: Final = (
    "BT-29", "BT-30", "BT-31", "BT-32", "BT-34", "BT-46", "BT-47", "BT-48", "BT-49", "BT-60", "BT-61", "BT-63",
)  # fmt: skip
_DUTCH_VAT: Final = re.compile(r"NL[0-9]{9}B[0-9]{2}")


def _is_luhn_orgnr(value: str) -> bool:
    return is_digits(value, length=10) and is_swedish_orgnr(value)


def _is_cvr(value: str) -> bool:
    return is_digits(value, length=8) or _is_danish_number(value)


def _is_danish_number(value: str) -> bool:
    return value.startswith("DK") and is_digits(value[2:], length=8)


def _is_p_number(value: str) -> bool:
    return is_digits(value, length=10)


def _is_dutch_vat(value: str) -> bool:
    return _DUTCH_VAT.fullmatch(value) is not None


def _scheme(code: str, *, endpoint_only: bool = False) -> Context:
    """Add the context of the elements that hold an identifier with this scheme."""
    tags = (cbc.EndpointID,) if endpoint_only else (cbc.EndpointID, cbc.CompanyID)
    context = IDENTIFIERS.context(*tags, when=lambda node, facts: node.get("schemeID") == code)
    return context if endpoint_only else context.also(cbc.ID, under=((cac.PartyIdentification,),))


def _trimmed(check: Callable[[str], bool]) -> Test:
    return lambda node, facts: check(squash(text(node)))


def _verbatim(check: Callable[[str], bool]) -> Test:
    return lambda node, facts: check(text(node))


# Scheme, rule, flag, what must be true of the text, the sentence. The order is the official one: R056-2 comes before
# the last, since only the first context that fits an element counts.
_SCHEMES: Final[tuple[tuple[str, str, Flag, Test, str], ...]] = (
    ("0088", "R040", "fatal", _trimmed(is_gln), "A GLN must be digits with a right check digit."),
    ("0192", "R041", "fatal", _trimmed(is_mod11), "A Norwegian organisation number must be nine digits that add up."),
    ("0184", "R042", "fatal", _verbatim(_is_cvr), "A Danish CVR number must be eight digits."),
    ("0096", "R052", "fatal", _verbatim(_is_p_number), "A Danish P number must be ten digits."),
    ("0198", "R053", "fatal", _verbatim(_is_danish_number), "A Danish SE number must be DK and eight digits."),
    ("0208", "R043", "fatal", _trimmed(is_belgian), "A Belgian enterprise number must be ten digits that add up."),
    ("0201", "R044", "warning", _trimmed(is_codice_ipa), "An Italian IPA code should be six letters or digits."),
    ("0210", "R045", "warning", _trimmed(is_codice_fiscale), "An Italian tax code should have 11 or 16 characters."),
    ("9907", "R046", "warning", _trimmed(is_codice_fiscale), "An Italian tax code should have 11 or 16 characters."),
    ("0211", "R047", "warning", _trimmed(is_partita_iva), "An Italian VAT number should be 11 digits that add up."),
    (
        "0007",
        "R049",
        "fatal",
        _trimmed(_is_luhn_orgnr),
        "A Swedish organisation number must be ten digits that add up.",
    ),
    ("0151", "R050", "fatal", _trimmed(is_abn), "An Australian Business Number must be eleven digits that add up."),
    (
        "0106",
        "R054",
        "warning",
        _trimmed(lambda v: is_digits(v, length=8)),
        "A Dutch KVK number should be eight digits.",
    ),
    ("0190", "R055", "warning", _trimmed(lambda v: is_digits(v, length=20)), "A Dutch OIN should be twenty digits."),
    ("9944", "R056-1", "warning", _trimmed(_is_dutch_vat), "A Dutch VAT number should be like NL123456789B12."),
)

for _code, _rule, _flag, _test, _sentence in _SCHEMES:
    _context = _scheme(_code, endpoint_only=_code == "9907")
    _context.rule(f"PEPPOL-COMMON-{_rule}", _sentence, *_TERMS, flag=_flag)(_test)


def _is_dutch_registration(node: Element, facts: Facts) -> bool:
    parent = node.getparent()
    is_vat = parent is not None and squash(one(kids(parent, cac.TaxScheme, cbc.ID))) == "VAT"
    return is_vat and squash(text(node)).startswith("NL")


IDENTIFIERS.context(cbc.CompanyID, under=((cac.PartyTaxScheme,),), when=_is_dutch_registration).rule(
    "PEPPOL-COMMON-R056-2",
    "A Dutch VAT number should be like NL123456789B12.",
    "BT-31", "BT-48", "BT-63",
    flag="warning",
)(_trimmed(_is_dutch_vat))  # fmt: skip

_scheme("0217").rule(
    "PEPPOL-COMMON-R057", "A Dutch establishment number should be twelve digits.", *_TERMS, flag="warning"
)(_trimmed(lambda value: is_digits(value, length=12)))
