"""How acts and fields of this room are called in histories."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "office.founded": _("Set the office up"),
    "office.changed": _("Changed the settings of the office"),
    "office.colour_changed": _("Changed the colour"),
    "office.emblem_changed": _("Changed the emblem"),
    "office.put_aside": _("Put aside something that was missing"),
    "office.taken_up": _("Took up again what was put aside"),
}
FIELDS = {
    "accent": _("colour"),
    "emblem": _("emblem"),
    "item": _("what is missing"),
    "administrator": _("administrator"),
    "superior": _("superior agency"),
}
CHOICES = {
    "item": {
        "superior": _("The superior agency"),
        "look": _("Emblem and colour"),
        "agencies": _("Agencies one works with"),
        "officials": _("Officials with their positions"),
        "users": _("Accounts of those who do the work"),
        "series": _("A series of numbers"),
        "documents": _("Documents so far"),
    }
}
