"""All routes. Whatever begins with a company's slug comes last and is guarded by CompanyMiddleware and @requires."""

from django.contrib import admin
from django.urls import include, path

from invoices.views.overview import overview
from portal import demo_mail, health, views

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", views.start, name="start"),
    path("theme/", views.choose_theme, name="choose_theme"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/options/", views.styleguide_options, name="styleguide_options"),
    path("worker.js", views.service_worker, name="service_worker"),
    path("offline/", views.offline, name="offline"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("demo/mail/", demo_mail.mails, name="demo_mails"),
    path("demo/mail/<str:name>/", demo_mail.mail, name="demo_mail"),
    path("demo/mail/<str:name>/html/", demo_mail.mail_html, name="demo_mail_html"),
    path("demo/mail/<str:name>/files/<int:index>/", demo_mail.mail_file, name="demo_mail_file"),
    path("admin/", admin.site.urls),
    path("<slug:company_slug>/", overview, name="overview"),
    path("<slug:company_slug>/", include("invoices.urls")),
    path("<slug:company_slug>/", include("companies.urls")),
]
