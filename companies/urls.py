"""Routes of a company that are not about documents."""

from django.urls import URLPattern

app_name = "companies"
urlpatterns: list[URLPattern] = []
