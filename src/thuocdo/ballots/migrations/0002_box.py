import django.db.models.deletion
from django.db import migrations, models


def make_box(apps, schema_editor):
    """In SQLite every row has a serial number underneath, which would tell who came when; here it has none."""
    cast = apps.get_model("ballots", "Cast")
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.create_model(cast)
        return
    sql, parameters = schema_editor.table_sql(cast)
    schema_editor.execute(f"{sql} WITHOUT ROWID", parameters or None)


def remove_box(apps, schema_editor):
    schema_editor.delete_model(apps.get_model("ballots", "Cast"))


BOX = migrations.CreateModel(
    name="Cast",
    fields=[
        ("tracker", models.CharField(max_length=43, primary_key=True, serialize=False)),
        ("credential", models.CharField(max_length=64)),
        ("words", models.TextField()),
        (
            "ballot",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="box",
                to="ballots.ballot",
            ),
        ),
    ],
    options={
        "constraints": [
            models.UniqueConstraint(fields=("ballot", "credential"), name="one_ballot_per_credential")
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[BOX]),
        migrations.RunPython(make_box, remove_box),
    ]
