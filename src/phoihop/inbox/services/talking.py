"""Say something about a record, mend it, take it back."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.inbox import errors
from phoihop.inbox.audience import Telling
from phoihop.inbox.index import forget_comment, index_comment
from phoihop.inbox.mentions import names_in, readers_named
from phoihop.inbox.models import LONGEST_COMMENT, Comment, CommentVersion, Follow, Mention
from phoihop.inbox.reading import comments_for
from phoihop.inbox.registry import kind_of, talk_of
from phoihop.inbox.services.following import COMMENTED as FOLLOWS_FOR_COMMENT
from phoihop.inbox.services.following import follow_quietly
from phoihop.inbox.services.notices import notify_many, replace_words
from phoihop.inbox.verbs import COMMENTED, MENTIONED, REPLIED


@dataclass(frozen=True)
class CommentFacts:
    """What is said; `mentions` are ids of persons chosen beside those named in the words."""

    words: str
    mentions: Collection[int] = ()
    parent: Comment | None = None


@transaction.atomic
def write_comment(
    record: Any, facts: CommentFacts, *, by: User, at: datetime, form_key: str = ""
) -> Comment:
    """Say something about a record whose words the user reads; who is concerned is told.

    Raises PermissionDenied, TalkClosed, CommentEmpty, CommentTooLong, MentionRefused,
    AnswerNotHere, CommentWithdrawn, FormUsed. The same form_key again gives the first comment.
    """
    agency = by.acting_agency
    if agency is None or not _may_write(by, record):
        raise PermissionDenied
    form_key = form_key or uuid.uuid4().hex
    if (written := _written_by_form(form_key, record, by)) is not None:
        return written
    words = _checked(facts.words, record)
    _check_parent(facts.parent, record, by)
    mentioned = _mentioned(record, words, facts.mentions, at)
    comment = Comment.objects.create(
        kind=kind_of(record),
        object_id=record.pk,
        parent=facts.parent,
        by=by,
        agency=agency,
        at=at,
        words=words,
        form_key=form_key,
    )
    _spread(comment, record, mentioned)
    follow_quietly(FOLLOWS_FOR_COMMENT, [(by.pk, agency.pk)], [record], at)
    return comment


def _written_by_form(form_key: str, record: Any, by: User) -> Comment | None:
    """What the same form wrote already; raises FormUsed where it was another's or of another."""
    # Two posts of one form by one person wait for each other here.
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    sent = Comment.objects.filter(form_key=form_key).first()
    said_here = (by.pk, kind_of(record), record.pk)
    if sent is not None and (sent.by_id, sent.kind, sent.object_id) != said_here:
        raise errors.FormUsed
    return sent


def _spread(comment: Comment, record: Any, mentioned: Mapping[str, int]) -> None:
    """What follows from a new comment: whom it names, its trace, who is told, how it is found."""
    Mention.objects.bulk_create(Mention(comment=comment, user_id=pk) for pk in mentioned.values())
    said: dict[str, tuple[object, object]] = {"comment": (None, comment.words)}
    if mentioned:
        said["mentions"] = (None, [f"@{name}" for name in sorted(mentioned)])
    audit.record("comment.written", record, by=comment.by, at=comment.at, changes=said)
    _tell(comment, record, set(mentioned.values()))
    index_comment(comment, record)


def _may_write(by: User, record: Any) -> bool:
    readable = talk_of(kind_of(record)).readers(by)
    return by.has_perm("inbox.write_comment", record) and readable.filter(pk=record.pk).exists()


def _checked(text: str, record: Any) -> str:
    if not talk_of(kind_of(record)).takes_words(record):
        raise errors.TalkClosed
    words = vntext.nfc(text.replace("\r\n", "\n").replace("\0", "")).strip()
    if not words:
        raise errors.CommentEmpty
    if len(words) > LONGEST_COMMENT:
        raise errors.CommentTooLong
    return words


def _check_parent(parent: Comment | None, record: Any, by: User) -> None:
    if parent is None:
        return
    if not comments_for(by, record).filter(pk=parent.pk).exists():
        raise PermissionDenied
    if parent.parent_id is not None:
        raise errors.AnswerNotHere
    if parent.withdrawn_at is not None:
        raise errors.CommentWithdrawn


def _mentioned(record: Any, words: str, picked: Collection[int], at: datetime) -> dict[str, int]:
    """{user name: id} of all who are mentioned; raises MentionRefused for who cannot be."""
    names = names_in(words)
    found = readers_named(record, names, picked, timezone.localtime(at).date())
    missing = sorted(names - found.keys())
    if not missing and set(picked) - set(found.values()):
        chosen = User.objects.filter(pk__in=set(picked) - set(found.values()))
        missing = sorted(chosen.values_list("username", flat=True)) or ["?"]
    if missing:
        raise errors.MentionRefused(missing)
    return found


def _tell(comment: Comment, record: Any, mentioned: set[int]) -> None:
    """Each is told once: as mentioned, else as answered, else as one who takes part."""
    by, at, words = comment.by, comment.at, comment.words
    if mentioned:
        named = Telling(record=record, words=words, users=mentioned)
        notify_many(MENTIONED, [named], by=by, at=at)
    told = set(mentioned)
    if comment.parent is not None and comment.parent.by_id not in told:
        told.add(comment.parent.by_id)
        asked = Telling(record=record, words=words, users={comment.parent.by_id})
        notify_many(REPLIED, [asked], by=by, at=at)
    rest = Telling(
        record=record, words=words, users=_took_part(comment), followers=True, without=told
    )
    notify_many(COMMENTED, [rest], by=by, at=at)


def _took_part(comment: Comment) -> set[int]:
    """Who wrote about the record before, without those who do not want to follow it."""
    place = {"kind": comment.kind, "object_id": comment.object_id}
    stopped = Follow.objects.filter(**place, stopped_at__isnull=False)
    writers = Comment.objects.filter(**place).exclude(by__in=stopped.values("user"))
    return set(writers.order_by().values_list("by", flat=True).distinct())


@transaction.atomic
def edit_comment(comment: Comment, words: str, *, by: User, at: datetime) -> Comment:
    """Mend one's own words; the earlier ones stay readable. Who is newly named is told.

    Raises PermissionDenied, CommentWithdrawn, TalkClosed, CommentEmpty, CommentTooLong,
    MentionRefused.
    """
    comment, record = _own(comment, by)
    old, new = comment.words, _checked(words, record)
    if old == new:
        return comment
    mentioned = _mentioned(record, new, (), at)
    CommentVersion.objects.create(comment=comment, words=old, until=at)
    comment.words, comment.edited_at = new, at
    comment.save(update_fields=["words", "edited_at"])
    before = set(comment.mentions.values_list("user", flat=True))
    added = set(mentioned.values()) - before
    Mention.objects.bulk_create(Mention(comment=comment, user_id=pk) for pk in added)
    audit.record("comment.edited", record, by=by, at=at, changes={"comment": (old, new)})
    replace_words(record, old, new)
    if added:
        telling = Telling(record=record, words=new, users=added)
        notify_many(MENTIONED, [telling], by=by, at=at)
    index_comment(comment, record)
    return comment


@transaction.atomic
def withdraw_comment(comment: Comment, *, by: User, at: datetime) -> Comment:
    """Take one's own words back: the place stays and says so, the history keeps them.

    Raises PermissionDenied, CommentWithdrawn.
    """
    comment, record = _own(comment, by)
    old = comment.words
    forget_comment(comment)
    comment.versions.all().delete()
    comment.mentions.all().delete()
    comment.words, comment.withdrawn_at = "", at
    comment.save(update_fields=["words", "withdrawn_at"])
    audit.record("comment.withdrawn", record, by=by, at=at, changes={"comment": (old, None)})
    replace_words(record, old, "")
    return comment


def _own(comment: Comment, by: User) -> tuple[Comment, Any]:
    """The comment, locked, and its record, if the user wrote the one and still reads the other."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    record = talk_of(comment.kind).readers(by).filter(pk=comment.object_id).first()
    if record is None or not by.has_perm("inbox.change_comment", comment):
        raise PermissionDenied
    if comment.withdrawn_at is not None:
        raise errors.CommentWithdrawn
    return comment, record
