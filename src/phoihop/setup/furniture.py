"""What the frame of every page, and Today, ask of this room."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.setup.missing import what_is_missing
from phoihop.ui import clock
from phoihop.ui.context import OfficeShown

# Enough of a digest that a changed picture or colour has another address.
_VERSION = 12


def office_shown(request: HttpRequest) -> OfficeShown | None:
    """Name, colours and emblem of the office, None before it is set up; one query."""
    row = Office.objects.values_list("name", "look__accent", "look__emblem_digest").first()
    if row is None:
        return None
    name, accent, digest = row
    return OfficeShown(
        name=name,
        colours_url=f"{reverse('setup:colours')}?v={accent.removeprefix('#')}" if accent else "",
        emblem_url=f"{reverse('setup:emblem_file')}?v={digest[:_VERSION]}" if digest else "",
    )


def missing_count(request: HttpRequest) -> int:
    """How much the set-up lacks, for administrators; 0 for everybody else."""
    user = cast(User, request.user)
    if not user.has_perm("setup.manage"):
        return 0
    return len(what_is_missing(clock.today()).open)
