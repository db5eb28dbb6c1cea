"""The folder in which the SMTP sink keeps what it has received: `<time>-<random>.eml` with its envelope in `.json`.

Standard library only. The sink writes; the demo's mail page and the tests read.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What the SMTP dialogue said about a message; `received_at` is ISO 8601 in UTC."""

    sender: str
    recipients: tuple[str, ...]
    received_at: str
    size: int


@dataclass(frozen=True, kw_only=True)
class StoredMail:
    """A received message: its name within the folder, its envelope and where its bytes are."""

    name: str
    envelope: Envelope
    path: Path

    def raw(self) -> bytes:
        """Return the message as it came over the wire."""
        return self.path.read_bytes()


def keep(folder: Path, raw: bytes, *, sender: str, recipients: list[str]) -> str:
    """Store a message and return its name; readers see it whole, envelope included, or not at all."""
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}"
    envelope = Envelope(
        sender=sender, recipients=tuple(recipients), received_at=now.isoformat(timespec="milliseconds"), size=len(raw)
    )
    folder.mkdir(parents=True, exist_ok=True)
    # The message is what readers list, so its envelope comes first.
    _write(folder / f"{name}.json", json.dumps(asdict(envelope), ensure_ascii=False).encode())
    _write(folder / f"{name}.eml", raw)
    return name


def list_mails(folder: Path, *, newest: int | None = None) -> list[StoredMail]:
    """Return the stored messages, the newest first, at most `newest` of them."""
    names = sorted((path.stem for path in folder.glob("*.eml")), reverse=True)
    return [get_mail(folder, name) for name in names[:newest]]


def get_mail(folder: Path, name: str) -> StoredMail:
    """Return one stored message by its name; raises KeyError when there is none of that name."""
    path = folder / f"{name}.eml"
    if path.parent != folder or not path.is_file():
        raise KeyError(name)
    said = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return StoredMail(name=name, path=path, envelope=Envelope(**{**said, "recipients": tuple(said["recipients"])}))


def _write(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
