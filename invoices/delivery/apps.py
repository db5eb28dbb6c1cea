"""Delivery of issued documents by channels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "invoices.delivery"
    label = "delivery"
    verbose_name = _("Deliveries")
