"""Routes of a company that are not about documents."""

from django.urls import path

from companies.views import customers

app_name = "companies"
urlpatterns = [
    path("customers/", customers.customers, name="customers"),
    path("customers/new/", customers.customer_new, name="customer_new"),
    path("customers/<int:pk>/", customers.customer, name="customer"),
    path("customers/<int:pk>/archive/", customers.customer_archive, name="customer_archive"),
    path("customers/<int:pk>/restore/", customers.customer_restore, name="customer_restore"),
]
