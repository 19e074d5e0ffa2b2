"""Whom a reminder was told to: a new lead agency is reminded as the one before it was."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

_GIVING = ("given_soon", "given_late", "escalated")


def fill(apps, _schema_editor):
    """Those of today: what was told before is not told again."""
    told = apps.get_model("urging", "Told").objects
    tasks = apps.get_model("tasks", "Task").objects.filter(pk=OuterRef("object_id"))
    told.filter(kind__in=_GIVING).update(agency=Subquery(tasks.values("assigner")))
    told.exclude(kind__in=_GIVING).update(agency=Subquery(tasks.values("lead_agency")))
    told.filter(agency=None).delete()


class Migration(migrations.Migration):
    dependencies = [("urging", "0001_initial"), ("tasks", "0009_reported_on")]

    operations = [
        migrations.AddField(
            "told",
            "agency",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "told",
            "agency",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.RemoveConstraint("told", "told_once"),
        migrations.AddConstraint(
            "told",
            models.UniqueConstraint(
                fields=["kind", "object_id", "day", "agency"], name="told_once"
            ),
        ),
    ]
