"""Routes of invoices inside a company."""

from django.urls import path

from invoices.views import actions, detail, received, sent

app_name = "invoices"
urlpatterns = [
    path("invoices/", sent.sent, name="sent"),
    path("invoices/<uuid:public_id>/", detail.invoice, name="invoice"),
    path("invoices/<uuid:public_id>/pdf/", detail.invoice_pdf, name="invoice_pdf"),
    path("invoices/<uuid:public_id>/xml/", detail.invoice_xml, name="invoice_xml"),
    path("invoices/<uuid:public_id>/files/<int:index>/", detail.invoice_attachment, name="invoice_attachment"),
    path("invoices/<uuid:public_id>/copy/", actions.invoice_copy, name="invoice_copy"),
    path("invoices/<uuid:public_id>/credit/", actions.invoice_credit, name="invoice_credit"),
    path("invoices/<uuid:public_id>/resend/", actions.invoice_resend, name="invoice_resend"),
    path("invoices/<uuid:public_id>/settle/", actions.invoice_settle, name="invoice_settle"),
    path("received/", received.received, name="received"),
    path("received/<uuid:public_id>/", received.received_invoice, name="received_invoice"),
    path("received/<uuid:public_id>/pdf/", received.received_pdf, name="received_pdf"),
    path("received/<uuid:public_id>/xml/", received.received_xml, name="received_xml"),
    path("received/<uuid:public_id>/approve/", received.received_approve, name="received_approve"),
    path("received/<uuid:public_id>/reject/", received.received_reject, name="received_reject"),
    path("received/raw/<int:pk>/", received.inbound_raw, name="inbound_raw"),
]
