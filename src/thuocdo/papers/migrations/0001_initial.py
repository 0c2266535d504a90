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
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("part", models.CharField(blank=True, max_length=60)),
                ("edition", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("symbol", models.CharField(blank=True, max_length=60)),
                ("sheet", models.JSONField()),
                ("template_digest", models.CharField(max_length=64)),
                ("docx", models.FileField(max_length=200, upload_to="papers/%Y")),
                ("pdf", models.FileField(max_length=200, upload_to="papers/%Y")),
                ("docx_sha256", models.CharField(max_length=64)),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=120)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="office.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="cycle.cycle"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.paper",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="office.subject",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="office.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("cycle", "kind", "subject", "part"),
                        name="one_current_paper_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("body", models.CharField(max_length=60)),
                ("typed", models.JSONField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_papers",
                        to="office.agency",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_papers",
                        to="cycle.cycle",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft_papers",
                        to="office.unit",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="papers.paper",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.paper",
                    ),
                ),
            ],
            options={
                "ordering": ["-saved_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Rewording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("edition", models.CharField(max_length=20)),
                ("phrases", models.JSONField()),
                ("template_digest", models.CharField(max_length=64)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewordings",
                        to="office.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("key", models.CharField(blank=True, max_length=60)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="series", to="office.agency"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "series",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "key"), name="one_series_per_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="Number",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("line", models.CharField(max_length=100)),
                ("day", models.DateField()),
                ("content_digest", models.CharField(max_length=64)),
                ("docx", models.FileField(max_length=200, upload_to="papers/%Y")),
                ("pdf", models.FileField(max_length=200, upload_to="papers/%Y")),
                ("docx_sha256", models.CharField(max_length=64)),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("drawn_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=120)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_reason", models.TextField(blank=True)),
                ("cancelled_by_name", models.CharField(blank=True, max_length=120)),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="numbers", to="papers.paper"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbers",
                        to="papers.series",
                    ),
                ),
            ],
            options={
                "ordering": ["-series__year", "series__key", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "number"), name="one_paper_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at__isnull", True)),
                        fields=("paper",),
                        name="one_standing_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pdf", models.FileField(max_length=200, upload_to="papers/%Y")),
                ("pdf_sha256", models.CharField(db_index=True, max_length=64)),
                ("signers", models.JSONField()),
                ("outside", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=120)),
                (
                    "number",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_copies",
                        to="papers.number",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_copies",
                        to="papers.paper",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "signed copies",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="WordTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("edition", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=160)),
                ("file", models.FileField(max_length=200, upload_to="templates/%Y")),
                ("sha256", models.CharField(max_length=64)),
                ("offered_at", models.DateTimeField()),
                ("offered_by", models.CharField(max_length=120)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("adopted_by", models.CharField(blank=True, max_length=120)),
                ("reason", models.TextField(blank=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_templates",
                        to="office.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("adopted_at__isnull", False), ("withdrawn_at__isnull", True)),
                        fields=("agency", "kind", "edition"),
                        name="one_standing_word_template",
                    )
                ],
            },
        ),
    ]
