"""Routes of invoices inside a company."""

from django.urls import path

from invoices.views import actions, detail, drafts, editor, preview, received, sent

app_name = "invoices"
urlpatterns = [
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/new/", editor.editor_new, name="editor_new"),
    path("drafts/<int:pk>/", editor.editor, name="editor"),
    path("drafts/<int:pk>/discard/", drafts.draft_discard, name="draft_discard"),
    path("drafts/<int:pk>/restore/", drafts.draft_restore, name="draft_restore"),
    path("drafts/<int:pk>/preview/", preview.preview, name="preview"),
    path("drafts/<int:pk>/preview/<int:page>.png", preview.preview_page, name="preview_page"),
    path("drafts/<int:pk>/preview.pdf", preview.preview_file, name="preview_file"),
    path("drafts/<int:pk>/files/<int:attachment_pk>/", editor.draft_attachment, name="draft_attachment"),
    path("invoices/", sent.sent, name="sent"),
    path("invoices/<uuid:public_id>/", detail.invoice, name="invoice"),
    path("invoices/<uuid:public_id>/pdf/", detail.invoice_pdf, name="invoice_pdf"),
    path("invoices/<uuid:public_id>/pages/<int:page>.png", detail.invoice_page, name="invoice_page"),
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
