"""Proposes how a customer can get invoices: every channel with its recipient or the reason why not, best first.

Nothing here changes a method silently: what the customer's card or the user names is taken or refused with a reason.
"""

from dataclasses import dataclass

from companies.models import Company, Customer
from invoices.delivery import registry
from invoices.delivery.contract import Recipient
from invoices.delivery.reasons import explain


class UnreachableError(Exception):
    """The customer cannot receive in the wanted way, or in any; `code` says why (see reasons)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def text(self) -> str:
        """Return the reason as a sentence in the active language."""
        return explain(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One delivery method for one customer, in the words of the active language."""

    channel: str
    label: str
    recipient: Recipient
    shown: str
    code: str
    is_best: bool
    is_chosen: bool
    is_better: bool

    @property
    def is_available(self) -> bool:
        """Say whether the customer can receive this way."""
        return not self.code

    @property
    def reason(self) -> str:
        """Return why the customer cannot receive this way, as a sentence."""
        return explain(self.code)


def list_options(company: Company, customer: Customer | None) -> list[Option]:
    """List every delivery method for the customer, best first.

    `is_chosen` marks what an invoice without a method of its own takes: the method on the customer's card, else the
    best. `is_better` marks a better one than the card names.
    """
    if customer is None:
        return []
    reaches = [(channel, channel.can_reach(customer, company=company)) for channel in registry.list_channels()]
    possible = [channel.key for channel, reach in reaches if reach.is_possible]
    best = possible[0] if possible else ""
    wanted = customer.method or best
    keys = [channel.key for channel, _ in reaches]
    rank_of_wanted = keys.index(wanted) if wanted in keys else len(keys)
    return [
        Option(
            channel=channel.key,
            label=str(channel.label),
            recipient=reach.recipient,
            shown=reach.shown,
            code=reach.code,
            is_best=channel.key == best,
            is_chosen=channel.key == wanted,
            is_better=bool(customer.method) and reach.is_possible and rank < rank_of_wanted,
        )
        for rank, (channel, reach) in enumerate(reaches)
    ]


def choose(company: Company, customer: Customer | None, *, method: str = "") -> Option:
    """Return the option to take: the named method, else the one on the customer's card, else the best.

    Raises UnreachableError when the wanted method cannot reach the customer, or none can.
    """
    options = list_options(company, customer)
    wanted = method or (customer.method if customer else "")
    if wanted:
        option = next((option for option in options if option.channel == wanted), None)
        if option is None or not option.is_available:
            raise UnreachableError(option.code if option else "channel_missing")
        return option
    option = next((option for option in options if option.is_best), None)
    if option is None:
        raise UnreachableError("no_way")
    return option
