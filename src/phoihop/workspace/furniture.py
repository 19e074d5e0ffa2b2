"""What the frame of every page asks of this room."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from phoihop.accounts.models import User
from phoihop.tasks.home import waiting_for
from phoihop.ui import clock
from phoihop.workspace.guide.screens import slug_for

_MOST = 100


def inbox_count(request: HttpRequest) -> int:
    """How many results wait for this user's answer, at most 100."""
    return waiting_for(cast(User, request.user), clock.today()).order_by()[:_MOST].count()


def guide_url(request: HttpRequest) -> str:
    """The page of the user guide about this screen, else its first page."""
    match = request.resolver_match
    slug = slug_for(match.view_name) if match else ""
    return reverse("workspace:guide_page", args=[slug]) if slug else reverse("workspace:guide")
