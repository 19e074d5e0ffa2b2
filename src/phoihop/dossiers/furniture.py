"""What the frame of every page asks of this room."""

from typing import cast

from django.http import HttpRequest

from phoihop.accounts.models import User


def can_file(request: HttpRequest) -> bool:
    """Whether records offer to be put into a dossier."""
    return cast(User, request.user).has_perm("dossiers.add_dossier")
