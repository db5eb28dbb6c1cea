from django.db import migrations

# What arrived is never altered or thrown away; only the verdict on it may move.
FREEZE = """
create trigger message_is_kept before update of id, company_id, message_id, channel, sender, raw, sha256, received_at
    on inbound_inboundmessage for each row execute function portal_refuse_change();
create trigger message_stays before delete on inbound_inboundmessage
    for each row execute function portal_refuse_change();
create trigger received_event_is_final before update or delete on inbound_receivedevent
    for each row execute function portal_refuse_change();
"""
THAW = """
drop trigger message_is_kept on inbound_inboundmessage;
drop trigger message_stays on inbound_inboundmessage;
drop trigger received_event_is_final on inbound_receivedevent;
"""


class Migration(migrations.Migration):
    dependencies = [("inbound", "0001_create_inbox"), ("companies", "0001_prepare_database")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
