"""SMTP servers on loopback for tests: a real one with rules by address, and a scripted one for what no sane server does."""

import asyncio
import socket
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """Keeps what arrives. The local part of the recipient says how the server behaves."""

    def __init__(self) -> None:
        self.arrived: list[Envelope] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, data_size_limit=40_000_000)

    @property
    def messages(self) -> list[EmailMessage]:
        """Return what arrived as parsed messages."""
        return [message_from_bytes(envelope.content, policy=default) for envelope in self.arrived]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        answers = {
            "bounce": "550 5.1.1 No such user here",
            "full": "552 5.2.2 Mailbox full",
            "tmp": "451 4.3.0 Try again later",
            "closing": "421 4.3.2 Shutting down",
            "oldschool": "550 unknown",
            "policy": "554 5.7.1 Blocked by policy",
        }
        name = address.partition("@")[0]
        if name not in answers:
            envelope.rcpt_tos.append(address)
        return answers.get(name, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "spam":
            return "554 5.7.1 Content refused"
        if name == "greylist":
            return "451 4.7.1 Greylisted"
        self.arrived.append(envelope)
        if name == "slow":
            await asyncio.sleep(4)
        if name == "drop":
            server.transport.abort()
        return "250 2.0.0 OK queued as 4711"


class ScriptedServer:
    """Talks to one client: a list of answers, one for each line it is told, then it hangs up without a word.

    After an answer that begins with 354 it reads on to the lone dot, unless it is to hang up amid the content.
    """

    def __init__(self, *answers: str, hang_up_in_content: bool = False) -> None:
        self.answers, self.hang_up_in_content = answers, hang_up_in_content
        self.heard = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        with connection, connection.makefile("rb") as lines:
            for answer in self.answers:
                connection.sendall(answer.encode() + b"\r\n")
                if answer.startswith("354") and self.hang_up_in_content:
                    self.heard += lines.readline()
                    return
                self.heard += self._until(lines, b".\r\n" if answer.startswith("354") else b"")
        self._socket.close()

    @staticmethod
    def _until(lines: Any, end: bytes) -> bytes:
        heard = b""
        while line := lines.readline():
            heard += line
            if not end or line == end:
                break
        return heard

    def close(self) -> None:
        """Wait until the conversation is over."""
        self._thread.join(10)
        self._socket.close()
