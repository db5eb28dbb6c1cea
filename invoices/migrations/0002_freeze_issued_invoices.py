from django.db import migrations

# The delivery columns are a projection that delivery writes; every other column of an invoice is final.
FROZEN = (
    "id, company_id, public_id, number, series, type_code, issue_date, due_date, currency, customer_id, customer_number, "
    "buyer_name, buyer_legal_id, buyer_reference, order_reference, payment_reference, language, net_amount, vat_amount, "
    "gross_amount, amount_due, credits_id, sha256, issued_at, issued_by_id, draft_key"
)
PARTS = ("sealeddocument", "invoiceline", "invoicevat", "invoiceparty", "invoiceevent")


def _freeze():
    yield f"""
        create trigger invoice_is_final before update of {FROZEN} on invoices_invoice
            for each row execute function portal_refuse_change();
        create trigger invoice_stays before delete on invoices_invoice
            for each row execute function portal_refuse_change();
    """
    for part in PARTS:
        yield f"""
            create trigger {part}_is_final before update or delete on invoices_{part}
                for each row execute function portal_refuse_change();
        """


def _thaw():
    yield "drop trigger invoice_is_final on invoices_invoice; drop trigger invoice_stays on invoices_invoice;"
    for part in PARTS:
        yield f"drop trigger {part}_is_final on invoices_{part};"


class Migration(migrations.Migration):
    dependencies = [("invoices", "0001_create_invoices"), ("companies", "0001_prepare_database")]
    operations = [migrations.RunSQL("\n".join(_freeze()), "\n".join(_thaw()))]
