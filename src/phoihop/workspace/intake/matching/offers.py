"""What is offered for a fact."""

from collections.abc import Sequence
from dataclasses import dataclass, field

SURE = 90
# From here on the name is the same: a second such record leaves the choice to a person.
SAME_NAME = SURE - 20


@dataclass(frozen=True)
class Candidate:
    """A record we have: `score` of 90 or more means that name and circumstances fit.

    warning: why the text can hardly mean it, as that it had ended before.
    """

    pk: int
    label: str
    detail: str
    reason: str
    score: int
    warning: str = ""


@dataclass(frozen=True)
class Suggestions:
    """What is offered for one fact, the likeliest first."""

    candidates: Sequence[Candidate] = field(default_factory=list)

    @property
    def sure(self) -> Candidate | None:
        """The one record that fits; None when none or several do."""
        good = [one for one in self.candidates if one.score >= SURE]
        same_name = [one for one in self.candidates if one.score >= SAME_NAME]
        return good[0] if len(good) == 1 and len(same_name) == 1 else None
