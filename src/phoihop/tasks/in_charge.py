"""Who is in charge of what an agency takes over from another one."""

from collections.abc import Sequence

from phoihop.agencies.estates import Handing
from phoihop.tasks.models import RecurringTask, Task
from phoihop.tasks.people import contact_of, people_of


def put_in_charge(
    tasks: Sequence[Task] | Sequence[RecurringTask], to: int, handing: Handing
) -> None:
    """As before where that person works there too, else the contact of the receiving agency."""
    people = people_of([to], handing.on)[to]
    there = {person.official.pk for person in people}
    contact = contact_of(people) or next((person.official for person in people), None)
    others = [task for task in tasks if task.person_in_charge_id not in there]
    if contact is not None:
        handing.journal.change(others, {"person_in_charge_id": contact.pk})
