"""The SMTP dialogue for one message and one recipient, step by step, because each step's failure means something else.

Until the lone dot that ends the message has been sent, the server cannot have accepted it (RFC 5321 section 4.1.1.4),
so every fault before it is certain. After the dot, silence or a lost connection leaves the outcome unknown.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from invoices.delivery.contract import Outcome

# Enhanced status codes (RFC 3463) that say more than their class; else the basic code (RFC 5321) decides.
PERMANENT = {
    "5.1.1": "no_mailbox",
    "5.1.2": "bad_address",
    "5.1.3": "bad_address",
    "5.1.6": "no_mailbox",
    "5.1.7": "sender_refused",
    "5.1.8": "sender_refused",
    "5.1.10": "no_mailbox",
    "5.2.1": "no_mailbox",
    "5.2.2": "mailbox_full",
    "5.2.3": "too_large",
    "5.3.4": "too_large",
}
BASIC = {550: "no_mailbox", 551: "no_mailbox", 552: "too_large", 553: "bad_address", 523: "too_large"}
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the server said to a command."""

    code: int
    text: str

    @property
    def said(self) -> str:
        return f"{self.code} {self.text}"


def transmit(message: EmailMessage, *, handing_over: Callable[[], None]) -> Outcome:
    """Send the message by the portal's mail settings; `handing_over` is called before the step of no return."""
    backend = get_connection(timeout=settings.EMAIL_TIMEOUT)
    if not isinstance(backend, EmailBackend):
        handing_over()
        backend.send_messages([message])
        return Outcome.sent()
    try:
        backend.open()
        server: smtplib.SMTP = backend.connection  # type: ignore[assignment]  # open() raises or connects
        return _converse(server, message, handing_over)
    except smtplib.SMTPResponseException as error:
        said = _Answer(error.smtp_code, _text(error.smtp_error)).said
        is_ours = isinstance(error, smtplib.SMTPAuthenticationError)
        return Outcome.deferred("own_server" if is_ours else "server_unreachable", said)
    except smtplib.SMTPNotSupportedError as error:
        return Outcome.deferred("own_server", str(error))
    except OSError as error:  # DNS, refused, reset, timed out, closed by the server: smtplib's errors are OSErrors too
        return Outcome.deferred("server_unreachable", _fault(error))
    finally:
        with suppress(OSError):
            backend.close()


def _converse(server: smtplib.SMTP, message: EmailMessage, handing_over: Callable[[], None]) -> Outcome:
    body = dotted(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]  # Django's own as_bytes
    refusal = _announce(server, message, size=len(body))
    if refusal is not None:
        return refusal
    server.send(body)
    try:
        handing_over()
    except BaseException:
        server.close()  # QUIT would be read as a line of the message
        raise
    try:
        server.send(b".\r\n")
        answer = _answer(server.getreply())
    except OSError as error:
        return Outcome.unknown("no_answer", _fault(error))
    if 200 <= answer.code < 300:
        return Outcome.sent(answer.said, smtp=answer.said[:300], message_id=message.extra_headers["Message-ID"])
    return _refusal(answer) if 400 <= answer.code < 600 else Outcome.unknown("no_answer", answer.said)


def _announce(server: smtplib.SMTP, message: EmailMessage, *, size: int) -> Outcome | None:
    """Go through EHLO, MAIL, RCPT and DATA; returns what the server refused, or None when it waits for the content."""
    encoding = message.encoding or settings.DEFAULT_CHARSET
    sender, recipient = (sanitize_address(address, encoding) for address in (message.from_email, message.to[0]))
    server.ehlo_or_helo_if_needed()
    answer = _answer(server.mail(sender, [f"size={size}"] if server.has_extn("size") else []))
    if answer.code != 250:
        return _refusal(answer, of_sender=True)
    answer = _answer(server.rcpt(recipient))
    if answer.code not in {250, 251}:
        return _refusal(answer)
    answer = _answer(server.docmd("DATA"))
    return None if answer.code == 354 else _refusal(answer)


def _refusal(answer: _Answer, *, of_sender: bool = False) -> Outcome:
    """Tell a temporary refusal (4xx, 421 also where the connection closes) from a final one."""
    if answer.code < 500:
        return Outcome.deferred("server_busy", answer.said)
    status = STATUS.search(answer.text)
    if of_sender:
        code = "too_large" if answer.code == 552 else "sender_refused"
    elif status:
        code = PERMANENT.get(status.group(1), "refused")
    else:
        code = BASIC.get(answer.code, "refused")
    return Outcome.failed(code, answer.said)


def dotted(message: bytes) -> bytes:
    """Double the dots that begin a line and end with CRLF, as DATA demands (RFC 5321 section 4.5.2)."""
    body = re.sub(rb"(?m)^\.", b"..", message)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _answer(reply: tuple[int, bytes]) -> _Answer:
    return _Answer(reply[0], _text(reply[1]))


def _text(raw: bytes | str) -> str:
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    return " ".join(text.split())


def _fault(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
