"""Texts handed in, and what was read from them until a person confirms it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.documents.models import Document, StoredFile
from phoihop.workspace.querysets import IntakeQuerySet, RedactionQuerySet, SavedSearchQuerySet


class Intake(models.Model):
    """A text as handed in. Nothing of it is a record before `confirmed_at`."""

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    # What was done to make it readable: "converted from TCVN3 (ABC)".
    notes = models.JSONField(default=list)
    # In percent, how sure the letters are; null for a text that is no scan.
    confidence = models.PositiveSmallIntegerField(null=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="intake")
    # [kind, id] of each record that confirming made, in that order: what can be taken back.
    made = models.JSONField(default=list)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-received_at"], name="intake_of_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "sha256"],
                condition=Q(discarded_at=None),
                name="intake_text_once",
            ),
            models.CheckConstraint(
                name="intake_confidence_in_percent",
                condition=Q(confidence=None) | Q(confidence__lte=100),
            ),
            models.CheckConstraint(
                name="intake_confirmed_whole",
                condition=Q(confirmed_at=None, confirmed_by=None, document=None)
                | Q(
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    document__isnull=False,
                    discarded_at=None,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workspace:intake_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Waits for a person."""
        return self.confirmed_at is None and self.discarded_at is None


class FactKind(models.TextChoices):
    """What the reader says a piece of text is."""

    HEADER = "header", _("The paper itself")
    EVENT = "event", _("Event")
    AGENCY = "agency", _("Agency")
    PERSON = "person", _("Person")
    DOCUMENT = "document", _("Document")
    AGREEMENT = "agreement", pgettext_lazy("fact read", "Agreement")
    TASK = "task", pgettext_lazy("fact read", "Task")
    ITEM = "item", pgettext_lazy("fact read", "Content")
    FIGURE = "figure", pgettext_lazy("fact read", "Figure")
    SECTION = "section", pgettext_lazy("fact read", "Part of the text")


# What one of our records may stand for before the text is confirmed.
LINKABLE = frozenset({FactKind.AGENCY, FactKind.PERSON, FactKind.DOCUMENT, FactKind.AGREEMENT})
# Long texts have many of these: what is left of one kind can be accepted in one act.
FURTHER = (FactKind.TASK, FactKind.ITEM, FactKind.FIGURE, FactKind.SECTION)


class Decision(models.TextChoices):
    """What a person said of a fact."""

    OPEN = "open", _("Not looked at")
    NEW = "new", _("Right, a new record")
    LINKED = "linked", _("Right, a record we have")
    DROPPED = "dropped", _("Left out")


class IntakeFact(models.Model):
    """One fact of the draft, where it stands in the text, and what a person decided."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="facts")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=FactKind)
    label = models.CharField(max_length=300)
    # Offsets in Unicode code points of Intake.text; null for what the text only implies.
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    # As read, and as corrected by a person; the shapes are in intake/draft.py and further.py.
    read = models.JSONField()
    value = models.JSONField()
    decision = models.CharField(max_length=7, choices=Decision, default=Decision.OPEN)
    # Of the record it is linked to; its kind follows from the fact's kind. Of a proposed task:
    # the task that was assigned from it, after the text was confirmed.
    linked_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Of a proposed task: read rightly, but no task is to come of it.
    aside_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="intake_fact_aside_is_proposal",
                condition=Q(aside_at=None) | Q(kind="task", decision="new"),
            ),
            models.UniqueConstraint(fields=["intake", "order"], name="intake_fact_order_once"),
            models.CheckConstraint(
                name="intake_fact_span",
                # Said in full: a check passes where one side is null.
                condition=Q(start=None, end=None)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
            ),
            models.CheckConstraint(
                name="intake_fact_linked_has_record",
                condition=Q(decision="linked", linked_id__isnull=False)
                | (~Q(decision="linked") & Q(linked_id=None)),
            ),
            models.CheckConstraint(
                name="intake_fact_decided_whole",
                condition=Q(decision="open", decided_at=None, decided_by=None)
                | (~Q(decision="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def number(self) -> int:
        """As shown on the mark and on the card."""
        return self.order + 1

    @property
    def is_open_proposal(self) -> bool:
        """Whether a task may be assigned from it, once its text was confirmed."""
        return self.decision == Decision.NEW and self.aside_at is None

    @property
    def can_link(self) -> bool:
        """Whether it may be one of our records."""
        return self.kind in LINKABLE

    @property
    def stays_open(self) -> bool:
        """A cited document without symbol and date: too little to register it by.

        Accepted without a link, it is a citation that somebody resolves later.
        """
        value = self.value
        return self.kind == FactKind.DOCUMENT and not (
            (value["code"] and value["symbol"]) or (value["number"] is not None and value["date"])
        )


class IntakeStep(models.Model):
    """An act on a draft, and how its facts stood before: the last one can be taken back."""

    class What(models.TextChoices):
        """What was done."""

        ACCEPTED = "accepted", _("Said to be right")
        LINKED = "linked", pgettext_lazy("fact read", "Linked")
        CORRECTED = "corrected", pgettext_lazy("fact read", "Corrected")
        DROPPED = "dropped", _("Left out")
        REOPENED = "reopened", _("Opened again")
        ALL_SURE = "all_sure", _("Linked all that fit one record")
        REST = "rest", _("Said that the rest of one kind is right")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=9, choices=What)
    # Of the fact it was done on.
    number = models.PositiveSmallIntegerField()
    # One entry for each fact that it changed; see intake.steps.state_of.
    before = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.get_what_display()}"

    @property
    def places(self) -> int:
        """How many facts it changed."""
        return len(self.before)


class SavedSearch(models.Model):
    """A search that somebody keeps, and is told of when something new would be found.

    Entries of the index are numbered: those above `looked_at` are new to the owner, those above
    `checked` were not looked for yet. `new_found` is what the last check found beyond `looked_at`.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="saved_searches")
    # What may be found is what this agency may see.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    # The address of the search page: "q=tiem+chung&year=2026".
    query = models.CharField(max_length=600)
    tells = models.BooleanField(_("tell me of new results"), default=True)
    saved_at = models.DateTimeField()
    looked_at = models.BigIntegerField(default=0)
    checked = models.BigIntegerField(default=0)
    new_found = models.PositiveSmallIntegerField(default=0)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "agency", "query"], name="saved_search_once"),
            models.CheckConstraint(name="saved_search_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('workspace:search')}?{self.query}&saved={self.pk}"


class TourEnd(models.Model):
    """This user said that the tour is over: Today offers it no longer."""

    user = models.OneToOneField(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user)


class Redaction(models.Model):
    """Words or a file that an administrator has taken away everywhere.

    While it is prepared it holds the words and what was found; once done or dropped it holds
    neither, only who, when, on what ground and how many places.
    """

    words = models.CharField(_("words"), max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    basis = models.CharField(_("legal ground"), max_length=120)
    reason = models.TextField(_("reason"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    # {"forms": {as written: times}, "places": […], "files": [ids]}; see redaction.finding.
    found = models.JSONField(default=dict)
    # {kind of record: rows}; stays.
    counts = models.JSONField(default=dict)
    # Forms and files that were chosen, between the confirmation and the end.
    chosen = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    form_key = models.CharField(max_length=60, unique=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="redaction_says_why", condition=~Q(basis="") & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="redaction_forgets_its_words",
                condition=Q(done_at=None, dropped_at=None) | Q(words=""),
            ),
            models.CheckConstraint(
                name="redaction_done_or_dropped", condition=Q(done_at=None) | Q(dropped_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Redaction')} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("workspace:redaction", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped, and nobody has confirmed it yet."""
        return self.done_at is None and self.dropped_at is None and self.confirmed_at is None
