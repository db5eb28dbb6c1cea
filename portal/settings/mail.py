"""Outgoing mail over SMTP: from EMAIL_URL, otherwise the demo's local sink that `manage.py up` has started."""

import environ

from portal.settings import readers
from portal.settings.core import RUN, VAR_DIR

EMAIL_URL = readers.url(
    "EMAIL_URL",
    ("smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "memorymail"),
    RUN.get("EMAIL_URL", "smtp://127.0.0.1:1025"),
)
_MAIL = environ.Env.email_url_config(EMAIL_URL)
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"]
EMAIL_HOST = _MAIL.get("EMAIL_HOST") or "127.0.0.1"
EMAIL_PORT = _MAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _MAIL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _MAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_MAIL.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_MAIL.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = readers.whole("EMAIL_TIMEOUT", default=20, low=1, high=300)
DEFAULT_FROM_EMAIL = readers.text("DEFAULT_FROM_EMAIL", "Fakturaportalen <faktura@fakturaportalen.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The folder where the demo's SMTP sink keeps what it has received, shown on the demo's mail page.
MAIL_SINK_DIR = VAR_DIR / "mail"
