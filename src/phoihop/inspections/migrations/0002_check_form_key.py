"""Checks get the key of the form that planned them; those that are there get one of their own."""

import uuid
from typing import Any

from django.db import migrations, models

import phoihop.inspections.models


def give_keys(apps: Any, _editor: Any) -> None:
    """A key that no form has for every check there is."""
    checks = apps.get_model("inspections", "Check")
    for check in checks.objects.filter(form_key="").iterator():
        check.form_key = uuid.uuid4().hex
        check.save(update_fields=["form_key"])


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]

    operations = [
        migrations.AddField(
            "check",
            "form_key",
            models.CharField(default="", editable=False, max_length=60),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(
            "check",
            "form_key",
            models.CharField(
                default=phoihop.inspections.models._new_key,
                editable=False,
                max_length=60,
                unique=True,
            ),
        ),
    ]
