"""A user's place in a company. Read before any company scope is open, so it is not an owned model."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import Role


class Membership(models.Model):
    """Gives one user one role in one company."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.INVOICER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["user", "company"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.company_id}: {self.role}"
