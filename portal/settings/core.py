"""What the portal is made of: apps, middleware, templates, static files, its name and its support contact."""

import hashlib
from pathlib import Path

from portal.launcher import run_file
from portal.settings import readers

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = readers.folder("PORTAL_VAR", BASE_DIR / "var")
RUN = run_file.read(VAR_DIR)

DEBUG = readers.flag("DEBUG", default=False)
PORTAL_NAME = readers.text("PORTAL_NAME", "Fakturaportalen")
PORTAL_VERSION = "0.1.0"
PORTAL_SUPPORT_PHONE = readers.text("PORTAL_SUPPORT_PHONE", "+46 31 760 60 00")
PORTAL_SUPPORT_MAIL = readers.text("PORTAL_SUPPORT_MAIL", "support@fakturaportalen.example")
PORTAL_ADDRESS = readers.url("PORTAL_ADDRESS", ("http", "https"), RUN.get("PORTAL_ADDRESS", "http://127.0.0.1:8000"))
PORTAL_DEMO = readers.flag("PORTAL_DEMO", default=bool(RUN.get("PORTAL_DEMO")))

INSTALLED_APPS = [
    "portal",
    "accounts",
    "companies",
    "invoices",
    "invoices.delivery",
    "invoices.inbound",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_structlog",
    "csp",
    "lucide",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "companies.middleware.CompanyMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ASGI_APPLICATION = "portal.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Both cotton and template-partials want to wrap the loaders; only this order compiles the markup of both.
_LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS,
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portal.templatetags.icons",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.navigation.frame",
            ],
        },
    }
]
COTTON_DIR = "components"
COTTON_SNAKE_CASED_NAMES = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# The style sheet and the font are made here before they are collected.
STATIC_BUILD_DIR = VAR_DIR / "built"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.kit.static_build.MadeFilesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.static_files.StaticFilesStorage"
    },
}
# 11 makes the smallest files and takes seconds, 5 hardly any time; the launcher asks for 5.
STATIC_BROTLI_QUALITY = readers.whole("STATIC_BROTLI_QUALITY", default=11, high=11)
MEDIA_ROOT = VAR_DIR / "media"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


def _development_key() -> str:
    """Return a key that is stable for one checkout, for the embedded default only."""
    return hashlib.sha256(b"development only:" + str(BASE_DIR).encode()).hexdigest()


SECRET_KEY = readers.text("SECRET_KEY") or RUN.get("SECRET_KEY") or _development_key()
