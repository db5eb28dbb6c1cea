"""How allauth is bent to the portal: nobody signs up by himself here, names come from the user."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Registration goes through a company's look-up or an administrator, never through allauth's own form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse allauth's sign-up page."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's mails with the portal's name and contact in the context."""
        context |= {
            "portal_name": settings.PORTAL_NAME,
            "support_phone": settings.PORTAL_SUPPORT_PHONE,
            "support_mail": settings.PORTAL_SUPPORT_MAIL,
        }
        super().send_mail(template_prefix, email, context)
