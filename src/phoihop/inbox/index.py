"""Comments are found by who reads them: entries of their own, with the readers of their record."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone

from phoihop.agencies.models import Agency
from phoihop.inbox.audience import viewers_of
from phoihop.inbox.models import Comment
from phoihop.inbox.registry import kind_of, talk_of
from phoihop.search import services as search
from phoihop.search.models import SearchEntry
from phoihop.search.services import Card

_LONGEST_TITLE = 150


def index_comment(comment: Comment, record: Any) -> None:
    """Let the comment be found."""
    viewers = viewers_of([record], words=True)[kind_of(record), record.pk]
    search.put_many([_card(comment, record, viewers)])


def forget_comment(comment: Comment) -> None:
    """Take a comment out of the index."""
    search.remove(comment)


def reindex_discussions(model: type[Model], ids: Iterable[int]) -> None:
    """Bring the readers of what was said about these records up to those of the records.

    Called by the rooms where who sees a record changes. One query where nothing was said; where
    the records are hidden, nothing of them is found.
    """
    wanted = list(ids)
    rows = Comment.objects.filter(
        kind=kind_of(model), object_id__in=wanted, withdrawn_at=None
    ).select_related("by", "agency")
    comments = list(rows)
    if not comments:
        return
    records = model._default_manager.in_bulk({comment.object_id for comment in comments})
    viewers = viewers_of(list(records.values()), words=True)
    cards, gone = [], []
    for comment in comments:
        if found := viewers.get((comment.kind, comment.object_id)):
            cards.append(_card(comment, records[comment.object_id], found))
        else:
            gone.append(comment.pk)
    search.put_many(cards)
    _remove(gone)


def _remove(ids: Sequence[int]) -> None:
    SearchEntry.objects.filter(kind=kind_of(Comment), object_id__in=ids).delete()


def _card(comment: Comment, record: Any, viewers: Iterable[int]) -> Card:
    talk = talk_of(comment.kind)

    def was_said_to(agency: int) -> bool:
        opened = talk.opened_at(agency, record)
        return opened is None or comment.at >= opened or agency == comment.agency_id

    places = [Agency(pk=pk) for pk in talk.places(record)]
    line = " ".join(comment.words.split())
    return Card(
        record=comment,
        title=line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE]} …",
        hint=f"{comment.by}, {comment.agency} · {record}",
        text=comment.words,
        date=timezone.localtime(comment.at).date(),
        owner=places[0] if places else None,
        also_owner=places[1] if len(places) > 1 else None,
        viewers=[agency for agency in viewers if was_said_to(agency)],
    )
