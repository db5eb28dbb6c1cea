"""Tells the workers, by ids only, that deliveries wait. A lost message loses nothing: the sweep looks at rows."""

from collections.abc import Sequence

from celery import current_app
from django.db import transaction

# A chunk must end well within the task's time limit even when every mail server in it is silent.
CHUNK = 20


def announce_on_commit(delivery_id: int, *, company_id: int) -> None:
    """Ask a worker to carry the delivery out once the transaction commits; a broker that is down is only logged."""
    transaction.on_commit(lambda: ask_to_carry_out([delivery_id], company_id=company_id), robust=True)


def ask_to_carry_out(delivery_ids: Sequence[int], *, company_id: int, expires: float | None = None) -> None:
    """Send one message for a chunk of queued deliveries of one company."""
    _send("carry_out", delivery_ids, company_id=company_id, expires=expires)


def ask_to_look_into(delivery_ids: Sequence[int], *, company_id: int, expires: float | None = None) -> None:
    """Send one message for a chunk of deliveries whose outcome is in doubt."""
    _send("look_into", delivery_ids, company_id=company_id, expires=expires)


def _send(task: str, delivery_ids: Sequence[int], *, company_id: int, expires: float | None) -> None:
    current_app.send_task(
        f"invoices.delivery.tasks.{task}",
        args=[list(delivery_ids)],
        kwargs={"company_id": company_id},
        expires=expires,
    )
