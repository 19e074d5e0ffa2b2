"""The text of an agreement: sections and their clauses, drafts as sent, an office's templates."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.outline import Line, lines_of

LONGEST_CLAUSE = 100_000


class SectionKind(models.TextChoices):
    """What a part of the paper holds, in the order that is usual."""

    BASES = "bases", _("Legal bases")
    PURPOSE = "purpose", _("Purpose and requirements")
    PRINCIPLES = "principles", _("Principles of coordination")
    CONTENTS = "contents", _("Contents of coordination")
    METHODS = "methods", _("Methods of coordination")
    RESPONSIBILITIES = "responsibilities", _("Responsibilities of the parties")
    INFORMATION = "information", _("Information and reports")
    ORGANISATION = "organisation", _("Organisation of the work")
    TERM = "term", _("Term and entry into force")
    OTHER = "other", _("Other part")


class Section(models.Model):
    """A part of the paper under its heading. Legal bases and contents stand in their own rows."""

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="sections")
    # Stays the same in every copy and amendment, so that texts can be compared part by part.
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=SectionKind)
    title = models.CharField(_("heading"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "line"], name="section_line_once"),
            models.CheckConstraint(name="section_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """An article (điều) or paragraph of a section: its words, with points as outline.py reads."""

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="clauses")
    section = models.ForeignKey(Section, models.CASCADE, related_name="clauses")
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    text = models.TextField(_("wording"), max_length=LONGEST_CLAUSE, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    # Of the form that made it: the same form posted twice makes one clause.
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "line"], name="clause_line_once"),
            models.CheckConstraint(
                name="clause_says_something", condition=~Q(heading="") | ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.text[:80]

    @property
    def lines(self) -> list[Line]:
        """Its text line by line, each with the level of its point."""
        return lines_of(self.text)


class Revision(models.Model):
    """A draft as it was shown to the parties, whole, never changed (D26).

    What is taken over on one day adds up in one draft: it keeps its number, `step` counts on.
    """

    class Why(models.TextChoices):
        """On what occasion it was kept."""

        SENT = "sent", _("sent for opinions")
        TAKEN = "taken", _("a proposal was taken over")
        CHANGED = "changed", _("changed while opinions were gathered")
        READY = "ready", _("ready to sign")

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=10, choices=Why)
    # As snapshots.py writes and reads it.
    snapshot = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number", "step"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number", "step"], name="revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}.{self.step}"


class AgreementTemplate(models.Model):
    """A paper of the office's own to begin others from: its text and contents, without agencies."""

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("name of the template"), max_length=200)
    kind = models.CharField(max_length=10)
    # As beginning.py writes and reads it.
    body = models.JSONField()
    made_from = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, related_name="+", verbose_name=_("made from")
    )
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="agreement_template_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="agreement_template_hidden_at_and_by_together",
                condition=Q(hidden_at=None, hidden_by=None)
                | Q(hidden_at__isnull=False, hidden_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
