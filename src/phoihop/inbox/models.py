"""What is said about records, who follows them, and what each person has not seen yet.

Records are named by (kind, object_id), as in the history and in the search index.
"""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency

LONGEST_COMMENT = 4000
LONGEST_WORDS = 500


class Follow(models.Model):
    """A person, acting for an agency, is told what happens to a record.

    A row with `stopped_at` says that the person does not want to be: nothing that follows by
    itself begins it again.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    since = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="follow_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "kind", "object_id"], name="follow_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.object_id}"


class Notice(models.Model):
    """What a person has to be told about one record; what comes before it is seen adds up here.

    `said` holds one entry for each verb, the newest first: {"verb", "count", "words", "by", "at"}
    with the last words, the names of who did it and when last. The record's name is not kept:
    who may no longer see the record must not learn it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    # For which of the person's agencies: rights follow from the one acted for.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    said = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    # Nobody could do anything but obey: these cannot be switched off.
    is_duty = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)
    # 0 unseen, 1 seen: what the list is ordered by.
    seen = models.GeneratedField(
        expression=Case(When(seen_at=None, then=Value(0)), default=Value(1)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["user", "agency", "seen", "-last_at", "-id"], name="notice_list"),
            models.Index(fields=["seen", "last_at"], name="notice_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "kind", "object_id"],
                condition=Q(seen_at=None),
                name="notice_adds_up",
            ),
            models.CheckConstraint(
                name="notice_last_not_before_first", condition=Q(last_at__gte=F("first_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.object_id} ({self.count})"


class SwitchedOff(models.Model):
    """A choice of the person: notices of this group do not come, or this does not make one follow.

    what: a key of `choices.groups()`.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    what = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "what"], name="switched_off_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.what}"


class Comment(models.Model):
    """One thing said about a record; an answer has a `parent`, and no answers of its own."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Plain text in normal form; empty once it was taken back, then the history alone has it.
    words = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # The form's own key: posting the same form twice makes one comment.
    form_key = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["kind", "object_id", "-at", "-id"], name="comment_of_record")
        ]
        constraints = [
            models.CheckConstraint(
                name="comment_says_something_or_is_withdrawn",
                condition=(Q(withdrawn_at=None) & ~Q(words=""))
                | Q(withdrawn_at__isnull=False, words=""),
            )
        ]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        """The place of this comment on the page of its record's discussion."""
        from phoihop.inbox.registry import talk_of  # noqa: PLC0415 -- declared by rooms above

        return f"{talk_of(self.kind).talk_url(self.object_id)}?den={self.pk}#trao-doi-{self.pk}"


class CommentVersion(models.Model):
    """An earlier wording of a comment, and until when it stood."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions")
    words = models.TextField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words[:80]


class Mention(models.Model):
    """A person is named in a comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.user_id}"
