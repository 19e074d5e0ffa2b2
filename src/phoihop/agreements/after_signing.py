"""What other rooms carry out once an agreement is signed, in the transaction of the signing."""

from datetime import datetime
from typing import Protocol

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement


class Consequence(Protocol):
    """Carries something out for an agreement that was signed just now."""

    def __call__(self, agreement: Agreement, *, by: User, at: datetime) -> None: ...


_consequences: list[Consequence] = []


def declare(consequence: Consequence) -> None:
    """Let it be carried out at every signing; each once, however often it is declared."""
    if consequence not in _consequences:
        _consequences.append(consequence)


def carry_out(agreement: Agreement, *, by: User, at: datetime) -> None:
    """All that was declared, in that order."""
    for consequence in _consequences:
        consequence(agreement, by=by, at=at)
