"""A proposed task that is set aside stays one that was read rightly."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """When it was set aside."""

    dependencies = [("workspace", "0008_fact_span_whole")]

    operations = [
        migrations.AddField(
            model_name="intakefact",
            name="aside_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="intakefact",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("aside_at", None), Q(("decision", "new"), ("kind", "task")), _connector="OR"
                ),
                name="intake_fact_aside_is_proposal",
            ),
        ),
    ]
