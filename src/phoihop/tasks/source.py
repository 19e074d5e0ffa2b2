"""Where a task comes from: its chain, and the sentence it was read in."""

from dataclasses import dataclass

from django.urls import reverse

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, ContentItem
from phoihop.documents.models import Document, Milestone, SourceSpan
from phoihop.tasks.models import Task


@dataclass(frozen=True)
class Origin:
    """The records before the task in the chain; None where there is none or it is not shown."""

    document: Document | None
    agreement: Agreement | None
    item: ContentItem | None
    number: int  # of the item in its agreement, from 1; 0 without one


@dataclass(frozen=True)
class Quote:
    """A sentence in three parts, the middle one marked, and where it stands."""

    before: str
    marked: str
    after: str
    label: str
    url: str


def origin_of(task: Task, user: User) -> Origin:
    """What this user may see of the chain before the task; at most four queries."""
    document = (
        Document.objects.visible_to(user).filter(pk=task.document_id).first()
        if task.document_id
        else None
    )
    agreement = (
        Agreement.objects.visible_to(user).filter(pk=task.agreement_id).first()
        if task.agreement_id
        else None
    )
    line = getattr(task, "line", None)
    if agreement is None or line is None:
        return Origin(document, agreement, None, 0)
    items = list(agreement.items.all())
    for number, item in enumerate(items, start=1):
        if item.line_id == line.content_line_id:
            return Origin(document, agreement, item, number)
    return Origin(document, agreement, None, 0)


def milestone_of(task: Task, user: User) -> Milestone | None:
    """The milestone the task was made from, if the user sees its document."""
    link = getattr(task, "review", None)
    if link is None:
        return None
    return (
        Milestone.objects.visible_to(user)
        .select_related("document")
        .filter(pk=link.milestone_id)
        .first()
    )


def quote_of(task: Task, origin: Origin, user: User) -> Quote | None:
    """The sentence it was read in, else the text of the content item, else the clause."""
    span = _span(task, origin, user)
    if span is not None:
        before, marked, after = _parts(span)
        return Quote(before, marked, after, str(span.document), span.get_absolute_url())
    if origin.item is not None and origin.agreement is not None:
        agreement = origin.agreement
        url = reverse("tasks:programme", args=[agreement.pk])
        return Quote("", origin.item.text, "", agreement.code or agreement.title, url)
    if task.clause:
        document = origin.document
        label = (document.code or document.subject) if document else ""
        return Quote("", task.clause, "", label, document.get_absolute_url() if document else "")
    return None


def _span(task: Task, origin: Origin, user: User) -> SourceSpan | None:
    visible = SourceSpan.objects.filter(document__in=Document.objects.visible_to(user))
    spans = visible.filter(kind="tasks.task", object_id=task.pk)
    if origin.item is not None:
        spans |= visible.filter(kind="agreements.contentitem", object_id=origin.item.pk)
    return spans.select_related("document").order_by("-kind", "start").first()


def _parts(span: SourceSpan) -> tuple[str, str, str]:
    before, marked, after = span.sentence.partition(span.text)
    return (before, marked, after) if marked else ("", span.sentence, "")
