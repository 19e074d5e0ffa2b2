"""What the parties say to a draft: rounds, who is asked, what is proposed, how it was settled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.text_models import LONGEST_CLAUSE, Clause, Revision


class OpinionRound(models.Model):
    """A draft sent to its parties, until it is ready to sign or taken back."""

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    answer_by = models.DateField(_("answer by"))
    note = models.CharField(_("accompanying words"), max_length=1000, blank=True)
    # Each party reads the words of the others once the round is closed; else at once.
    hides_answers = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="opinion_round_once"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(closed_at=None),
                name="opinion_round_one_open",
            ),
            models.CheckConstraint(
                name="opinion_round_closed_at_and_by_together",
                condition=Q(closed_at=None, closed_by=None, withdrawn=False)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"


class Answer(models.TextChoices):
    """What a party said. DEEMED: its silence was recorded as consent."""

    NONE = "", _("no answer")
    AGREED = "agreed", _("Agrees")
    PROPOSED = "proposed", _("Proposes changes")
    DEEMED = "deemed", _("Deemed to agree")


class OpinionRequest(models.Model):
    """A party is asked; asked again after a change, the earlier row is replaced and stays."""

    round = models.ForeignKey(OpinionRound, models.CASCADE, related_name="requests")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="opinion_requests")
    # The draft it is asked about.
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(_("answer by"))
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("accompanying words"), max_length=2000, blank=True)
    # Why silence was recorded as consent.
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"],
                condition=Q(replaced_at=None),
                name="opinion_request_one_standing",
            ),
            models.CheckConstraint(
                name="opinion_request_answered_whole",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="opinion_request_silence_has_reason",
                condition=~Q(answer="deemed") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.agency_id} {self.answer}"


class Proposal(models.Model):
    """A change that a party proposes, of one field of a content or clause, or in words."""

    class Field(models.TextChoices):
        """What is to be changed. WORDS: said in words only, the drafter enters it."""

        TEXT = "text", _("wording")
        HEADING = "heading", _("heading")
        PRODUCT = "product", _("product")
        DUE = "due_rule", _("time limit")
        LEAD = "lead_agency", _("lead agency")
        WORDS = "words", _("in words")

    request = models.ForeignKey(OpinionRequest, models.CASCADE, related_name="proposals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    # What it is about; both empty: the paper as a whole, or what has been taken out since.
    item = models.ForeignKey(
        "agreements.ContentItem", models.SET_NULL, null=True, related_name="proposals"
    )
    clause = models.ForeignKey(Clause, models.SET_NULL, null=True, related_name="proposals")
    about = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=20, choices=Field)
    old = models.TextField(max_length=LONGEST_CLAUSE, blank=True)
    new = models.TextField(max_length=LONGEST_CLAUSE, blank=True)
    new_agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("reason"), max_length=2000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    # When an accepted one stood in the draft.
    entered_at = models.DateTimeField(null=True)
    # Taken back by the party itself.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_settled_whole",
                condition=Q(accepted=None, settled_at=None, settled_by=None, entered_at=None)
                | Q(accepted__isnull=False, settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_declined_with_reason",
                condition=Q(accepted=None) | Q(accepted=True) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="proposal_says_something",
                condition=~Q(new="") | ~Q(words="") | ~Q(field="words"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.field}".strip()

    @property
    def is_open(self) -> bool:
        """Nobody has settled it, or what was accepted does not stand in the draft yet."""
        if self.withdrawn_at is not None:
            return False
        return self.accepted is None or (self.accepted and self.entered_at is None)
