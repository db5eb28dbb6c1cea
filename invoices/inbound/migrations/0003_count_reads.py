from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inbound", "0002_keep_raw_messages")]
    operations = [
        migrations.AddField(model_name="inboundmessage", name="detail", field=models.TextField(blank=True, default="")),
        migrations.AddField(
            model_name="inboundmessage", name="reads", field=models.PositiveSmallIntegerField(default=0)
        ),
    ]
