"""What this room did with a task, in the course of the task."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.documents.models import Document
from phoihop.tasks.models import Task
from phoihop.tasks.timeline import Acts, Entry, add_source
from phoihop.urging.models import Urging


def _urgings(task: Task, reader: User, acts: Acts) -> Iterator[Entry]:
    """What urged it, counted from the first: words, and letters once they are issued.

    One query, and one more where letters are among them: who may not see one reads no number of it.
    """
    known = Q(letter=None) | Q(letter__document__is_draft=False, letter__document__hidden_at=None)
    rows = task.urgings.filter(known).select_related("by", "letter__document__owner")
    papers = [row.letter.document_id for row in rows if row.letter is not None]
    seen = (
        set(Document.objects.visible_to(reader).filter(pk__in=papers).values_list("pk", flat=True))
        if papers
        else set()
    )
    for number, row in enumerate(sorted(rows, key=_moment), start=1):
        words, url = row.words, ""
        who = acts.who(row.by, row.at, row.by_id, task.assigner)
        if row.letter is not None:
            who = f"{row.by}, {row.letter.document.owner}"
        if row.letter is not None and row.letter.document_id in seen:
            words, url = str(row.letter.document), row.letter.get_absolute_url()
            who = f"{row.by}, {row.letter.document.owner}"
        title = _("Urged, time %(number)d") % {"number": number}
        yield Entry(_moment(row), "urge", title, who, "mid", words, url=url)


def _moment(row: Urging) -> datetime:
    """A letter urges when it is issued."""
    issued = row.letter.document.issued_at if row.letter is not None else None
    return issued or row.at


add_source(_urgings)
