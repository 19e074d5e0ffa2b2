"""Texts that wait for a person, the most doubtful first, and the way from one to the next."""

from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from phoihop.accounts.models import User
from phoihop.jobs.models import Job
from phoihop.workspace.intake.batch import KIND
from phoihop.workspace.models import Decision, Intake, IntakeFact

ORDER = ["-doubt", "-pk"]
_BACKWARDS = ["doubt", "pk"]


def with_doubt(texts: "QuerySet[Intake]") -> "QuerySet[Intake]":
    """Each with `left`, facts nobody looked at, and `doubt`: these, and the percent that a scan's
    letters lack of certainty."""
    open_facts = IntakeFact.objects.filter(intake=OuterRef("pk"), decision=Decision.OPEN)
    counted = open_facts.order_by().values("intake").annotate(n=Count("pk")).values("n")
    left = Coalesce(Subquery(counted), 0, output_field=IntegerField())
    unsure = Coalesce(100 - F("confidence"), 0, output_field=IntegerField())
    return texts.annotate(left=left).annotate(doubt=F("left") + unsure)


def waiting(user: User, batch: int | None = None) -> "QuerySet[Intake]":
    """Open texts the user may see, of one batch where it is told. Raises Http404 for another's."""
    texts = with_doubt(Intake.objects.visible_to(user).filter(confirmed_at=None))
    return texts if batch is None else texts.filter(pk__in=texts_of(batch, user))


def texts_of(batch: int, user: User) -> list[int]:
    """The texts read from the files that this user handed in at once. Raises Http404."""
    job = Job.objects.filter(pk=batch, kind=KIND, by=user).first()
    if job is None:
        raise Http404
    return [row["intake"] for row in job.payload["files"] if row.get("intake")]


@dataclass(frozen=True)
class Neighbours:
    """The text before and after in the order of doubt, and how many wait besides this one.

    Behind the last comes the first: what was skipped is met again.
    """

    previous: Intake | None
    next: Intake | None
    others: int


def neighbours(intake: Intake, left: int, user: User, batch: int | None = None) -> Neighbours:
    """Of this text, with `left` facts to look at, among those that wait; five queries at most."""
    here = left + (100 - intake.confidence if intake.confidence is not None else 0)
    others = waiting(user, batch).exclude(pk=intake.pk).defer("text")
    after = Q(doubt__lt=here) | Q(doubt=here, pk__lt=intake.pk)
    down, up = others.order_by(*ORDER), others.order_by(*_BACKWARDS)
    following = down.filter(after).first() or down.first()
    before = up.exclude(after).first() or up.first()
    return Neighbours(before, following, others.count())
