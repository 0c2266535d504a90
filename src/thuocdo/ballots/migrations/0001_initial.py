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
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("occasion", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(blank=True, max_length=160)),
                (
                    "layout",
                    models.CharField(
                        choices=[
                            ("titles", "TITLES"),
                            ("opinion", "OPINION"),
                            ("level", "LEVEL"),
                            ("choice", "CHOICE"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("paper", "PAPER"), ("electronic", "ELECTRONIC"), ("simple", "SIMPLE")],
                        max_length=10,
                    ),
                ),
                ("least", models.PositiveSmallIntegerField(default=1)),
                ("most", models.PositiveSmallIntegerField(default=1)),
                ("rule", models.CharField(blank=True, max_length=60)),
                ("stands_alone", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "prepared"),
                            ("frozen", "frozen"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("counted", "counted"),
                            ("sealed", "sealed"),
                            ("void", "void"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("members", models.PositiveIntegerField()),
                ("summoned", models.PositiveIntegerField()),
                ("present", models.PositiveIntegerField()),
                ("issued", models.PositiveIntegerField(default=0)),
                ("collected", models.PositiveIntegerField(default=0)),
                ("valid", models.PositiveIntegerField(default=0)),
                ("invalid", models.PositiveIntegerField(default=0)),
                ("written", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("sealed_at", models.DateTimeField(null=True)),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="cycle.cycle"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Election",
            fields=[
                (
                    "ballot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="election",
                        serialize=False,
                        to="ballots.ballot",
                    ),
                ),
                ("uuid", models.CharField(max_length=64, unique=True)),
                ("words", models.TextField()),
                ("trustees", models.TextField()),
                ("fingerprint", models.CharField(max_length=43)),
                ("archive", models.FileField(blank=True, upload_to="ballots")),
                ("archive_sha256", models.CharField(blank=True, max_length=64)),
                ("key_gone_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=200)),
                ("post", models.CharField(blank=True, max_length=200)),
                ("order", models.PositiveSmallIntegerField()),
                ("agree", models.PositiveIntegerField(default=0)),
                ("disagree", models.PositiveIntegerField(default=0)),
                ("blank", models.PositiveIntegerField(default=0)),
                ("written_agree", models.PositiveIntegerField(default=0)),
                ("written_disagree", models.PositiveIntegerField(default=0)),
                ("written_blank", models.PositiveIntegerField(default=0)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="ballots.ballot"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [models.UniqueConstraint(fields=("ballot", "key"), name="one_line_per_key")],
            },
        ),
        migrations.CreateModel(
            name="Teller",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index", models.PositiveSmallIntegerField()),
                ("sheet", models.JSONField(null=True)),
                ("certificate", models.JSONField(null=True)),
                ("polynomial", models.JSONField(null=True)),
                ("share", models.JSONField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("opening", models.TextField(blank=True)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellers",
                        to="ballots.ballot",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
            options={
                "ordering": ["index"],
                "constraints": [
                    models.UniqueConstraint(fields=("ballot", "index"), name="one_teller_per_place"),
                    models.UniqueConstraint(fields=("ballot", "person"), name="one_place_per_teller"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Voter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voted", models.BooleanField(default=False)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voters",
                        to="ballots.ballot",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("voted", False)), fields=["person"], name="still_to_vote"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ballot", "person"), name="one_tick_per_person")
                ],
            },
        ),
    ]
