"""What the frame of every page asks of this room."""

from typing import cast

from django.http import HttpRequest

from phoihop.accounts.models import User
from phoihop.tasks.home import waiting_for
from phoihop.ui import clock

_MOST = 100


def inbox_count(request: HttpRequest) -> int:
    """How many results wait for this user's answer, at most 100."""
    return waiting_for(cast(User, request.user), clock.today()).order_by()[:_MOST].count()
