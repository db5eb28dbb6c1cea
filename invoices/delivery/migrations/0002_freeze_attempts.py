from django.db import migrations

FREEZE = """
create trigger attempt_is_final before update or delete on delivery_attempt
    for each row execute function portal_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_create_deliveries"), ("companies", "0001_prepare_database")]
    operations = [migrations.RunSQL(FREEZE, "drop trigger attempt_is_final on delivery_attempt")]
