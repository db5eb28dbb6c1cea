"""Receiving documents: raw bytes first, then reading, then the inbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboundConfig(AppConfig):
    name = "invoices.inbound"
    label = "inbound"
    verbose_name = _("Received invoices")
