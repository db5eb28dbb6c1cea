"""Short names of the units that Nordic invoices use (BT-130, UN/ECE Rec 20 and 21), in the document's language.

Units without a name here are printed as their code. Called by lines.py, and by whatever lists units for a person.
"""

from functools import lru_cache

from django.utils import translation
from django.utils.translation import pgettext_lazy

UNIT_NAMES = {
    "C62": pgettext_lazy("unit", "pcs"),
    "H87": pgettext_lazy("unit", "pcs"),
    "EA": pgettext_lazy("unit", "pcs"),
    "HUR": pgettext_lazy("unit", "h"),
    "MIN": pgettext_lazy("unit", "min"),
    "DAY": pgettext_lazy("unit", "days"),
    "WEE": pgettext_lazy("unit", "weeks"),
    "MON": pgettext_lazy("unit", "months"),
    "ANN": pgettext_lazy("unit", "years"),
    "MTR": pgettext_lazy("unit", "m"),
    "CMT": pgettext_lazy("unit", "cm"),
    "MMT": pgettext_lazy("unit", "mm"),
    "KMT": pgettext_lazy("unit", "km"),
    "SMI": pgettext_lazy("unit", "miles"),
    "MTK": pgettext_lazy("unit", "m²"),
    "MTQ": pgettext_lazy("unit", "m³"),
    "HAR": pgettext_lazy("unit", "ha"),
    "GRM": pgettext_lazy("unit", "g"),
    "KGM": pgettext_lazy("unit", "kg"),
    "TNE": pgettext_lazy("unit", "t"),
    "MLT": pgettext_lazy("unit", "ml"),
    "CLT": pgettext_lazy("unit", "cl"),
    "DLT": pgettext_lazy("unit", "dl"),
    "LTR": pgettext_lazy("unit", "l"),
    "KWH": pgettext_lazy("unit", "kWh"),
    "MWH": pgettext_lazy("unit", "MWh"),
    "SET": pgettext_lazy("unit", "sets"),
    "PR": pgettext_lazy("unit", "pairs"),
    "DZN": pgettext_lazy("unit", "dozen"),
    "LS": pgettext_lazy("unit", "lump sum"),
    "E48": pgettext_lazy("unit", "services"),
    "P1": pgettext_lazy("unit", "%"),
    "XPK": pgettext_lazy("unit", "packages"),
    "XPP": pgettext_lazy("unit", "pieces"),
    "XBX": pgettext_lazy("unit", "boxes"),
    "XCT": pgettext_lazy("unit", "cartons"),
    "XPX": pgettext_lazy("unit", "pallets"),
    "XRO": pgettext_lazy("unit", "rolls"),
    "XBG": pgettext_lazy("unit", "bags"),
    "XBO": pgettext_lazy("unit", "bottles"),
}


def unit_name(code: str | None, *, language: str) -> str:
    """Return the unit's short name in a language, or its code where the portal has no name for it."""
    return _names(language).get(code or "", code or "")


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, str]:
    with translation.override(language):
        return {code: str(name) for code, name in UNIT_NAMES.items()}
