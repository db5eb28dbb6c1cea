"""Verbs of the inbox: `reading` turns messages into invoices or quarantines them, `handling` is what members do."""

from invoices.inbound.services.handling import approve, mark_opened, reject
from invoices.inbound.services.reading import read_message, release

__all__ = ["approve", "mark_opened", "read_message", "reject", "release"]
