"""All routes. Whatever begins with a company's slug comes last and is guarded by CompanyMiddleware and @requires."""

from django.contrib import admin
from django.urls import include, path

from invoices.views.overview import overview
from portal import health, views

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", views.start, name="start"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("<slug:company_slug>/", overview, name="overview"),
    path("<slug:company_slug>/", include("invoices.urls")),
    path("<slug:company_slug>/", include("companies.urls")),
]
