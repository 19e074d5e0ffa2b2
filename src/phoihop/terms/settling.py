"""Chốt nội dung năm: fix the version of a year, and let the tasks it already has count in it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agreements import services
from phoihop.agreements.models import YearPlan
from phoihop.documents.models import Document
from phoihop.tasks.services import count_in_year


@transaction.atomic
def fix_year(  # noqa: PLR0913 -- the facts of the act, all by name
    plan: YearPlan,
    *,
    words: str,
    on: date | None,
    by: User,
    at: datetime,
    document: Document | None = None,
    tasks: Collection[int] | None = None,
) -> YearPlan:
    """Fix the contents; of the tasks assigned before, those named count in the year from now on.

    tasks: their ids, all that are due in the year for None. Raises as agreements.fix_version.
    """
    fixed = services.fix_version(plan, words=words, on=on, document=document, by=by, at=at)
    count_in_year(fixed, tasks=tasks, by=by, at=at)
    return fixed
