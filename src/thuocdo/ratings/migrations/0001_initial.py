import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cycle", "0001_initial"),
        ("office", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparableGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("reason", models.TextField(blank=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("approved_by", models.CharField(blank=True, max_length=120)),
                ("approved_at", models.DateTimeField(null=True)),
                ("exception", models.CharField(blank=True, max_length=300)),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="cycle.cycle"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [models.UniqueConstraint(fields=("cycle", "name"), name="one_group_per_name")],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cycle.cycle"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="ratings.comparablegroup",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="office.subject"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "subject"), name="one_group_per_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("month", "Month"), ("quarter", "Quarter")], max_length=8),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("points", models.CharField(max_length=30)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="period_scores",
                        to="cycle.cycle",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="period_scores",
                        to="office.subject",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cycle", "subject", "number"), name="one_score_per_period"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        choices=[("state", "STATE"), ("party", "PARTY"), ("collective", "COLLECTIVE")],
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("self", "SELF"),
                            ("unit", "UNIT"),
                            ("consulted", "CONSULTED"),
                            ("decided", "DECIDED"),
                        ],
                        max_length=10,
                    ),
                ),
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
                ("reason", models.TextField(blank=True)),
                ("by_name", models.CharField(max_length=120)),
                ("score", models.CharField(blank=True, max_length=30)),
                ("at", models.DateTimeField()),
                ("is_current", models.BooleanField(default=True)),
                ("announced_at", models.DateTimeField(null=True)),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="cycle.cycle"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="office.subject",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["cycle", "stage", "axis"], name="ratings_rat_cycle_i_830676_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("cycle", "subject", "axis", "stage"),
                        name="one_current_grade_per_stage",
                    )
                ],
            },
        ),
    ]
