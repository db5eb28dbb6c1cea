"""Code lists that the core and the screens need, as dated data: one module a subject.

Only codes and short English names; translations belong to the screens. Sources are named in each module.
"""


def listed(codes: str) -> frozenset[str]:
    """Return the codes of a list that blanks or line ends separate."""
    return frozenset(codes.split())
