from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

REFUSE_CHANGE = """
create or replace function portal_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: the row is final', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        migrations.RunSQL(REFUSE_CHANGE, "drop function portal_refuse_change()"),
    ]
