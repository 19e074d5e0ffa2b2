"""TaskLine.planned_on becomes the day of the item's rule before days off moved it.

A due is only ever moved to a later day: the rule's last day up to the one that was noted is meant.
A day further away than any holiday reaches was somebody's own choice, and stays.
"""

from datetime import timedelta

from django.db import migrations

from phoihop.periods import parse_due_rule

FURTHEST = timedelta(days=20)


def unmoved(rule, agreement, noted):
    """The day of the rule that was moved to the one noted, or None."""
    signed = agreement.signed_on
    if not rule:
        return signed
    rule = parse_due_rule(rule)
    first = (agreement.valid_from or signed) if rule.is_recurring else signed
    days = [day for day in rule.unmoved(first, noted) if day <= noted <= day + FURTHEST]
    return max(days, default=None)


def settle(apps, schema_editor):
    lines = apps.get_model("tasks", "TaskLine").objects.filter(
        task__agreement__signed_on__isnull=False, task__first_due_on__isnull=False
    )
    items = apps.get_model("agreements", "ContentItem").objects
    for line in lines.select_related("task__agreement"):
        agreement = line.task.agreement
        item = items.filter(agreement=agreement, line=line.content_line_id).first()
        noted = line.planned_on or line.task.first_due_on
        day = unmoved(item.due_rule, agreement, noted) if item else None
        if line.planned_on != (day or noted):
            line.planned_on = day or noted
            line.save(update_fields=["planned_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_frozen_when_signed"),
        ("tasks", "0003_duties"),
    ]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
