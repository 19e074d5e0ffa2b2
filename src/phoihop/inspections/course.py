"""What an inspection did with a task, in the course of the task."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.inspections.models import Finding
from phoihop.tasks.models import Task
from phoihop.tasks.timeline import Acts, Entry, add_source


def _finding(task: Task, reader: User, _acts: Acts) -> Iterator[Entry]:
    """The finding it mends, with its words for who may see it; two queries."""
    rows = Finding.objects.filter(task=task).select_related("check_made__plan__owner")
    for row in rows:
        who = str(row.check_made.plan.owner)
        at = row.sent_at or row.made_at
        if not Finding.objects.visible_to(reader).filter(pk=row.pk).exists():
            yield Entry(at, "eye", _("From an inspection"), who, "mid")
            continue
        title = _("From an inspection: %(plan)s") % {"plan": row.check_made.plan}
        yield Entry(at, "eye", title, who, "mid", row.text, url=row.get_absolute_url())


add_source(_finding)
