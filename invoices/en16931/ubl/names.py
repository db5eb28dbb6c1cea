"""The two component namespaces of UBL 2.1 and names within them, in the form that lxml uses."""

from typing import Final

CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"

PREFIXES: Final[dict[str, str]] = {"cac": CAC, "cbc": CBC}

_CAC: Final = f"{{{CAC}}}"
_CBC: Final = f"{{{CBC}}}"


def cac(name: str) -> str:
    """Return the full name of an aggregate."""
    return _CAC + name


def cbc(name: str) -> str:
    """Return the full name of a basic component."""
    return _CBC + name
