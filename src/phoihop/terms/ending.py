"""Ký tiếp and chấm dứt with the tasks that are still open."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements import errors, services
from phoihop.agreements.models import Agreement, Review, ReviewLine, YearPlan
from phoihop.agreements.renewing import Carried
from phoihop.agreements.term_models import Decision
from phoihop.agreements.year_contents import contents_of_term
from phoihop.documents.models import Document
from phoihop.tasks.models import Task
from phoihop.tasks.plans import in_term
from phoihop.tasks.services import carry_by_signing, withdraw_task
from phoihop.tasks.viewers import reindex_viewers


def open_tasks(agreement: Agreement) -> list[Task]:
    """Tasks of the whole term that are neither done nor withdrawn."""
    rows = Task.objects.filter(in_term(agreement), done_on=None, withdrawn_on=None)
    return list(rows.select_related("lead_agency", "line").order_by("due_sort", "pk"))


@transaction.atomic
def renew_agreement(
    agreement: Agreement, *, lines: Collection[int], by: User, at: datetime
) -> Agreement:
    """Draft the agreement that continues this one; signed, it takes over unfinished tasks.

    lines: the content lines that continue. Raises PermissionDenied, NotSignedYet,
    AmendmentNotAmended, NoContentChosen, RenewalDrafted.
    """
    contents = contents_of_term(agreement, timezone.localdate(at))
    chosen = [item for item in contents if item.line_id in lines]
    if not chosen:
        raise errors.NoContentChosen
    return services.draft_renewal(agreement, [Carried(item) for item in chosen], by=by, at=at)


def take_effect(agreement: Agreement, *, by: User, at: datetime) -> None:
    """Signed, a renewal binds: unfinished tasks of the contents it goes on with count in it too.

    Until then they stay where they are, whatever becomes of the draft. Where reviews drafted it,
    only those go along that they carry over, with the due date decided there last.

    An amendment may add parties: they read the tasks of the paper from now on.
    """
    if agreement.amends_id is not None:
        reindex_viewers(
            Task.objects.filter(agreement=agreement.amends_id).values_list("pk", flat=True)
        )
        return
    before = agreement.renews
    if before is None:
        return
    plan = agreement.year_plans.order_by("year").first() or _first_year(agreement, at)
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Continued in %(title)s") % {"title": agreement.title}
    reviewed = Review.objects.filter(renewal=agreement).exists()
    rows = ReviewLine.objects.filter(review__renewal=agreement).exclude(decision="")
    decided = {row.line_id: row for row in rows.order_by("review__confirmed_at")}
    lines = set(agreement.items.values_list("line", flat=True))
    for task in open_tasks(before):
        line = task.line.content_line_id if hasattr(task, "line") else None
        if line not in lines:
            continue
        row = decided.get(line)
        if reviewed and not _is_carried(task, row):
            continue
        carry_by_signing(
            [task],
            plan,
            due_on=row.new_due_on if row else None,
            reason=row.reason if row else reason,
            by=by,
            at=at,
        )


def _first_year(agreement: Agreement, at: datetime) -> YearPlan:
    """The year in which tasks that come along are counted.

    A draft that an act of succession left has none: only its signing says when it begins.
    """
    first = agreement.valid_from or agreement.signed_on or timezone.localdate(at)
    return YearPlan.objects.create(agreement=agreement, year=first.year)


def _is_carried(task: Task, row: ReviewLine | None) -> bool:
    """Decided so by the review, and still owed."""
    return row is not None and row.decision == Decision.CARRY and task.submitted_on is None


@transaction.atomic
def end_agreement(  # noqa: PLR0913 -- the facts of the act, all by name
    agreement: Agreement,
    *,
    on: date | None,
    reason: str,
    withdraw: Collection[int],
    by: User,
    at: datetime,
    document: Document | None = None,
) -> Agreement:
    """Terminate it; of its open tasks those named are withdrawn, the others go on.

    Raises as agreements.services.terminate_agreement.
    """
    ended = services.terminate_agreement(
        agreement, on=on, reason=reason, document=document, by=by, at=at
    )
    for task in open_tasks(agreement):
        if task.pk in withdraw:
            withdraw_task(task, reason=reason, by=by, at=at)
    return ended
