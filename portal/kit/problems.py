"""Typed problems that a check hands to a screen: what is wrong, how bad it is, and the field where it can be mended."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: a blocker stops the act, a warning is shown."""

    BLOCKER = "blocker"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A translated sentence with its severity, the rule behind it and the editor field that mends it."""

    text: str
    severity: Severity = Severity.BLOCKER
    field: str = ""
    rule: str = ""

    @property
    def is_blocker(self) -> bool:
        """Say whether the act must not go on."""
        return self.severity is Severity.BLOCKER
