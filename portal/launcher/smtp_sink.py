"""The demo's mail server: takes every message over real SMTP on loopback and keeps it in a folder; nothing leaves.

`python -m portal.launcher.smtp_sink --port 1025 --folder var/mail`, started by the launcher where no EMAIL_URL is set.
A recipient's name makes it misbehave, for demonstrations and tests: bounce@ is refused for good (550), tmp@ for now
(451), slow@ or slow+3@ keeps the sender waiting, cut@ takes the message and drops the connection without an answer.
"""

import argparse
import asyncio
import signal
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from portal.launcher import mail_folder, ports

SIZE_LIMIT = 40 * 1024 * 1024
SLOW_SECONDS = 10.0
_REFUSALS = {
    "bounce": "550 5.1.1 The recipient does not exist",
    "tmp": "451 4.3.0 The mailbox is busy, try again later",
}


def rule_of(recipient: str) -> tuple[str, str]:
    """Return the word before + or @ and the detail between them."""
    name = recipient.rpartition("@")[0].lower()
    word, _, detail = name.partition("+")
    return word, detail


@dataclass(frozen=True)
class Sink:
    """The answers of the mail server, in the form aiosmtpd calls them."""

    folder: Path

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = _REFUSALS.get(rule_of(address)[0])
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        rules = dict(rule_of(recipient) for recipient in envelope.rcpt_tos)
        content = envelope.original_content or b""
        name = await asyncio.to_thread(
            mail_folder.keep, self.folder, content, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos
        )
        # After it has been kept: a sender that loses patience has sent all the same, as with a real server.
        if "slow" in rules:
            detail = rules["slow"]
            await asyncio.sleep(float(detail) if detail.isdigit() else SLOW_SECONDS)
        if "cut" in rules and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return f"250 2.0.0 Kept as {name}"


async def serve(folder: Path, *, port: int, host: str = ports.LOOPBACK) -> None:
    """Take mail until SIGTERM or SIGINT."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, ended.set)
    sink = Sink(folder)
    server = await loop.create_server(
        lambda: SMTP(
            sink, data_size_limit=SIZE_LIMIT, enable_SMTPUTF8=True, hostname="sink.example", ident="Portal sink"
        ),
        host,
        port,
    )
    async with server:
        await ended.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="portal.launcher.smtp_sink", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(asked.folder, port=asked.port))


if __name__ == "__main__":
    main()
