"""Routes of invoices inside a company."""

from django.urls import URLPattern

app_name = "invoices"
urlpatterns: list[URLPattern] = []
