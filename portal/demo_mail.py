"""The demo's mail page: what the local SMTP sink has received, part by part. Only where PORTAL_DEMO is on."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from portal.launcher.mail_folder import StoredMail, get_mail, list_mails

SHOWN = 100


def _only_in_the_demo() -> None:
    if not settings.PORTAL_DEMO:
        raise Http404


def _parsed(mail: StoredMail) -> EmailMessage:
    message: EmailMessage = BytesParser(policy=policy.default).parsebytes(mail.raw())
    return message


def _bytes(part: Any) -> bytes:
    return bytes(part.get_payload(decode=True) or b"")


def _find(name: str) -> tuple[StoredMail, EmailMessage]:
    _only_in_the_demo()
    try:
        mail = get_mail(settings.MAIL_SINK_DIR, name)
    except KeyError as error:
        raise Http404 from error
    return mail, _parsed(mail)


@login_not_required
@require_GET
def mails(request: HttpRequest) -> TemplateResponse:
    """List the newest messages that the sink has received."""
    _only_in_the_demo()
    rows = []
    for mail in list_mails(settings.MAIL_SINK_DIR, newest=SHOWN):
        message = _parsed(mail)
        files = sum(1 for _part in message.iter_attachments())
        rows.append({"mail": mail, "subject": message["Subject"], "sender": message["From"], "files": files})
    return TemplateResponse(request, "portal/demo_mails.html", {"rows": rows})


@login_not_required
@require_GET
def mail(request: HttpRequest, name: str) -> TemplateResponse:
    """Show one message with its text, its drawn part and its files."""
    stored, message = _find(name)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    context: dict[str, Any] = {
        "mail": stored,
        "headers": [(key, message[key]) for key in ("From", "To", "Reply-To", "Date", "Message-ID") if message[key]],
        "subject": message["Subject"],
        "text": text.get_content() if text else "",
        "has_html": html is not None,
        "files": [
            {"name": part.get_filename() or "", "type": part.get_content_type(), "size": len(_bytes(part))}
            for part in message.iter_attachments()
        ],
    }
    return TemplateResponse(request, "portal/demo_mail.html", context)


@login_not_required
@require_GET
@xframe_options_sameorigin
@csp_replace({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["data:"], "sandbox": True})  # type: ignore[arg-type]
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the drawn part of a message, as a mail program would show it: no script, nothing from outside."""
    _stored, message = _find(name)
    html = message.get_body(("html",))
    if html is None:
        raise Http404
    return HttpResponse(html.get_content())


@login_not_required
@require_GET
def mail_file(request: HttpRequest, name: str, index: int) -> HttpResponse:
    """Serve a file that was attached to a message."""
    _stored, message = _find(name)
    parts = list(message.iter_attachments())
    if index >= len(parts):
        raise Http404
    response = HttpResponse(_bytes(parts[index]), content_type="application/octet-stream")
    filename = "".join(c if c.isalnum() or c in "-_. " else "_" for c in parts[index].get_filename() or "file")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
