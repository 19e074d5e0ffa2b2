"""The form by which somebody leaves: what ends, and who takes what."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop.accounts.models import Membership
from phoihop.agencies.models import Official
from phoihop.tasks.people import Person as Candidate
from phoihop.tasks.services import TaskReceivers
from phoihop.ui.fields import DayField
from phoihop.workspace.leaving.errors import NothingEnds
from phoihop.workspace.leaving.held import Ending, Holdings, Person
from phoihop.workspace.leaving.services import HandOver

# More tasks than this are not offered one by one: they all go to one person.
MOST_ROWS = 200
_SEAT, _OFFICE = "m", "t"


class HandOverForm(forms.Form):
    """Fields for what ends, then one for each thing that passes on; see `tasks-to`, `task-…`."""

    ends = forms.MultipleChoiceField(
        label=gettext_lazy("What ends"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NothingEnds.message},
    )
    last_day = DayField(label=gettext_lazy("Last day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("As on the decision: transfer, retirement. It stands in histories."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        person: Person,
        held: Holdings,
        officials: Iterable[Candidate],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.person, self.held = person, held
        self.fields["ends"].choices = [  # type: ignore[attr-defined]  # its field
            *((f"{_SEAT}{seat.pk}", _seat_words(seat)) for seat in person.members),
            *((f"{_OFFICE}{office.pk}", _office_words(office)) for office in person.tenures),
        ]
        self.officials = {str(one.official.pk): one.official for one in officials}
        people = [(str(one.official.pk), one.label) for one in officials]
        self.seats = {str(seat.pk): seat for seat in person.receivers(_NOTHING)}
        seats = [(key, f"{seat.user}, {_role(seat)}") for key, seat in self.seats.items()]
        self._add_tasks(people)
        if held.dossiers:
            self.fields["dossiers-to"] = _needed(_choice(_("Who keeps them"), seats, _nobody()))
        for right in held.rights:
            name = _("The right “%(name)s”") % {"name": right.label}
            field = _choice(name, seats, _nobody(right.needed))
            self.fields[f"right-{right.key}"] = _needed(field) if right.needed else field
        for lent in held.received:
            own = [seat for seat in seats if self.seats[seat[0]].user != lent.giver.user]
            name = _("Standing in for %(name)s") % {"name": lent.giver.user}
            self.fields[f"received-{lent.pk}"] = _needed(_choice(name, own, _nobody()))

    def _add_tasks(self, people: list[tuple[str, str]]) -> None:
        if not self.held.tasks:
            return
        label = _("Who takes the tasks over")
        self.fields["tasks-to"] = _needed(_choice(label, people, _nobody()))
        for task in self.held.tasks[:MOST_ROWS]:
            words = _("Task %(code)s") % {"code": task.code}
            self.fields[f"task-{task.pk}"] = _choice(words, people, _("as above"))

    def facts(self) -> HandOver:
        """What was chosen, of a valid form."""
        given = self.cleaned_data
        return HandOver(
            ends=self.ending(),
            last_day=given["last_day"],
            reason=given["reason"],
            tasks=TaskReceivers(
                self._official("tasks-to"),
                {
                    task.pk: one
                    for task in self.held.tasks
                    if (one := self._official(f"task-{task.pk}")) is not None
                },
            ),
            dossiers=self._seat("dossiers-to"),
            rights={
                right.key: seat
                for right in self.held.rights
                if (seat := self._seat(f"right-{right.key}")) is not None
            },
            received={
                lent.pk: seat
                for lent in self.held.received
                if (seat := self._seat(f"received-{lent.pk}")) is not None
            },
        )

    def ending(self) -> Ending:
        """Keys of what was ticked."""
        ticked = self.cleaned_data["ends"]
        return Ending(
            frozenset(int(key[1:]) for key in ticked if key[0] == _SEAT),
            frozenset(int(key[1:]) for key in ticked if key[0] == _OFFICE),
        )

    def _official(self, name: str) -> Official | None:
        return self.officials.get(self.cleaned_data.get(name, ""))

    def _seat(self, name: str) -> Membership | None:
        return self.seats.get(self.cleaned_data.get(name, ""))


_NOTHING = Ending(frozenset(), frozenset())


def seat_key(member: Membership) -> str:
    """The value that ticks a seat."""
    return f"{_SEAT}{member.pk}"


def office_key(pk: int) -> str:
    """The value that ticks an office."""
    return f"{_OFFICE}{pk}"


def _choice(label: str, options: list[tuple[str, str]], empty: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", empty), *options])


def _needed(field: forms.ChoiceField) -> forms.ChoiceField:
    """Show it as one to be filled in; whether it may stay empty the service says."""
    checked = field.validate
    field.required = True
    field.validate = lambda value: checked(value) if value else None  # type: ignore[method-assign]  # of this form alone
    return field


def _nobody(needed: bool = True) -> str:
    return _("Choose a person") if needed else _("nobody: others have it")


def _role(member: Membership) -> str:
    return str(member.get_role_display()).lower()


def _seat_words(member: Membership) -> str:
    return _("the account's role: %(role)s") % {"role": _role(member)}


def _office_words(tenure: Any) -> str:
    return _("the office: %(title)s") % {"title": tenure.title}
