"""What the weekly schedule refuses, in a sentence for the user."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class WeekRefused(Refused):
    """Refused; `field` names the form field to mend, "" for the whole form."""

    field = ""


class WhatNeeded(WeekRefused):
    field = "words"
    message = _("Say what takes place.")


class DayOutside(WeekRefused):
    field = "day"
    message = _("Choose a day of the years 1945 to 2100.")


class PartNeeded(WeekRefused):
    field = "part"
    message = _("Choose morning, afternoon or all day, or give the hour.")


class HourElsewhere(WeekRefused):
    field = "starts_at"
    message = _("This hour does not lie in the chosen part of the day.")


class StartNeeded(WeekRefused):
    field = "starts_at"
    message = _("Give the hour at which it begins as well.")


class EndsBeforeStart(WeekRefused):
    field = "ends_at"
    message = _("It ends before it begins.")


class TwoChairs(WeekRefused):
    field = "chair_words"
    message = _("Choose who takes the chair from the list or write it here, not both.")


class ChairElsewhere(WeekRefused):
    field = "chair"
    message = _("This person does not work in your agency on that day. Write the name instead.")


class ReasonNeeded(WeekRefused):
    field = "reason"
    message = _("Say why it is cancelled: those invited ask for it.")


class IsCancelled(WeekRefused):
    message = _("This entry is cancelled already.")


class NotCancelled(WeekRefused):
    message = _("This entry is not cancelled.")


class IsRemoved(WeekRefused):
    message = _("This entry is removed. Put it back first.")


class NotRemoved(WeekRefused):
    message = _("This entry stands in the schedule.")


class NothingChosen(WeekRefused):
    message = _("Tick at least one entry to copy.")
