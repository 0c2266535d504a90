import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ballots", "0002_box"),
        ("cycle", "0001_initial"),
        ("office", "0001_initial"),
        ("reviews", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("open", "open"),
                            ("adopted", "adopted"),
                            ("closed", "closed"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("place", models.CharField(max_length=160)),
                ("opened_at", models.DateTimeField(null=True)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("adopted_for", models.PositiveSmallIntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
                ("correction", models.TextField(blank=True)),
                (
                    "ballot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ballots.ballot",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="cycle.cycle"
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="office.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "unit"), name="one_meeting_per_unit")
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("report", "Report"), ("person", "Person"), ("emulation", "Emulation")],
                        max_length=10,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
                ("started_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("strengths", models.TextField(blank=True)),
                ("weaknesses", models.TextField(blank=True)),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "EXCELLENT"),
                            ("good", "GOOD"),
                            ("satisfactory", "SATISFACTORY"),
                            ("unsatisfactory", "UNSATISFACTORY"),
                        ],
                        max_length=14,
                    ),
                ),
                ("not_rated", models.CharField(blank=True, max_length=200)),
                ("votes_for", models.PositiveSmallIntegerField(null=True)),
                ("votes_against", models.PositiveSmallIntegerField(null=True)),
                ("votes_other", models.PositiveSmallIntegerField(null=True)),
                (
                    "chair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.person",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="reviews.review",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("review__isnull", False)),
                        fields=("meeting", "review"),
                        name="one_item_per_review",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outsider", models.CharField(blank=True, max_length=160)),
                ("title", models.CharField(max_length=160)),
                ("is_guest", models.BooleanField(default=False)),
                ("hears", models.JSONField(null=True)),
                ("present", models.BooleanField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendees",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["is_guest", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "person"), name="one_seat_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outsider", models.CharField(blank=True, max_length=160)),
                ("text", models.TextField()),
                ("once", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="meetings.item",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReportPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("conclusion", models.TextField(blank=True)),
                ("taken_up", models.BooleanField(default=True)),
                ("votes_for", models.PositiveSmallIntegerField(null=True)),
                ("votes_against", models.PositiveSmallIntegerField(null=True)),
                ("votes_other", models.PositiveSmallIntegerField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="meetings.item"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="meetings.item",
                    ),
                ),
                (
                    "shortcoming",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reviews.shortcoming",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "responsibilities",
                "ordering": ["id"],
            },
        ),
    ]
