"""Searches that people keep, and what is new in them."""

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from phoihop.accounts.checks import locked
from phoihop.accounts.models import Membership, User
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.audit import services as audit
from phoihop.inbox import services as inbox
from phoihop.search.engine import Audience, count_newer, newest
from phoihop.workspace.errors import NothingToSave, TooManySaved
from phoihop.workspace.models import SavedSearch
from phoihop.workspace.narrowing import ASKED, SearchForm, filters_of, kinds_of

_MOST = 50
_LONGEST_NAME = 120
_LONGEST_QUERY = 600
_MOST_COUNTED = 1000


@transaction.atomic
def save_search(params: QueryDict, *, name: str, by: User, at: datetime) -> SavedSearch:
    """Keep a search for the agency acted for; the same one again only gets the new name.

    params: of the search page. Raises PermissionDenied, NothingToSave, TooManySaved.
    """
    agency = by.acting_agency
    if agency is None:
        raise PermissionDenied
    words, query = params.get("q", "").strip(), canonical(params)
    if not words or len(query) > _LONGEST_QUERY:
        raise NothingToSave
    locked(by)  # posted twice at once, the second finds the row of the first
    mine = SavedSearch.objects.filter(user=by)
    there = mine.filter(agency=agency, query=query).first()
    if there is None and mine.count() >= _MOST:
        raise TooManySaved
    up_to = newest()
    saved = there or SavedSearch(
        user=by, agency=agency, query=query, saved_at=at, looked_at=up_to, checked=up_to
    )
    saved.name = (name.strip() or words)[:_LONGEST_NAME]
    saved.save()
    audit.record("search.saved", saved, by=by, at=at, query=query)
    return saved


@transaction.atomic
def forget_search(saved: SavedSearch, *, by: User, at: datetime) -> None:
    """Take it away for good. Raises PermissionDenied."""
    if saved.user_id != by.pk:
        raise PermissionDenied
    audit.record("search.forgotten", saved, by=by, at=at, query=saved.query)
    saved.delete()


@transaction.atomic
def set_tells(saved: SavedSearch, tells: bool, *, by: User, at: datetime) -> None:
    """Whether the owner is told of new results. Raises PermissionDenied."""
    if saved.user_id != by.pk:
        raise PermissionDenied
    audit.save_changes(saved, {"tells": tells}, verb="search.tells", by=by, at=at)


def note_looked(saved: SavedSearch, up_to: int) -> None:
    """The owner saw the results as they were when the index was at `up_to`."""
    SavedSearch.objects.filter(pk=saved.pk, looked_at__lt=up_to).update(
        looked_at=up_to, checked=up_to, new_found=0
    )


def check_all(at: datetime, progress: Callable[[int, int], None]) -> None:
    """Look for new results of every search whose owner wants to be told, and tell."""
    wanted = SavedSearch.objects.filter(tells=True, user__is_active=True)
    rows = list(wanted.select_related("user", "agency").order_by("pk"))
    for number, saved in enumerate(rows):
        _check(saved, at)
        progress(number + 1, len(rows))


@transaction.atomic
def _check(saved: SavedSearch, at: datetime) -> None:
    up_to = newest()
    membership = Membership.objects.current().filter(user=saved.user, agency=saved.agency)
    # As whom the search was saved: of two roles the one that was given first.
    acting = membership.select_related("agency").order_by("pk").first()
    if acting is None or up_to <= saved.looked_at:
        return
    saved.user.acting = acting
    # All that the owner did not see, counted anew: numbers are given before a row is committed,
    # so one below `checked` may have come in since.
    on = timezone.localtime(at).date()
    total = _newer(saved, on, than=saved.looked_at)
    newer = total > saved.new_found or (
        saved.looked_at < saved.checked < up_to and _newer(saved, on, than=saved.checked)
    )
    SavedSearch.objects.filter(pk=saved.pk).update(
        checked=up_to, new_found=min(total, _MOST_COUNTED)
    )
    if newer:
        inbox.notify(saved, "workspace.found_new", to=[saved.user], by=None, at=at)


def _newer(saved: SavedSearch, on: date, *, than: int) -> int:
    params = QueryDict(saved.query)
    filters = filters_of(SearchForm(params), kinds=kinds_of(params), on=on)
    audience = audience_for(saved.user, on)
    return count_newer(audience, params.get("q", ""), filters, than=than)


def canonical(params: QueryDict) -> str:
    """The address of a search without its page, so that the same search is kept once."""
    kept = QueryDict(mutable=True)
    for name in ASKED:
        if value := " ".join(params.get(name, "").split()):
            kept[name] = value
    return kept.urlencode()


def audience_for(user: User, on: date) -> Audience:
    """Who asks: the agency acted for, and the agencies an inspector reads whole."""
    scope = agencies_in_scope(user, on)
    agency = user.acting_agency
    return Audience(
        agency.pk if agency else None, None if scope is None else scope.values("agency")
    )
