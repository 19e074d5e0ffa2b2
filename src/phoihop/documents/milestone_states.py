"""How a milestone stands on a day, in words: for the timeline of its paper and for lists."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.documents.milestone_models import Milestone


@dataclass(frozen=True)
class Standing:
    """key: of ui's state badges; shape: how a picture draws it; words: never without them.

    Shapes: done, donelate, late, plan (this year, open), later, before (due before it was owed),
    off.
    """

    key: str
    shape: str
    words: str


def standing_of(milestone: Milestone, on: date, *, has_task: bool = False) -> Standing:
    """The state that day; has_task: a task that was not withdrawn answers to it."""
    if milestone.dropped_at is not None:
        return Standing("paused", "off", _("Not to be held"))
    if milestone.closed_on is not None:
        late = milestone.days_late > 0
        return Standing(
            "donelate" if late else "done", "donelate" if late else "done", milestone.closed_words
        )
    if milestone.current_on < on:
        if milestone.current_on < milestone.owed_from:
            return Standing("none", "before", _("Due before it was registered"))
        days = (on - milestone.current_on).days
        late_words = ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days)
        return Standing("late", "late", late_words % {"days": days})
    shape = "plan" if milestone.current_on.year == on.year else "later"
    if has_task:
        return Standing("go", shape, _("Assigned"))
    return Standing("none", shape, _("Not assigned yet") if shape == "plan" else _("Later"))


@dataclass(frozen=True)
class Step:
    """One point of a paper's timeline; css, icon: of ui's `.miles`."""

    milestone: Milestone
    standing: Standing
    css: str
    icon: str


_SHAPES = {
    "done": ("did", "done"),
    "donelate": ("did", "donelate"),
    "late": ("due-now", "late"),
    "plan": ("not-due", "soon"),
    "later": ("not-due", "none"),
    "before": ("not-due", "none"),
    "off": ("not-due", "off"),
}


def steps_of(milestones: "list[Milestone]", on: date) -> list[Step]:
    """The points of a timeline, in the order of their days."""
    steps = []
    for one in milestones:
        standing = standing_of(one, on)
        css, icon = _SHAPES[standing.shape]
        steps.append(Step(one, standing, css, icon))
    return steps
