"""What a person wants to be told."""

from collections.abc import Collection

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.inbox.models import SwitchedOff


def switched_off_by(user: User) -> frozenset[str]:
    """The keys of what the user switched off: groups of notices, ways of following."""
    return frozenset(SwitchedOff.objects.filter(user=user).values_list("what", flat=True))


@transaction.atomic
def switch_off(user: User, keys: Collection[str]) -> None:
    """Let exactly these be off; notices already written stay."""
    SwitchedOff.objects.filter(user=user).exclude(what__in=keys).delete()
    SwitchedOff.objects.bulk_create(
        [SwitchedOff(user=user, what=key) for key in sorted(keys)], ignore_conflicts=True
    )
