"""What is missing on the list may be put aside by an administrator, and taken up again."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.audit import services as audit
from phoihop.setup import errors
from phoihop.setup.missing import MAY_BE_PUT_ASIDE
from phoihop.setup.models import PutAside


@transaction.atomic
def put_aside(key: str, *, by: User, at: datetime) -> None:
    """This office does not need it; twice is as once.

    Raises PermissionDenied, NoOffice, NotPutAside.
    """
    office = _office(by)
    if key not in MAY_BE_PUT_ASIDE:
        raise errors.NotPutAside
    _row, made = PutAside.objects.get_or_create(key=key, defaults={"by": by, "at": at})
    if made:
        audit.record("office.put_aside", office, by=by, at=at, item=key)


@transaction.atomic
def take_up(key: str, *, by: User, at: datetime) -> None:
    """Show it among what is missing again; twice is as once. Raises PermissionDenied, NoOffice."""
    office = _office(by)
    deleted, _kinds = PutAside.objects.filter(key=key).delete()
    if deleted:
        audit.record("office.taken_up", office, by=by, at=at, item=key)


def _office(by: User) -> Office:
    if not by.has_perm("setup.manage"):
        raise PermissionDenied
    office = Office.objects.select_for_update().first()
    if office is None:
        raise errors.NoOffice
    return office
