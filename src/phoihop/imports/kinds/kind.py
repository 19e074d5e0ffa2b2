"""What every kind of records says of itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from phoihop.accounts.models import User
from phoihop.imports.findings import Act, Asking, Done, Finding
from phoihop.sheets import DEFAULT, Row, Sheet

Words = str | Promise


@dataclass(frozen=True)
class ImportKind:
    """slug: in addresses. back: the list that the records stand in.

    secret: whoever may not import them must not know of them (404, not 403).
    find: looks at all lines and changes nothing. carry_out: makes the records of sound findings,
    in the transaction of the caller.
    """

    key: str
    slug: str
    title: Words
    lede: Words
    permission: str
    back: str
    sheet: Callable[[], Sheet]
    offers: Callable[[User], Mapping[str, Sequence[str]]]
    find: Callable[[Sequence[Row], Asking], list[Finding]]
    carry_out: Callable[[Sequence[Finding], Act], Done]
    secret: bool = False
    # Lines that are checked and imported while the page waits; more go to the worker.
    at_once: int = 500
    # Lines of one file; all are imported in one transaction, which others wait for.
    most: int = DEFAULT.lines

    def may_import(self, user: User) -> bool:
        """Whether the user, acting as now, may import these records."""
        return user.acting_agency is not None and user.has_perm(self.permission)
