"""What the frame of every page asks of this room."""

from typing import cast

from django.http import HttpRequest

from phoihop.accounts.models import User


def can_assign(request: HttpRequest) -> bool:
    """Whether the button "Giao nhiệm vụ" is shown."""
    return cast(User, request.user).has_perm("tasks.assign_task")
