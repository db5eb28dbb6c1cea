"""All routes. Whatever begins with a company's slug comes last and is guarded by CompanyMiddleware and @requires."""

from django.contrib import admin
from django.urls import include, path

from portal import health, views

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", views.start, name="start"),
    path("theme/", views.choose_theme, name="choose_theme"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/options/", views.styleguide_options, name="styleguide_options"),
    path("offline/", views.offline, name="offline"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("<slug:company_slug>/", include("invoices.urls")),
    path("<slug:company_slug>/", include("companies.urls")),
]
