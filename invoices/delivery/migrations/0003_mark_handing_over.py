from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delivery", "0002_freeze_attempts")]
    operations = [
        migrations.AddField(
            model_name="delivery",
            name="handed_over_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("next_try_at__isnull", False), ("state", "unknown")),
                fields=["next_try_at"],
                name="delivery_to_ask",
            ),
        ),
    ]
