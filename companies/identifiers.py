"""Numbers of companies and their electronic addresses: cleaning, checking with a sentence that helps, showing.

Check digits come from python-stdnum; the schemes of electronic addresses from the eDEC code list 9.7. Pure functions.
"""

from types import ModuleType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import ean
from stdnum.dk import cvr
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fi import ytunnus
from stdnum.is_ import kennitala, vsk
from stdnum.no import mva
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

LEGAL_ID_CHECKS: dict[str, ModuleType] = {
    "SE": swedish,
    "NO": norwegian,
    "DK": cvr,
    "FI": ytunnus,
    "IS": kennitala,
}
LEGAL_ID_SHAPES = {
    "SE": gettext_lazy("10 digits, for example 556036-0793"),
    "NO": gettext_lazy("9 digits, for example 923 609 016"),
    "DK": gettext_lazy("8 digits, for example 61056416"),
    "FI": gettext_lazy("7 digits, a hyphen and a check digit, for example 2077474-0"),
    "IS": gettext_lazy("10 digits, for example 450401-3150"),
}
ELECTRONIC_SCHEMES = {
    "0007": gettext_lazy("Swedish organisation number (0007)"),
    "0192": gettext_lazy("Norwegian organisation number (0192)"),
    "0184": gettext_lazy("Danish CVR number (0184)"),
    "0216": gettext_lazy("Finnish OVT code (0216)"),
    "0196": gettext_lazy("Icelandic kennitala (0196)"),
    "0088": gettext_lazy("GLN (0088)"),
    "0191": gettext_lazy("Estonian registry code (0191)"),
    "0204": gettext_lazy("German Leitweg-ID (0204)"),
    "0208": gettext_lazy("Belgian enterprise number (0208)"),
    "0106": gettext_lazy("Dutch KvK number (0106)"),
    "0009": gettext_lazy("French SIRET (0009)"),
    "9930": gettext_lazy("German VAT number (9930)"),
    "9957": gettext_lazy("French VAT number (9957)"),
}


class InvalidNumberError(ValueError):
    """A number that cannot be right; the message says why and what it should look like."""


def clean(typed: str) -> str:
    """Return the letters and digits of what was typed, in capitals."""
    return "".join(character for character in typed.upper() if character.isascii() and character.isalnum())


def read_legal_id(country: str, typed: str) -> str:
    """Return the organisation number (BT-30, BT-47) without separators; raises InvalidNumberError with a sentence."""
    value = clean(typed)
    if value.startswith(country) and country in LEGAL_ID_CHECKS:
        value = value[2:]
    check = LEGAL_ID_CHECKS.get(country)
    if check is None:
        if not 2 <= len(value) <= 30:
            raise InvalidNumberError(_("Write the organisation number with 2 to 30 letters and digits."))
        return value
    if country == "NO" and value.endswith("MVA"):
        value = value[:-3]
    if country == "SE" and len(value) == 12 and value[:2] in ("16", "19", "20"):
        value = value[2:]
    try:
        return str(check.validate(value))
    except NumberError as error:
        raise InvalidNumberError(_fault(country, value, check)) from error


def _fault(country: str, value: str, check: ModuleType) -> str:
    right = next((value[:-1] + digit for digit in "0123456789" if check.is_valid(value[:-1] + digit)), "")
    if right and value.isdigit():
        return _("The check digit of %(number)s is wrong. Did you mean %(right)s?") % {
            "number": show_legal_id(country, value),
            "right": show_legal_id(country, right),
        }
    return _("%(number)s is not an organisation number. It has %(shape)s.") % {
        "number": value or "–",
        "shape": LEGAL_ID_SHAPES[country],
    }


def show_legal_id(country: str, value: str) -> str:
    """Return the organisation number as people of its country write it."""
    if country in ("SE", "IS") and len(value) == 10:
        return f"{value[:6]}-{value[6:]}"
    if country == "FI" and len(value) == 8:
        return f"{value[:7]}-{value[7:]}"
    if country == "NO" and len(value) == 9:
        return f"{value[:3]} {value[3:6]} {value[6:]}"
    return value


def read_vat_id(country: str, typed: str) -> str:
    """Return the VAT number (BT-31, BT-48) with its country; raises InvalidNumberError with a sentence."""
    value = clean(typed)
    checks = {"NO": (mva, "NO%s"), "IS": (vsk, "IS%s")}
    try:
        if country in checks:
            check, shape = checks[country]
            return shape % str(check.validate(value.removeprefix(country)))
        if country.lower() in eu_vat.MEMBER_STATES or country == "GR":
            prefix = "EL" if country == "GR" else country
            return str(eu_vat.validate(value if value.startswith(prefix) else prefix + value))
    except NumberError as error:
        raise InvalidNumberError(
            _("%(number)s is not a VAT number of %(country)s. Check it against the company's letter head.")
            % {"number": typed.strip(), "country": country}
        ) from error
    if not 4 <= len(value) <= 20:
        raise InvalidNumberError(_("Write the VAT number with 4 to 20 letters and digits."))
    return value


def read_gln(typed: str) -> str:
    """Return a GLN of 13 digits; raises InvalidNumberError with a sentence."""
    value = clean(typed)
    if len(value) != 13 or not ean.is_valid(value):
        raise InvalidNumberError(_("A GLN has 13 digits and ends with a check digit; %s has not.") % typed.strip())
    return value


def read_electronic_address(scheme: str, typed: str) -> str:
    """Return the electronic address (BT-34, BT-49) for its scheme; raises InvalidNumberError with a sentence."""
    by_country = {"0007": "SE", "0192": "NO", "0184": "DK", "0196": "IS"}
    if scheme in by_country:
        return read_legal_id(by_country[scheme], typed)
    value = clean(typed)
    if scheme == "0216":
        if not value.startswith("0037") or not ytunnus.is_valid(value[4:12]) or not 12 <= len(value) <= 17:
            raise InvalidNumberError(
                _("An OVT code is 0037, the business ID without hyphen and up to five more characters.")
            )
        return value
    if scheme == "0088":
        return read_gln(typed)
    if not 1 <= len(typed.strip()) <= 50:
        raise InvalidNumberError(_("Write the electronic address with at most 50 characters."))
    return typed.strip()


def propose_electronic_address(country: str, legal_id: str) -> tuple[str, str]:
    """Return the scheme and electronic address that follow from a Nordic organisation number, or two empty strings."""
    schemes = {"SE": "0007", "NO": "0192", "DK": "0184", "FI": "0216", "IS": "0196"}
    if country not in schemes or not legal_id:
        return "", ""
    return schemes[country], f"0037{legal_id}" if country == "FI" else legal_id
