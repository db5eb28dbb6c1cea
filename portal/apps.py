"""The portal app: styleguide, start page, error pages and the commands that belong to no business app."""

from contextlib import suppress
from typing import Any

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def __init__(self, app_name: str, app_module: Any) -> None:
        """Compile the translation catalogues that have changed, before any module asks for a translation."""
        super().__init__(app_name, app_module)
        from django.conf import settings

        from portal.kit.catalogues import compile_catalogue

        for language, _name in settings.LANGUAGES:
            path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
            # A folder that may not be written to was compiled when the image was built.
            with suppress(OSError):
                compile_catalogue(path, language)
