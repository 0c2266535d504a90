from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency_id", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=60)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=120)),
                ("thing", models.CharField(max_length=40)),
                ("thing_id", models.BigIntegerField()),
                ("reason", models.TextField(blank=True)),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["thing", "thing_id"], name="audit_event_thing_7ae8f7_idx")],
            },
        ),
    ]
