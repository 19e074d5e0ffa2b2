"""Several runs of numbers opened in one act, as an office that has numbered on paper needs them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.documents.models import NumberSeries
from phoihop.documents.numbers import Run, start_series


@transaction.atomic
def open_many(runs: Iterable[Run], *, by: User, at: datetime) -> list[NumberSeries]:
    """Open all of them or none. Raises as documents.numbers.start_series."""
    return [start_series(run, by=by, at=at) for run in runs]
