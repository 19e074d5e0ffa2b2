"""The way of an incoming paper: its number of arrival, and what a leader wrote on it (bút phê)."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.documents.querysets import InstructionQuerySet

if TYPE_CHECKING:
    from phoihop.documents.models import Document


class ArrivalBook(models.Model):
    """The incoming register of one year: which number was given last (NĐ 30/2020/NĐ-CP, Điều 22).

    Locked when a number is taken. An office that begins within a year sets the last number that
    stands in its paper book.
    """

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="arrival_books")
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number used"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "year"], name="arrival_book_once")]

    def __str__(self) -> str:
        return str(self.year)


class Instruction(models.Model):
    """A bút phê: what a leader decided on an incoming paper.

    Its words never change. A correction is another one that replaces it; both stay readable.
    Of a secret paper it says only who wrote it and when (see services.instruct).
    """

    document: "models.ForeignKey[Document, Document]" = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="instructions"
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    # As they were called on that day; the official is linked where the register knows one.
    leader = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+")
    leader_name = models.CharField(_("leader"), max_length=120)
    leader_title = models.CharField(_("title of the leader"), max_length=200, blank=True)
    given_on = models.DateField(_("written on"))
    # Written on the paper itself and entered by a clerk.
    on_paper = models.BooleanField(default=False)
    words = models.TextField(_("words of the instruction"), blank=True)
    answer_wanted = models.BooleanField(_("answer wanted"), default=False)
    answer_due_on = models.DateField(_("answer due on"), null=True, blank=True)
    informed = models.ManyToManyField(Agency, related_name="instructions_to_know")
    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    form_key = models.UUIDField(null=True, editable=False)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entered_by", "form_key"], name="instruction_form_key_once"
            ),
            models.CheckConstraint(
                name="instruction_names_its_leader", condition=~Q(leader_name="")
            ),
            models.CheckConstraint(
                name="instruction_answer_due_is_wanted",
                condition=Q(answer_due_on=None) | Q(answer_wanted=True),
            ),
            models.CheckConstraint(
                name="instruction_not_its_own_correction",
                condition=Q(replaces=None) | ~Q(pk=F("replaces")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader_name}, {self.given_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """The instruction on the page of its paper."""
        page = reverse("documents:detail", args=[self.document_id])
        return f"{page}#instruction-{self.pk}"


class Duty(models.Model):
    """One duty that an instruction names: who leads, who coordinates, what, by when."""

    instruction = models.ForeignKey(Instruction, models.CASCADE, related_name="duties")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(_("what is to be done"), max_length=500)
    lead_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    coordinating = models.ManyToManyField(Agency, related_name="+")
    due_on = models.DateField(_("due date"), null=True, blank=True)
    # When it became a task; said by the room above, which keeps the task.
    assigned_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["instruction", "order"]
        constraints = [
            models.UniqueConstraint(fields=["instruction", "order"], name="duty_order_once"),
            models.CheckConstraint(name="duty_says_what", condition=~Q(what="")),
        ]

    def __str__(self) -> str:
        return self.what
