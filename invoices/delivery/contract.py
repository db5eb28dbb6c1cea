"""What every delivery channel promises, and the typed answer it gives. Transports live in channels/, one folder each.

A channel reads a Package, never the rows of a delivery; `carry_out` calls `send`, the sweep calls `ask`, routing calls
`can_reach`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, Self

from django.utils.functional import Promise

if TYPE_CHECKING:
    from companies.models import Company, Customer
    from invoices.delivery.models import Delivery
    from invoices.delivery.package import Package

Recipient = dict[str, Any]


class ClaimLostError(Exception):
    """The delivery was taken from this worker while it prepared; it must not send."""


class OutcomeKind(StrEnum):
    """How a try ended. Deferred is temporary, failed is final, unknown must be asked about and never sent again."""

    SENT = "sent"
    DELIVERED = "delivered"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The channel's verdict on one try: a reason code (see reasons.py), the other side's own words, its receipt."""

    kind: OutcomeKind
    code: str = ""
    detail: str = ""
    receipt: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def sent(cls, detail: str = "", **receipt: Any) -> Self:
        """Return: handed over to somebody who carries it further; arrival is not proven."""
        return cls(OutcomeKind.SENT, "", detail, receipt)

    @classmethod
    def delivered(cls, detail: str = "", **receipt: Any) -> Self:
        """Return: the recipient has it, and the receipt proves it."""
        return cls(OutcomeKind.DELIVERED, "", detail, receipt)

    @classmethod
    def deferred(cls, code: str, detail: str = "") -> Self:
        """Return: surely not handed over, for a reason that may pass."""
        return cls(OutcomeKind.DEFERRED, code, detail)

    @classmethod
    def unknown(cls, code: str, detail: str = "") -> Self:
        """Return: it may or may not have been handed over."""
        return cls(OutcomeKind.UNKNOWN, code, detail)

    @classmethod
    def failed(cls, code: str, detail: str = "") -> Self:
        """Return: refused for good; trying again unchanged is useless."""
        return cls(OutcomeKind.FAILED, code, detail)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a channel can reach a customer: the recipient to keep with the delivery, or a reason code why not."""

    recipient: Recipient = field(default_factory=dict)
    code: str = ""
    shown: str = ""

    @property
    def is_possible(self) -> bool:
        """Say whether the customer can receive this way."""
        return not self.code


class Channel(Protocol):
    """One way to deliver."""

    @property
    def key(self) -> str:
        """Return the word that is stored with deliveries and never changes, at most 12 letters."""
        ...

    @property
    def label(self) -> Promise:
        """Return the name that people read."""
        ...

    def can_reach(self, customer: "Customer", *, company: "Company") -> Reach:
        """Say whether and where the customer can receive what the company sends."""
        ...

    def send(self, package: "Package", *, handing_over: Callable[[], None]) -> Outcome:
        """Carry the package to its recipient.

        `handing_over()` must be called once, immediately before the step after which the other side may have the
        document. It commits that fact, so that a worker which dies earlier may be replaced safely, and it raises
        ClaimLostError, which must be let through, when the delivery now belongs to another worker.
        """
        ...

    def ask(self, delivery: "Delivery") -> Outcome | None:
        """Find out what became of a try whose outcome is unknown.

        Returns None when that can never be known by asking, and an unknown outcome when it should be asked again later.
        """
        ...
