"""Companies as tenants: members, permissions, customers, audit."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CompaniesConfig(AppConfig):
    name = "companies"
    verbose_name = _("Companies")

    def ready(self) -> None:
        """Register the start-up checks, and the walls in the database after every migration."""
        from companies import checks, row_security

        register(checks.every_company_view_is_marked)
        post_migrate.connect(row_security.apply, sender=self)
