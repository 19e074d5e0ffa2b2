"""The office's own facts and how it looks."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, AgencyLink, Office
from phoihop.audit import services as audit
from phoihop.setup import colours, errors
from phoihop.setup.emblem import picture
from phoihop.setup.models import OfficeLook


@dataclass(frozen=True)
class OfficeFacts:
    """Facts of the office; superior, term_end_days: left as they are when None."""

    name: str
    nearly_due_days: int
    default_due_days: int
    superior: Agency | None = None
    term_end_days: int | None = None


@transaction.atomic
def change_office(facts: OfficeFacts, *, by: User, at: datetime) -> Office:
    """Change name and habits, and place the agency of the office under its superior.

    A first superior stands since ever, another one from this day on.
    Raises PermissionDenied, NoOffice, SuperiorIsItself, and as agencies.place_under.
    """
    office = _office(by)
    values: dict[str, object] = {
        "name": " ".join(facts.name.split()),
        "nearly_due_days": facts.nearly_due_days,
        "default_due_days": facts.default_due_days,
    }
    if facts.term_end_days is not None:
        values["term_end_days"] = facts.term_end_days
    audit.save_changes(office, values, verb="office.changed", by=by, at=at)
    if facts.superior is not None and office.agency is not None:
        _place(office.agency, facts.superior, by=by, at=at)
    return office


@transaction.atomic
def set_colour(text: str, *, by: User, at: datetime) -> OfficeLook:
    """Choose the colour of the office; "" goes back to the program's own.

    Raises PermissionDenied, NoOffice, NoColour, TooPale with the figures and a colour that does.
    """
    look = _look(by)
    accent = colours.parsed(text) if text else ""
    if accent is None:
        raise errors.NoColour
    if accent:
        check_legible(accent)
    audit.save_changes(look, {"accent": accent}, verb="office.colour_changed", by=by, at=at)
    return look


def check_legible(accent: str) -> None:
    """Raise TooPale, with the figures and the nearest colour that can be read."""
    seen = colours.legibility(accent)
    if seen.is_enough:
        return
    mend = colours.mended(accent)
    message = _(
        "%(accent)s cannot be read well enough: white words on it have a contrast of %(white)s to"
        " 1, words in this colour on the page %(page)s to 1; needed are at least 4.5 to 1. The"
        " nearest colour that does is %(mend)s."
    ) % {
        "accent": accent,
        "white": _figure(seen.white_on_it),
        "page": _figure(seen.on_the_page),
        "mend": mend,
    }
    raise errors.TooPale(message, mend)


@transaction.atomic
def set_emblem(data: bytes | None, *, by: User, at: datetime) -> OfficeLook:
    """Put the emblem on every page; None takes it away.

    Raises PermissionDenied, NoOffice, NoPicture.
    """
    look = _look(by)
    before = look.emblem_digest
    if data is None:
        look.emblem, look.emblem_format, look.emblem_digest = None, "", ""
    else:
        shown = picture(data)
        look.emblem, look.emblem_format = shown.data, shown.form
        look.emblem_digest = hashlib.sha256(shown.data).hexdigest()
    if look.emblem_digest != before:
        look.save(update_fields=["emblem", "emblem_format", "emblem_digest"])
        changes = {"emblem": (before or None, look.emblem_digest or None)}
        audit.record("office.emblem_changed", look.office, by=by, at=at, changes=changes)
    return look


def _place(agency: Agency, superior: Agency, *, by: User, at: datetime) -> None:
    if superior.pk == agency.pk:
        raise errors.SuperiorIsItself
    present = AgencyLink.objects.filter(child=agency, valid_to=None).first()
    if present is not None and present.parent_id == superior.pk:
        return
    since = at.date() if AgencyLink.objects.filter(child=agency).exists() else None
    agencies.place_under(agency, superior, valid_from=since, by=by, at=at)


def _office(by: User) -> Office:
    if not by.has_perm("setup.manage"):
        raise PermissionDenied
    office = Office.objects.select_for_update().first()
    if office is None:
        raise errors.NoOffice
    return office


def _look(by: User) -> OfficeLook:
    look, _made = OfficeLook.objects.get_or_create(office=_office(by))
    return look


def _figure(ratio: float) -> str:
    # Cut, not rounded: 4.49 is not 4.5.
    return number_format(int(ratio * 100) / 100, 2)
