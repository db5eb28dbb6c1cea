"""The demo's mail server over real SMTP: keeps what it gets, whole and with its envelope, and misbehaves when asked to."""

import smtplib
import subprocess
import sys

import pytest

from portal.launcher import mail_folder
from tests.portal.launcher.running import ROOT, free_port, until

MESSAGE = b"From: a@example.se\r\nTo: b@example.se\r\nSubject: =?utf-8?q?Faktura_=C3=A5?=\r\n\r\n.dot\r\n\xc3\xa5\r\n"


@pytest.fixture(scope="module")
def sink(tmp_path_factory):
    """Yield port and folder of a running sink."""
    folder, port = tmp_path_factory.mktemp("sink") / "mail", free_port()
    words = [sys.executable, "-m", "portal.launcher.smtp_sink", "--port", str(port), "--folder", str(folder)]
    process = subprocess.Popen(words, cwd=ROOT)

    def answers():
        try:
            with smtplib.SMTP("127.0.0.1", port) as client:
                return client.noop()[0] == 250
        except OSError:
            return False

    until(answers, "sink")
    yield port, folder
    process.terminate()
    assert process.wait(10) == 0


def send(sink, *recipients):
    with smtplib.SMTP("127.0.0.1", sink[0], timeout=10) as client:
        return client.sendmail("faktura@example.se", recipients, MESSAGE)


def test_a_message_is_kept_as_it_came_with_its_envelope_hidden_recipients_included(sink):
    send(sink, "anna@example.se", "dold@example.se")
    kept = mail_folder.list_mails(sink[1], newest=1)[0]
    assert kept.raw() == MESSAGE
    assert kept.envelope.sender == "faktura@example.se"
    assert kept.envelope.recipients == ("anna@example.se", "dold@example.se")
    assert kept.envelope.size == len(MESSAGE)
    assert mail_folder.get_mail(sink[1], kept.name) == kept
    assert not list(sink[1].glob(".*")), "no half-written file"


def test_the_newest_comes_first(sink):
    for name in ("first", "second"):
        send(sink, f"{name}@example.se")
    assert [mail.envelope.recipients for mail in mail_folder.list_mails(sink[1], newest=2)] == [
        ("second@example.se",),
        ("first@example.se",),
    ]


@pytest.mark.parametrize(("recipient", "code"), [("bounce@example.se", 550), ("Tmp@example.se", 451)])
def test_some_recipients_are_refused_and_the_others_get_the_message(sink, recipient, code):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(sink, recipient)
    assert refused.value.recipients[recipient][0] == code
    assert send(sink, recipient, f"other-{code}@example.se")[recipient][0] == code
    assert mail_folder.list_mails(sink[1], newest=1)[0].envelope.recipients == (f"other-{code}@example.se",)


def test_a_slow_recipient_keeps_the_sender_waiting(sink):
    before = len(mail_folder.list_mails(sink[1]))
    with (
        smtplib.SMTP("127.0.0.1", sink[0], timeout=0.5) as client,
        pytest.raises((TimeoutError, smtplib.SMTPException)),
    ):
        client.sendmail("faktura@example.se", "slow+1@example.se", MESSAGE)
    until(lambda: len(mail_folder.list_mails(sink[1])) == before + 1, "kept in the end", 10)


def test_a_cut_connection_leaves_the_sender_not_knowing_while_the_message_is_there(sink):
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(sink, "cut@example.se")
    assert mail_folder.list_mails(sink[1], newest=1)[0].envelope.recipients == ("cut@example.se",)


@pytest.mark.parametrize("name", ["../secret", "..", "", "no-such", "a/b"])
def test_a_name_leads_nowhere_outside_the_folder(tmp_path, name):
    (tmp_path / "secret.eml").write_text("")
    (tmp_path / "mail").mkdir()
    with pytest.raises(KeyError):
        mail_folder.get_mail(tmp_path / "mail", name)
