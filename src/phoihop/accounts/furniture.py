"""What the frame of every page shows of this room."""

from typing import cast

from django.http import HttpRequest

from phoihop.accounts.delegating import Held, held_by
from phoihop.accounts.models import User
from phoihop.ui import clock


def standing_in(request: HttpRequest) -> list[Held]:
    """For whom this user may act today; no query for those who stand in for nobody."""
    return held_by(cast(User, request.user), clock.today())
