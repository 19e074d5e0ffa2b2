"""Ký tiếp and chấm dứt with the tasks that are still open."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements import errors, services
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import Agreement, ReviewLine
from phoihop.agreements.renewing import Carried
from phoihop.agreements.term_models import Decision
from phoihop.agreements.versions import contents_of
from phoihop.documents.models import Document
from phoihop.tasks.models import Task
from phoihop.tasks.plans import in_term
from phoihop.tasks.services import carry_tasks, move_carried, withdraw_task


def latest_contents(agreement: Agreement) -> list[AnyItem]:
    """Each content of the agreement and its years once, as it stands in the newest of them."""
    found: dict[int, AnyItem] = {}
    plans = agreement.year_plans.order_by("-year")
    for plan in [*plans, None]:
        rows = contents_of(plan) if plan is not None else list(agreement.items.with_agencies())
        for item in rows:
            found.setdefault(item.line_id, item)
    return list(found.values())


def open_tasks(agreement: Agreement) -> list[Task]:
    """Tasks of the whole term that are neither done nor withdrawn."""
    rows = Task.objects.filter(in_term(agreement), done_on=None, withdrawn_on=None)
    return list(rows.select_related("lead_agency", "line").order_by("due_sort", "pk"))


@transaction.atomic
def renew_agreement(
    agreement: Agreement, *, lines: Collection[int], by: User, at: datetime
) -> Agreement:
    """Draft the agreement that continues this one; unfinished tasks of the contents go along.

    lines: the content lines that continue. Raises PermissionDenied, NotSignedYet,
    AmendmentNotAmended, NoContentChosen, RenewalDrafted.
    """
    chosen = [item for item in latest_contents(agreement) if item.line_id in lines]
    if not chosen:
        raise errors.NoContentChosen
    draft = services.draft_renewal(agreement, [Carried(item) for item in chosen], by=by, at=at)
    plan = draft.year_plans.get()
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Continued in %(title)s") % {"title": draft.title}
    tasks = [
        task
        for task in open_tasks(agreement)
        if hasattr(task, "line") and task.line.content_line_id in lines
    ]
    carry_tasks(tasks, plan, due_on=None, reason=reason, by=by, at=at)
    return draft


def take_effect(agreement: Agreement, *, by: User, at: datetime) -> None:
    """Signed, a renewal binds: tasks that a review carried into it get the due date decided there.

    Until then the old due date holds, and the tasks stay overdue.
    """
    if agreement.renews_id is None:
        return
    plans = list(agreement.year_plans.all())
    lines = ReviewLine.objects.filter(
        review__renewal=agreement, decision=Decision.CARRY, new_due_on__isnull=False
    )
    for line in lines:
        for plan in plans:
            if line.new_due_on is not None:
                move_carried(plan, line.line_id, line.new_due_on, by=by, at=at)


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
