import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_delegation"),
        ("agencies", "0003_area_origins"),
        ("jobs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "code",
                    models.CharField(
                        max_length=20, verbose_name="number and symbol of the dossier"
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title of the dossier")),
                (
                    "retention_years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="kept for (years)"
                    ),
                ),
                ("retention_source", models.CharField(blank=True, editable=False, max_length=200)),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened on")),
                (
                    "work_ended_on",
                    models.DateField(editable=False, null=True, verbose_name="work ended on"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed at"),
                ),
                ("listed_at", models.DateTimeField(editable=False)),
                ("reminded_on", models.DateField(editable=False, null=True)),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("words", models.TextField(blank=True, editable=False)),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_dossiers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="keeper",
                    ),
                ),
                (
                    "listed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "code", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DossierItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("items", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("refusal", models.TextField(blank=True)),
                (
                    "acting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "archive",
                    models.CharField(
                        choices=[
                            ("current", "Current archive of the agency"),
                            ("historical", "Historical archive"),
                        ],
                        max_length=10,
                        verbose_name="archive",
                    ),
                ),
                (
                    "archive_name",
                    models.CharField(max_length=250, verbose_name="name of the archive"),
                ),
                ("on", models.DateField(verbose_name="handed over on")),
                ("minutes", models.CharField(max_length=60, verbose_name="number of the minutes")),
                (
                    "received_by",
                    models.CharField(blank=True, max_length=120, verbose_name="received by"),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["owner", "-year", "code"], name="dossier_list"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False), ("reminded_on", None)),
                fields=["work_ended_on"],
                name="dossier_to_remind",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                fields=("owner", "year", "code"),
                name="dossier_code_once",
                violation_error_message="This code is in the list of this year already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), _negated=True), models.Q(("title", ""), _negated=True)
                ),
                name="dossier_has_code_and_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("work_ended_on", None)),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("opened_on__isnull", False),
                        ("work_ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dossier_closed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("work_ended_on", None),
                    ("work_ended_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="dossier_ends_after_it_opened",
                violation_error_message="The work cannot end before the dossier was opened.",
            ),
        ),
        migrations.AddIndex(
            model_name="dossieritem",
            index=models.Index(fields=["kind", "object_id"], name="dossier_item_record"),
        ),
        migrations.AddConstraint(
            model_name="dossieritem",
            constraint=models.UniqueConstraint(
                fields=("dossier", "kind", "object_id"), name="dossier_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("made_at", None), ("sha256", "")),
                    models.Q(("made_at__isnull", False), models.Q(("sha256", ""), _negated=True)),
                    _connector="OR",
                ),
                name="export_made_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                fields=("dossier", "archive"),
                name="hand_over_once",
                violation_error_message="It was handed over to this archive already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("archive_name", ""), _negated=True),
                    models.Q(("minutes", ""), _negated=True),
                ),
                name="hand_over_says_where",
            ),
        ),
    ]
