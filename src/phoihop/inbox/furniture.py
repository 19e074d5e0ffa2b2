"""What the frame of every page asks of this room."""

from typing import cast

from django.http import HttpRequest

from phoihop.accounts.models import User
from phoihop.inbox.reading import unseen_count


def inbox_count(request: HttpRequest) -> int:
    """The figure in the bell: how many notices this user has not seen."""
    return unseen_count(cast(User, request.user))
