"""`manage.py verify_audit`: walk every company's audit chain and say what is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from companies.models import Company
from companies.services.audit import list_faults
from companies.tenancy import company_scope


class Command(BaseCommand):
    """Verifies the hash chains; exits 1 when any entry is missing or has been changed."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take an optional company."""
        parser.add_argument("--company", help="the company's slug; all companies without it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify the chosen chains."""
        companies = Company.objects.order_by("slug")
        if options["company"]:
            companies = companies.filter(slug=options["company"])
            if not companies:
                raise CommandError(f"There is no company '{options['company']}'.")
        broken = 0
        for company in companies.iterator():
            with company_scope(company.pk):
                faults = list(list_faults(company.pk))
            broken += bool(faults)
            for fault in faults:
                self.stderr.write(f"{company.slug}: {fault}")
        if broken:
            raise CommandError(f"{broken} audit chains are broken.")
        self.stdout.write(f"{len(companies)} audit chains are whole.")
