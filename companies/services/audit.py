"""Writes and verifies the audit log. Verbs call `record` inside their transaction."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from django.db import models, transaction

from accounts.models import User
from companies.models import AuditChain, AuditEntry
from companies.tenancy import current_company_id
from portal.kit.clock import now
from portal.kit.row_writing import columns_of, insert_rows


def record(action: str, *, by: User | None, subject: models.Model | None = None, **detail: Any) -> AuditEntry:
    """Append an entry to the active company's chain, in the caller's transaction. `by` None means the portal itself."""
    # Without a savepoint of its own: what cannot be recorded must not happen.
    with transaction.atomic(savepoint=False):
        chain = _locked_chain(current_company_id())
        entry = _entry_after(chain, action, by=by, subject=subject, detail=detail)
        entry.save(force_insert=True)
        chain.save(update_fields=["last_sequence", "last_hash"])
    return entry


def record_each(action: str, *, by: User | None, subjects: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """Append an entry for each subject with its details, in one go: the batch form of `record`."""
    # Without a savepoint of its own: what cannot be recorded must not happen.
    with transaction.atomic(savepoint=False):
        chain = _locked_chain(current_company_id())
        entries = [_entry_after(chain, action, by=by, subject=subject, detail=detail) for subject, detail in subjects]
        insert_rows(AuditEntry, [columns_of(entry) for entry in entries])
        chain.save(update_fields=["last_sequence", "last_hash"])


def _entry_after(
    chain: AuditChain, action: str, *, by: User | None, subject: models.Model | None, detail: dict[str, Any]
) -> AuditEntry:
    """Make the entry that follows the chain's head and move the head to it."""
    entry = AuditEntry(
        company_id=chain.company_id,
        sequence=chain.last_sequence + 1,
        at=now(),
        actor=by,
        actor_name=by.get_full_name() if by else "",
        action=action,
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        subject_name=str(subject)[:200] if subject else "",
        detail=json.loads(json.dumps(detail, default=str)),
    )
    entry.hash = chained_hash(bytes(chain.last_hash), entry)
    chain.last_sequence, chain.last_hash = entry.sequence, entry.hash
    return entry


def _locked_chain(company_id: int) -> AuditChain:
    locked = AuditChain.objects.select_for_update()
    chain = locked.filter(company_id=company_id).first()
    if chain is None:
        AuditChain.objects.bulk_create([AuditChain(company_id=company_id)], ignore_conflicts=True)
        chain = locked.get(company_id=company_id)
    return chain


def chained_hash(previous: bytes, entry: AuditEntry) -> bytes:
    """Return SHA-256 over the previous hash and the entry's canonical JSON."""
    content = {
        "company": entry.company_id,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "subject": [entry.subject_type, entry.subject_id, entry.subject_name],
        "detail": entry.detail,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous + canonical.encode()).digest()


def list_faults(company_id: int) -> Iterator[str]:
    """Yield what is wrong with a company's chain: a gap, a changed entry, or a head that does not fit."""
    expected, previous = 1, bytes(32)
    entries = AuditEntry.objects.filter(company_id=company_id).order_by("sequence")
    for entry in entries.iterator(chunk_size=2000):
        if entry.sequence != expected:
            yield f"entry {expected} is missing"
            expected = entry.sequence
        if chained_hash(previous, entry) != bytes(entry.hash):
            yield f"entry {entry.sequence} has been changed"
        expected, previous = entry.sequence + 1, bytes(entry.hash)
    chain = AuditChain.objects.filter(company_id=company_id).first()
    if chain and (chain.last_sequence != expected - 1 or bytes(chain.last_hash) != previous):
        yield f"the chain's head says {chain.last_sequence} entries, found {expected - 1}"
