"""The support desk's view of companies: members and verification go through the verbs, the audit log is read-only."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from companies.models import AuditEntry, BankAccount, Company, Customer, Membership
from companies.permissions import Role
from companies.services.audit import record
from companies.services.membership import add_member, mark_verified, remove_member
from companies.tenancy import company_scope


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Find, mend and verify a company."""

    list_display = ("name", "legal_id", "country", "verified_at", "is_active")
    list_filter = ("country", "is_active", ("verified_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "legal_id", "vat_id")
    readonly_fields = ("verified_at", "created_at")
    prepopulated_fields = {"slug": ("name",)}
    actions = ("verify",)

    def save_model(self, request: HttpRequest, obj: Company, form: "ModelForm[Any]", change: bool) -> None:
        """Save, and say in the company's audit log which fields support has changed."""
        super().save_model(request, obj, form, change)
        with company_scope(obj.pk):
            record(
                "company.changed" if change else "company.created",
                by=request.user,  # type: ignore[arg-type]
                subject=obj,
                fields=form.changed_data,
            )

    @admin.action(description=gettext_lazy("Mark as verified by support"))
    def verify(self, request: HttpRequest, companies: QuerySet[Company]) -> None:
        """Verify the chosen companies."""
        for company in companies:
            mark_verified(company, by=request.user, how="support")  # type: ignore[arg-type]
        count = len(companies)
        text = ngettext("%(count)d company is verified.", "%(count)d companies are verified.", count)
        messages.success(request, text % {"count": count})


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Give, change and take away a place in a company."""

    list_display = ("user", "company", "role", "created_at")
    list_filter = ("role",)
    search_fields = ("user__email", "user__name", "company__name")
    autocomplete_fields = ("user", "company")

    def save_model(self, request: HttpRequest, obj: Membership, form: "ModelForm[Any]", change: bool) -> None:
        """Save through the verb, which writes the audit log."""
        saved = add_member(obj.company, user=obj.user, role=Role(obj.role), by=request.user)  # type: ignore[arg-type]
        obj.pk = saved.pk

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        """Remove through the verb, which writes the audit log."""
        remove_member(obj, by=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        """Remove each through the verb."""
        for membership in queryset.select_related("user", "company"):
            remove_member(membership, by=request.user)  # type: ignore[arg-type]


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that support may look at but not change here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse adding."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse changing."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse deleting."""
        return False


@admin.register(Customer)
class CustomerAdmin(ReadOnlyAdmin):
    """Companies' customer registers."""

    list_display = ("name", "number", "company", "legal_id", "country", "archived_at")
    search_fields = ("name", "number", "legal_id")
    list_select_related = ("company",)


@admin.register(BankAccount)
class BankAccountAdmin(ReadOnlyAdmin):
    """Companies' bank accounts."""

    list_display = ("company", "kind", "number", "bic")
    list_select_related = ("company",)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The audit log of all companies."""

    list_display = ("company", "sequence", "at", "actor_name", "action", "subject_name")
    list_filter = ("action",)
    search_fields = ("company__name", "actor_name", "subject_name")
    list_select_related = ("company",)
    exclude = ("hash",)


admin.site.site_header = admin.site.site_title = gettext_lazy("Support desk")
admin.site.index_title = gettext_lazy("Support desk")
