"""The day of the lead agency's last update, of the tasks with a due date too."""

from django.db import migrations
from django.db.models import DateField, OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone


def fill(apps, _schema_editor):
    tasks, updates = apps.get_model("tasks", "Task"), apps.get_model("tasks", "Update")
    last = updates.objects.filter(task=OuterRef("pk"), agency=OuterRef("lead_agency"))
    day = TruncDate("at", tzinfo=timezone.get_default_timezone())
    newest = last.annotate(day=day).order_by("-at").values("day")[:1]
    unsaid = tasks.objects.filter(rhythm="", reported_on=None)
    unsaid.update(reported_on=Subquery(newest, output_field=DateField()))


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_reported_on")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
