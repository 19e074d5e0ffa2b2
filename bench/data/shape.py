"""How much of everything goes with a number of tasks."""

from dataclasses import dataclass

# One office; one province with its communes (docs/architecture.md: sizes).
_OFFICE_TASKS = 5_000
_PROVINCE_TASKS = 60_000
_PROVINCE_COMMUNES = 160
PARTIES = 13
ITEMS = 12
# Of the tasks, those that come from the contents of an agreement; about 35 an agreement.
_FROM_AGREEMENTS = 0.7
_TASKS_AN_AGREEMENT = 35


@dataclass(frozen=True)
class Shape:
    """communes 0: one office of 15 agencies and nothing below it."""

    tasks: int
    communes: int
    agreements: int

    @property
    def tasks_from_agreements(self) -> int:
        """The others are assigned directly."""
        return int(self.tasks * _FROM_AGREEMENTS)


def shape_of(tasks: int) -> Shape:
    """2,000 tasks: 15 agencies; 60,000 tasks: 1,300, and the 20 that were dissolved."""
    communes = 0 if tasks <= _OFFICE_TASKS else _PROVINCE_COMMUNES * tasks // _PROVINCE_TASKS
    agreements = max(1, int(tasks * _FROM_AGREEMENTS) // _TASKS_AN_AGREEMENT)
    return Shape(tasks, communes, agreements)
