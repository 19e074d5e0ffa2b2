"""The text that someone is about to change: locked, theirs and still open."""

from django.core.exceptions import PermissionDenied

from phoihop.accounts.models import User
from phoihop.workspace.errors import IntakeClosed
from phoihop.workspace.intake.receive import may_hand_in
from phoihop.workspace.models import Intake


def open_intake(pk: int, by: User) -> Intake:
    """Lock the text for this transaction. Raises PermissionDenied, IntakeClosed."""
    intake = Intake.objects.select_for_update().get(pk=pk)
    if not may_hand_in(by) or intake.owner != by.acting_agency:
        raise PermissionDenied
    if not intake.is_open:
        raise IntakeClosed
    return intake
