"""The support desk's view of documents and deliveries; everything here is read-only, because issued means frozen."""

from django.contrib import admin

from companies.admin import ReadOnlyAdmin
from invoices.delivery.models import Delivery
from invoices.inbound.models import InboundMessage
from invoices.models import Draft, Invoice


@admin.register(Invoice)
class InvoiceAdmin(ReadOnlyAdmin):
    """Issued invoices of all companies."""

    list_display = ("number", "company", "buyer_name", "issue_date", "amount_due", "currency", "delivery_state")
    list_filter = ("delivery_state", "delivery_method", "type_code")
    search_fields = ("number", "buyer_name", "buyer_legal_id")
    list_select_related = ("company",)
    show_full_result_count = False


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    """Drafts, so that support sees what a member asks about."""

    list_display = ("id", "company", "customer_name", "amount_due", "currency", "changed_at")
    search_fields = ("customer_name",)
    list_select_related = ("company",)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """Deliveries with their state and next try."""

    list_display = ("id", "company", "invoice", "channel", "state", "attempt_count", "next_try_at", "reason")
    list_filter = ("state", "channel")
    search_fields = ("invoice__number", "message_id")
    list_select_related = ("company", "invoice")
    show_full_result_count = False


@admin.register(InboundMessage)
class InboundMessageAdmin(ReadOnlyAdmin):
    """What arrived, also what could not be read."""

    list_display = ("message_id", "company", "channel", "sender", "state", "reason", "received_at")
    list_filter = ("state", "channel")
    search_fields = ("message_id", "sender")
    list_select_related = ("company",)
    exclude = ("raw",)
    show_full_result_count = False
