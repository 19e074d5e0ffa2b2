"""Sections, drafts as sent, opinions and templates.

The guards of 0002 are taken away first: SQLite cannot rebuild tables that triggers name. They
stand again, over the new rows too, at the end of 0006.
"""

from importlib import import_module

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

guards = import_module("phoihop.agreements.migrations.0002_frozen_when_signed")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_days_off_of_the_office"),
        ("agreements", "0003_party_successors"),
        ("documents", "0006_file_removed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(guards.drop, guards.make),
        migrations.CreateModel(
            name="AgreementTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name of the template")),
                ("kind", models.CharField(max_length=10)),
                ("body", models.JSONField()),
                ("created_at", models.DateTimeField(editable=False)),
                ("hidden_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("heading", models.CharField(blank=True, max_length=300, verbose_name="heading")),
                ("text", models.TextField(blank=True, max_length=100000, verbose_name="wording")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
            ],
            options={
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OpinionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField(verbose_name="answer by")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "no answer"),
                            ("agreed", "Agrees"),
                            ("proposed", "Proposes changes"),
                            ("deemed", "Deemed to agree"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "words",
                    models.CharField(
                        blank=True, max_length=2000, verbose_name="accompanying words"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="reason")),
                ("replaced_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OpinionRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("answer_by", models.DateField(verbose_name="answer by")),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="accompanying words"
                    ),
                ),
                ("hides_answers", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("withdrawn", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=300)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("text", "wording"),
                            ("heading", "heading"),
                            ("product", "product"),
                            ("due_rule", "time limit"),
                            ("lead_agency", "lead agency"),
                            ("words", "in words"),
                        ],
                        max_length=20,
                    ),
                ),
                ("old", models.TextField(blank=True, max_length=100000)),
                ("new", models.TextField(blank=True, max_length=100000)),
                ("words", models.CharField(blank=True, max_length=2000, verbose_name="reason")),
                ("made_at", models.DateTimeField()),
                ("accepted", models.BooleanField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="reason")),
                ("entered_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("step", models.PositiveSmallIntegerField(default=0)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("sent", "sent for opinions"),
                            ("taken", "a proposal was taken over"),
                            ("changed", "changed while opinions were gathered"),
                            ("ready", "ready to sign"),
                        ],
                        max_length=10,
                    ),
                ),
                ("snapshot", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number", "step"],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bases", "Legal bases"),
                            ("purpose", "Purpose and requirements"),
                            ("principles", "Principles of coordination"),
                            ("contents", "Contents of coordination"),
                            ("methods", "Methods of coordination"),
                            ("responsibilities", "Responsibilities of the parties"),
                            ("information", "Information and reports"),
                            ("organisation", "Organisation of the work"),
                            ("term", "Term and entry into force"),
                            ("other", "Other part"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="heading")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "pk"],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="answer_by",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="based_on",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="begun_from_it",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="sent_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="signing_from",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="contentline",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddField(
            model_name="signatory",
            name="mark_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="reason"),
        ),
        migrations.AlterField(
            model_name="signatory",
            name="authority_mark",
            field=models.CharField(blank=True, max_length=120, verbose_name="authority mark"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer_by", None), ("sent_at", None)),
                    models.Q(("answer_by__isnull", False), ("sent_at__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_sent_with_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signing_from", None), ("ready_at__isnull", False), _connector="OR"
                ),
                name="agreement_signing_is_ready",
            ),
        ),
        migrations.AddField(
            model_name="agreementtemplate",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agreementtemplate",
            name="hidden_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agreementtemplate",
            name="made_from",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.agreement",
                verbose_name="made from",
            ),
        ),
        migrations.AddField(
            model_name="agreementtemplate",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="clause",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clauses",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="opinionrequest",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinion_requests",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="opinionrequest",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="opinionround",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rounds",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="opinionround",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="opinionround",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="opinionrequest",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="requests",
                to="agreements.opinionround",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="clause",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="proposals",
                to="agreements.clause",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="proposals",
                to="agreements.contentitem",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="new_agency",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proposals",
                to="agreements.opinionrequest",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="revisions",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="opinionrequest",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.revision",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="clause",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clauses",
                to="agreements.section",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementtemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="agreement_template_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementtemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at", None), ("hidden_by", None)),
                    models.Q(("hidden_at__isnull", False), ("hidden_by__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_template_hidden_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionround",
            constraint=models.UniqueConstraint(
                fields=("agreement", "number"), name="opinion_round_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionround",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("agreement",),
                name="opinion_round_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("withdrawn", False)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="opinion_round_closed_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted", None),
                        ("entered_at", None),
                        ("settled_at", None),
                        ("settled_by", None),
                    ),
                    models.Q(
                        ("accepted__isnull", False),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="proposal_settled_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted", None),
                    ("accepted", True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="proposal_declined_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("new", ""), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    models.Q(("field", "words"), _negated=True),
                    _connector="OR",
                ),
                name="proposal_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("agreement", "number", "step"), name="revision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("round", "agency"),
                name="opinion_request_one_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="opinion_request_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "deemed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="opinion_request_silence_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(
                fields=("agreement", "line"), name="section_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="section_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.UniqueConstraint(
                fields=("agreement", "line"), name="clause_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heading", ""), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="clause_says_something",
            ),
        ),
    ]
