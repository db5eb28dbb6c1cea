"""The mail channel against real SMTP servers: what the buyer gets, and what each answer means."""

import socket
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from invoices.delivery.channels.email_pdf.dialogue import dotted
from invoices.delivery.contract import ClaimLostError
from invoices.delivery.models import Delivery
from invoices.delivery.services import carry_out, deliver, look_into
from invoices.lifecycle import DeliveryState
from invoices.models import SealedDocument
from invoices.services.pdf_archive import pdf_of
from portal.kit.clock import now
from tests.factories import sealed
from tests.factories.companies import customer
from tests.invoices.delivery.mailbox import Mailbox, ScriptedServer

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    box.controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", box.port
    settings.EMAIL_TIMEOUT = 2
    yield box
    box.controller.stop()


def mailed(seller, to: str = "faktura@kund.example", make=sealed.invoice, **fields: Any) -> Delivery:
    """Queue an invoice to the address, carry it out and return the row as it is then."""
    invoice = make(seller, **fields)
    delivery = deliver(invoice, channel="email_pdf", recipient={"email": to, "shown": to}, by=None)
    carry_out(delivery.pk)
    return Delivery.objects.get(pk=delivery.pk)


def parts(message: Any) -> dict[str, bytes]:
    return {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}


class TestTheMail:
    def test_carries_the_pdf_and_the_sealed_xml(self, seller, mailbox) -> None:
        delivery = mailed(seller)
        (message,) = mailbox.messages
        files = parts(message)
        number = delivery.invoice.number
        assert list(files) == [f"invoice-{number}.pdf", f"invoice-{number}.xml"]
        assert files[f"invoice-{number}.pdf"].startswith(b"%PDF-")
        assert files[f"invoice-{number}.xml"] == bytes(SealedDocument.objects.get().xml)
        assert [part.get_content_type() for part in message.iter_attachments()] == [
            "application/pdf",
            "application/xml",
        ]
        assert delivery.state == DeliveryState.SENT
        assert delivery.receipt["smtp"] == "250 2.0.0 OK queued as 4711"

    def test_has_headers_that_identify_it_and_bring_answers_to_the_seller(self, seller, mailbox) -> None:
        delivery = mailed(seller)
        (message,) = mailbox.messages
        (envelope,) = mailbox.arrived
        assert message["Message-ID"] == f"<{delivery.message_id}@fakturaportalen.example>"
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["From"] == "Nordljus AB via Fakturaportalen <faktura@fakturaportalen.example>"
        assert message["Reply-To"] == f"Nordljus AB <{seller.email}>"
        assert message["To"] == "faktura@kund.example"
        assert message["Date"]
        assert (envelope.mail_from, envelope.rcpt_tos) == ("faktura@fakturaportalen.example", ["faktura@kund.example"])

    def test_says_the_same_in_text_and_html(self, seller, mailbox) -> None:
        delivery = mailed(seller, language="en")
        (message,) = mailbox.messages
        text = message.get_body(("plain",)).get_content()
        html = message.get_body(("html",)).get_content()
        assert message["Subject"] == f"Invoice {delivery.invoice.number} from Nordljus AB"
        for fact in ("250.00\xa0SEK", "21 December 2026", "10042820261116", delivery.invoice.buyer_name):
            assert fact.replace("21 December 2026", "December 21, 2026") in text
            assert fact.replace("21 December 2026", "December 21, 2026") in html
        assert '<html lang="en">' in html

    def test_speaks_the_buyers_language_in_amounts_and_dates(self, seller, mailbox) -> None:
        mailed(seller, language="sv")
        text = mailbox.messages[0].get_body(("plain",)).get_content()
        assert "250,00\xa0SEK" in text
        assert "21 december 2026" in text

    def test_of_a_credit_note_asks_for_no_payment(self, seller, mailbox) -> None:
        mailed(seller, make=sealed.credit_note, language="en")
        message = mailbox.messages[0]
        text = message.get_body(("plain",)).get_content()
        assert message["Subject"].startswith("Credit note ")
        assert "Amount to your credit: 250.00" in text
        assert "Payment reference" not in text
        assert next(iter(parts(message))).startswith("credit-note-")

    def test_brings_supporting_files_as_files(self, seller, mailbox) -> None:
        mailed(seller, attachments=(sealed.attachment(),))
        files = parts(mailbox.messages[0])
        assert len(files) == 3
        assert files["timesheet.pdf"] == b"%PDF-1.7 hours"

    def test_keeps_a_hostile_seller_name_out_of_the_headers(self, seller, mailbox) -> None:
        seller.name = "Evil\r\nBcc: all@example.com\r\n\r\n<b>"
        seller.save()
        mailed(seller, language="en")
        (message,) = mailbox.messages
        assert message["Bcc"] is None
        assert mailbox.arrived[0].rcpt_tos == ["faktura@kund.example"]
        assert "<b>" not in message.get_body(("html",)).get_content().split("<main")[0].replace("&lt;b&gt;", "")

    def test_writes_names_with_every_sign_right(self, seller, mailbox) -> None:
        seller.name = 'Åkes "Bygg" & Betong, AB'
        seller.save()
        mailed(seller, language="en")
        (message,) = mailbox.messages
        assert message["From"].addresses[0].display_name == f"{seller.name} via Fakturaportalen"
        assert message["Reply-To"].addresses[0].display_name == seller.name
        assert message["Reply-To"].addresses[0].addr_spec == seller.email
        assert message["Subject"].endswith(seller.name)
        assert f"{seller.name} has sent you" in message.get_body(("plain",)).get_content()
        assert "Bygg&quot; &amp; Betong" in message.get_body(("html",)).get_content()

    def test_survives_dots_at_the_beginning_of_lines(self, seller, mailbox) -> None:
        seller.name = ".\n.dots"
        seller.save()
        delivery = mailed(seller)
        assert parts(mailbox.messages[0])[f"invoice-{delivery.invoice.number}.xml"].endswith(b"</Invoice>")


class TestTheLimit:
    def test_leaves_out_the_xml_that_the_pdf_holds_anyway(self, seller, mailbox, settings) -> None:
        invoice = sealed.invoice(seller, language="en")
        settings.MAIL_ATTACHMENTS_MAX_BYTES = len(pdf_of(invoice)) + 100
        mailed(seller, make=lambda _: invoice)
        (message,) = mailbox.messages
        ((name, data),) = parts(message).items()
        assert name.endswith(".pdf")
        with pikepdf.open(BytesIO(data)) as document:
            (embedded,) = document.attachments.values()
            assert embedded.get_file().read_bytes() == bytes(SealedDocument.objects.get().xml)
        assert "which also holds the XML" in message.get_body(("plain",)).get_content()

    def test_refuses_what_is_too_large(self, seller, mailbox, settings) -> None:
        settings.MAIL_ATTACHMENTS_MAX_BYTES = 10
        delivery = mailed(seller)
        assert (delivery.state, delivery.reason, mailbox.arrived) == (DeliveryState.FAILED, "too_large", [])


class TestAnswers:
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("bounce", "no_mailbox"),
            ("oldschool", "no_mailbox"),
            ("full", "mailbox_full"),
            ("policy", "refused"),
            ("spam", "refused"),
        ],
    )
    def test_a_refusal_is_final_with_a_plain_reason(self, seller, mailbox, name, reason) -> None:
        delivery = mailed(seller, f"{name}@kund.example")
        assert (delivery.state, delivery.reason) == (DeliveryState.FAILED, reason)
        assert delivery.explanation
        assert delivery.detail[0] == "5"

    @pytest.mark.parametrize("name", ["tmp", "closing", "greylist"])
    def test_a_temporary_answer_is_tried_again(self, seller, mailbox, name) -> None:
        delivery = mailed(seller, f"{name}@kund.example")
        assert (delivery.state, delivery.reason) == (DeliveryState.QUEUED, "server_busy")
        assert delivery.detail[0] == "4"
        assert delivery.next_try_at > now()

    @pytest.mark.parametrize("name", ["slow", "drop"])
    def test_silence_after_the_document_leaves_the_outcome_unknown(self, seller, mailbox, name) -> None:
        delivery = mailed(seller, f"{name}@kund.example")
        assert (delivery.state, delivery.reason) == (DeliveryState.UNKNOWN, "no_answer")
        Delivery.objects.update(next_try_at=now())
        look_into(delivery.pk)
        assert carry_out(delivery.pk) is None
        assert len(mailbox.arrived) == 1

    def test_an_address_that_is_none(self, seller, mailbox) -> None:
        delivery = mailed(seller, "nobody at all")
        assert (delivery.state, delivery.reason) == (DeliveryState.FAILED, "bad_address")

    def test_nobody_listens(self, seller, settings) -> None:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            settings.EMAIL_PORT = closed.getsockname()[1]
        settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
        delivery = mailed(seller)
        assert (delivery.state, delivery.reason) == (DeliveryState.QUEUED, "server_unreachable")


READY = ("220 hello", "250 hello", "250 OK", "250 OK")


class TestOddServers:
    """Only before the lone dot is it certain that nothing was accepted."""

    @pytest.mark.parametrize(
        ("server", "state"),
        [
            (ScriptedServer, DeliveryState.QUEUED),
            (lambda: ScriptedServer("421 too busy"), DeliveryState.QUEUED),
            (lambda: ScriptedServer("220 hello"), DeliveryState.QUEUED),
            (lambda: ScriptedServer("220 hello", "502 no", "502 no"), DeliveryState.QUEUED),
            (lambda: ScriptedServer("220 hello", "250 hello", "550 5.7.1 not you"), DeliveryState.FAILED),
            (lambda: ScriptedServer(*READY), DeliveryState.QUEUED),
            (lambda: ScriptedServer(*READY, "354 go", hang_up_in_content=True), None),
            (lambda: ScriptedServer(*READY, "354 go"), DeliveryState.UNKNOWN),
            (lambda: ScriptedServer(*READY, "354 go", "what?"), DeliveryState.UNKNOWN),
            (lambda: ScriptedServer(*READY, "354 go", "451 4.0.0 later"), DeliveryState.QUEUED),
            (lambda: ScriptedServer(*READY, "354 go", "250 OK"), DeliveryState.SENT),
        ],
        ids=["silent", "busy", "mute", "no-hello", "no-sender", "no-data", "cut", "no-end", "garbage", "later", "fine"],
    )
    def test_what_it_means(self, seller, settings, server, state) -> None:
        running = server()
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", running.port
        settings.EMAIL_TIMEOUT = 5
        delivery = mailed(seller)
        running.close()
        assert delivery.state == state or state is None


def test_a_worker_that_lost_its_claim_stops_before_the_dot(seller, settings) -> None:
    from invoices.delivery.channels.email_pdf.transport import EmailPdf
    from invoices.delivery.package import pack

    running = ScriptedServer(*READY, "354 go", "250 OK")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", running.port
    row = Delivery.objects.create(
        invoice=sealed.invoice(seller), channel="email_pdf", recipient={"email": "a@b.example", "shown": "a@b.example"}
    )

    def lose() -> None:
        raise ClaimLostError

    with pytest.raises(ClaimLostError):
        EmailPdf().send(pack(row), handing_over=lose)
    running.close()
    assert b"\r\n.\r\n" not in running.heard
    assert b"Subject:" in running.heard


def test_lines_that_begin_with_a_dot_are_doubled() -> None:
    assert dotted(b".a\r\nb.\r\n..c") == b"..a\r\nb.\r\n...c\r\n"


def test_a_customer_without_address_cannot_be_mailed(seller) -> None:
    from invoices.delivery.channels.email_pdf.transport import EmailPdf

    assert EmailPdf().can_reach(customer(seller, email=""), company=seller).code == "no_email"
    reach = EmailPdf().can_reach(customer(seller, email="a@b.example"), company=seller)
    assert (reach.is_possible, reach.recipient) == (True, {"email": "a@b.example", "shown": "a@b.example"})
