"""The portal app: styleguide, start page, error pages and the commands that belong to no business app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
