"""What every page shows around its content."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from phoihop.ui import clock, services


@dataclass(frozen=True)
class Place:
    """An entry of the navigation. `owns`: beginnings of the view names that belong to it."""

    view: str
    label: str | Promise
    icon: str
    owns: tuple[str, ...]
    on_phone: bool = True
    administrators_only: bool = False


PLACES = (
    Place(
        "workspace:home",
        _("Today"),
        "home",
        ("workspace:home", "workspace:briefing", "calendars:week"),
    ),
    Place(
        "tasks:list",
        _("Tasks"),
        "tasks",
        (
            *("tasks:", "lists:", "pictures:", "scoring:", "inspections:"),
            *("urging:urge", "urging:draft"),
        ),
    ),
    Place("agreements:list", _("Coordination"), "agr", ("agreements:",)),
    Place(
        "documents:list",
        _("Documents"),
        "docs",
        ("documents:", "incoming:", "reviews:", "urging:letter"),
    ),
    Place("dossiers:list", _("Dossiers"), "box", ("dossiers:",), on_phone=False),
    Place("workspace:intake", _("Text intake"), "text", ("workspace:intake",), on_phone=False),
    Place("agencies:list", _("Agencies"), "org", ("agencies:",), on_phone=False),
    Place(
        "accounts:users",
        _("Administration"),
        "admin",
        (
            "accounts:user",
            "accounts:membership",
            "accounts:scope",
            "safekeeping:",
            "setup:",
            "urging:settings",
            "urging:mail",
            "workspace:redaction",
        ),
        on_phone=False,
        administrators_only=True,
    ),
)


@dataclass(frozen=True)
class OfficeShown:
    """The office on every page. colours_url, emblem_url: "" while it has chosen none."""

    name: str
    colours_url: str = ""
    emblem_url: str = ""


@dataclass(frozen=True)
class NavItem:
    """A place with its address, as the templates draw it."""

    url: str
    label: str | Promise
    icon: str
    current: bool
    on_phone: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """The furniture of a page.

    The dotted names in PHOIHOP_CONTEXT are functions of the request: `office`, which gives an
    OfficeShown or None, is called for everyone, the others for signed-in users; each at most once
    a page and only if it is shown.
    """
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    simulated = clock.is_simulated()
    office = _asked("office", request)
    values: dict[str, Any] = {
        "today": clock.today,
        "now": clock.now,
        "simulated_now": clock.now() if simulated else None,
        "office": office,
        "office_name": lambda: shown.name if (shown := office()) else "",
    }
    if signed_in:
        values |= {
            "nav": cache(lambda: navigation(request)),
            "standing_in": _asked("standing_in", request),
            "inbox_count": _asked("inbox_count", request),
            "guide_url": _asked("guide_url", request),
            "can_assign": _asked("can_assign", request),
            "missing_count": _asked("missing_count", request),
            "can_file": _asked("can_file", request),
            "can_move_clock": simulated and services.may_move_clock(request.user),  # type: ignore[arg-type]  # signed in
        }
    return values


def navigation(request: HttpRequest) -> list[NavItem]:
    """The places this user may go to; a room that is not installed is left out."""
    match = request.resolver_match
    here = match.view_name if match else ""
    administrator = request.user.has_role("administrator")  # type: ignore[union-attr]  # signed in
    items = []
    for place in PLACES:
        if place.administrators_only and not administrator:
            continue
        try:
            url = reverse(place.view)
        except NoReverseMatch:
            continue
        current = here.startswith(place.owns)
        items.append(NavItem(url, place.label, place.icon, current, place.on_phone))
    return items


def _asked(name: str, request: HttpRequest) -> Callable[[], Any]:
    """A value of a room above, asked when the template first shows it."""
    path = getattr(settings, "PHOIHOP_CONTEXT", {}).get(name)
    if path is None:
        return lambda: None
    return cache(lambda: import_string(path)(request))
