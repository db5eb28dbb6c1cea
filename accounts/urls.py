"""Routes of the account, outside any company."""

from django.urls import path

from accounts.views.language import set_language

urlpatterns = [path("language/", set_language, name="set_language")]
