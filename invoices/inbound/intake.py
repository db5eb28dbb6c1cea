"""The one way in for documents: the raw bytes are committed first under a unique message id, whatever they are.

Channels call `receive` in any scope; it opens the recipient company's own. Reading comes after, in services.
"""

import hashlib
from functools import partial

import structlog
from celery import current_app
from django.db import transaction

from companies.tenancy import company_scope
from invoices.inbound.models import InboundMessage
from portal.kit.clock import now

log = structlog.get_logger(__name__)


class MessageIdReusedError(Exception):
    """Other bytes came under a message id that is already taken; the sender must be told, nothing was kept."""


def receive(*, company_id: int, message_id: str, channel: str, sender: str, raw: bytes) -> InboundMessage:
    """Keep a document for a company in a transaction of its own, and ask a worker to read it.

    A repeated arrival changes nothing and returns the first message. Raises MessageIdReusedError when the bytes differ.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    with company_scope(company_id), transaction.atomic(durable=True):
        message, is_first = InboundMessage.objects.get_or_create(
            company_id=company_id,
            message_id=message_id,
            defaults={
                "channel": channel,
                "sender": sender[:120],
                "raw": raw,
                "sha256": sha256,
                "received_at": now(),
            },
        )
        if is_first:
            transaction.on_commit(partial(ask_to_read, [message.pk], company_id=company_id), robust=True)
    if message.sha256 != sha256:
        log.warning("inbound_message_id_reused", company=company_id, message_id=message_id, channel=channel)
        raise MessageIdReusedError(f"Message id {message_id} is taken by other bytes.")
    return message


def find(*, company_id: int, message_id: str) -> InboundMessage | None:
    """Return the company's message with this id, without its bytes, or None when it never arrived."""
    with company_scope(company_id):
        return InboundMessage.objects.defer("raw").filter(message_id=message_id).first()


def ask_to_read(message_pks: list[int], *, company_id: int, expires: float | None = None) -> None:
    """Ask a worker to read messages of one company; if that is lost, the sweep asks again."""
    current_app.send_task(
        "invoices.inbound.tasks.read", args=[message_pks], kwargs={"company_id": company_id}, expires=expires
    )
