from django.db import migrations

FREEZE = """
create trigger audit_entry_is_final before update or delete on companies_auditentry
    for each row execute function portal_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_create_companies")]
    operations = [migrations.RunSQL(FREEZE, "drop trigger audit_entry_is_final on companies_auditentry")]
