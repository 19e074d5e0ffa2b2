"""What the doctor looks at in the office itself: whether it can work at all."""

from collections.abc import Iterator

from django.utils.translation import override

from phoihop.agencies.models import Office
from phoihop.cli.health import Finding, problem
from phoihop.setup.missing import what_is_missing
from phoihop.ui import clock

# What is missing under these keys stops work or leaves a door open; the rest is the office's own.
_PROBLEMS = frozenset({"office", "second-step"})
_NOTES = frozenset({"series"})
_WHERE = "An administrator mends it under Quản trị, Thiết lập cơ quan"


def office() -> Iterator[Finding]:
    """There is an office, its administrators have the second step, numbers and days off are set."""
    row = Office.objects.first()
    if row is None:
        yield problem(
            "no office is set up",
            "Run `phoihop setup`, or open the first page with the code of `phoihop setup --code`.",
        )
        return
    yield Finding(f"{row.name} is set up")
    with override("en"):  # as all that the console says
        lacks = what_is_missing(clock.today())
    for item in lacks.open:
        said, mend = f"missing: {item.title}", f"{_WHERE} ({item.url})."
        if item.key in _PROBLEMS:
            yield problem(said, mend)
        elif item.key in _NOTES or item.key.startswith("holidays-"):
            yield Finding(said, mend)
