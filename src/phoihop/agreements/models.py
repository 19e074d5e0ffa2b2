"""Coordination programmes, regulations and plans: parties, contents, signing."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.due_words import due_words
from phoihop.agreements.opinion_models import Answer, OpinionRequest, OpinionRound, Proposal
from phoihop.agreements.party_models import (
    LegalBasis,
    Party,
    PartySuccessor,
    Signatory,
)
from phoihop.agreements.querysets import AgreementQuerySet, ContentItemQuerySet
from phoihop.agreements.term_models import (
    ItemOrigin,
    PlanCoordination,
    PlanItem,
    Review,
    ReviewKind,
    ReviewLine,
    ReviewNew,
    Termination,
    YearPlan,
)
from phoihop.agreements.text_models import (
    AgreementTemplate,
    Clause,
    Revision,
    Section,
    SectionKind,
)
from phoihop.documents.models import Document, NumberSeries, StoredFile

__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementState",
    "AgreementTemplate",
    "AgreementViewer",
    "Answer",
    "Clause",
    "ContentItem",
    "ContentLine",
    "ItemCoordination",
    "ItemOrigin",
    "LegalBasis",
    "OpinionRequest",
    "OpinionRound",
    "Party",
    "PartySuccessor",
    "PlanCoordination",
    "PlanItem",
    "Proposal",
    "Review",
    "ReviewKind",
    "ReviewLine",
    "ReviewNew",
    "Revision",
    "Section",
    "SectionKind",
    "Signatory",
    "Termination",
    "YearPlan",
]


class AgreementKind(models.TextChoices):
    """Sorts of văn bản phối hợp."""

    PROGRAMME = "programme", _("Coordination programme")
    REGULATION = "regulation", _("Coordination regulation")
    PLAN = "plan", _("Coordination plan")
    COMMITMENT = "commitment", _("Commitment")


class AgreementState(models.TextChoices):
    """Derived from facts (docs/decisions: states are never stored)."""

    DRAFT = "draft", _("Being drafted")
    OPINIONS = "opinions", _("Gathering opinions")
    READY = "ready", _("Ready to sign")
    SIGNING = "signing", _("Being signed")
    SIGNED = "signed", _("Signed, not yet in force")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Expired")
    RENEWED = "renewed", _("Continued by another")
    ENDED = "ended", _("Terminated")


class Agreement(models.Model):
    """A văn bản phối hợp between 2 to n parties. Once signed its text is frozen."""

    kind = models.CharField(_("kind"), max_length=10, choices=AgreementKind)
    owner = models.ForeignKey(
        Agency, models.PROTECT, related_name="drafted_agreements", verbose_name=_("drafted by")
    )
    title = models.CharField(_("title"), max_length=300)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    # Since when the parties are asked for their opinions; both empty once it is taken back.
    sent_at = models.DateTimeField(null=True, editable=False)
    answer_by = models.DateField(null=True, editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    ready_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    # The day of the first signature, while others are still to come.
    signing_from = models.DateField(null=True, editable=False)
    # The paper's own date and number; taken when the signing is confirmed.
    signed_on = models.DateField(_("signed on"), null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    place = models.CharField(_("place of signing"), max_length=120, blank=True, editable=False)
    code = models.CharField(_("number and symbol"), max_length=60, blank=True, editable=False)
    code_key = models.CharField(max_length=60, blank=True, editable=False)
    series = models.ForeignKey(
        NumberSeries, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    paper = models.OneToOneField(
        Document, models.PROTECT, null=True, editable=False, related_name="agreement"
    )
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )
    scan_name = models.CharField(max_length=200, blank=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    # An amendment is an agreement of its own that carries the whole new text.
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="amendments"
    )
    amendment_number = models.PositiveSmallIntegerField(null=True, editable=False)
    # "Ký tiếp": the agreement that this one continues; the other knows from which day on.
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="renewals"
    )
    renewed_on = models.DateField(null=True, editable=False)
    # The day on which the parties were reminded of the term's end.
    reminded_on = models.DateField(null=True, editable=False)
    # "Tạo mỗi bên một văn bản": the draft this one was copied from (docs/decisions: D2).
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="copies"
    )
    # The paper of an earlier year that this one was begun from.
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="begun_from_it"
    )
    # Of the form that made it: the same form posted twice makes one agreement.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    # The words the list is filtered by.
    title_folded = models.CharField(max_length=300, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    # Put there by `with_replacing`.
    replaced_on: date | None

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["code_key"], name="agreement_code_key")]
        constraints = [
            models.CheckConstraint(name="agreement_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="agreement_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="agreement_ready_at_and_by_together",
                condition=Q(ready_at=None, ready_by=None)
                | Q(ready_at__isnull=False, ready_by__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_sent_with_a_day",
                condition=Q(sent_at=None, answer_by=None)
                | Q(sent_at__isnull=False, answer_by__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_signing_is_ready",
                condition=Q(signing_from=None) | Q(ready_at__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_signed_whole",
                condition=Q(signed_at=None, signed_by=None, signed_on=None)
                | Q(
                    signed_at__isnull=False,
                    signed_by__isnull=False,
                    signed_on__isnull=False,
                    ready_at__isnull=False,
                    valid_from__isnull=False,
                    scan__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="agreement_signed_never_hidden",
                condition=Q(signed_at=None) | Q(hidden_at=None),
                violation_error_message=_("A signed paper cannot be deleted."),
            ),
            # With a condition, which SQLite keeps as an index: the frozen table is not rebuilt.
            models.UniqueConstraint(
                fields=["amends", "amendment_number"],
                condition=Q(amends__isnull=False),
                name="amendment_number_once",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(renews__isnull=False, signed_at__isnull=False),
                name="agreement_renewed_once",
            ),
            models.CheckConstraint(
                name="agreement_hidden_at_and_by_together",
                condition=Q(hidden_at=None, hidden_by=None)
                | Q(hidden_at__isnull=False, hidden_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        self.code_key = vntext.symbol_key(self.code)[:60]
        self.title_folded = vntext.fold(self.title)[:300]
        fields = kwargs.get("update_fields")
        if isinstance(fields, list):
            kwargs["update_fields"] = [*fields, "code_key", "title_folded"]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments

    def get_absolute_url(self) -> str:
        return reverse("agreements:detail", args=[self.pk])

    @cached_property
    def drafter_successors(self) -> list[PartySuccessor]:
        """Who took over from the drafting agency as a party; see acting.py for what that means."""
        rows = PartySuccessor.objects.filter(party__agreement=self.pk, party__agency=self.owner_id)
        return list(rows.select_related("agency"))

    @property
    def is_signed(self) -> bool:
        """Its text is frozen."""
        return self.signed_at is not None

    @property
    def is_shared(self) -> bool:
        """Its parties see it: it was sent for opinions, or is ready to sign."""
        return self.ready_at is not None or self.sent_at is not None

    def state(self, on: date) -> AgreementState:
        """The state that day, derived from the facts."""
        if self.signed_on is None:
            return self._state_before_signing()
        # An amendment ends with what it amends.
        whole = self.amends or self
        if whole.ended_on is not None and whole.ended_on <= on:
            return AgreementState.ENDED
        if whole.renewed_on is not None and whole.renewed_on <= on:
            return AgreementState.RENEWED
        if self.valid_from is not None and on < self.valid_from:
            return AgreementState.SIGNED
        return AgreementState.EXPIRED if self._is_over(on) else AgreementState.IN_FORCE

    def _is_over(self, on: date) -> bool:
        """Behind its last day, or behind a later amendment."""
        if self.valid_to is not None and self.valid_to < on:
            return True
        replaced = self._replaced_on()
        return replaced is not None and replaced <= on

    def _replaced_on(self) -> date | None:
        """From which day a later amendment stands in place of this one; None for never.

        Loaded by `with_replacing`, else asked for.
        """
        if self.amends_id is None:
            return None
        if not hasattr(self, "replaced_on"):
            self.replaced_on = Agreement.objects.with_replacing().get(pk=self.pk).replaced_on
        return self.replaced_on

    def _state_before_signing(self) -> AgreementState:
        if self.signing_from is not None:
            return AgreementState.SIGNING
        if self.ready_at is not None:
            return AgreementState.READY
        return AgreementState.DRAFT if self.sent_at is None else AgreementState.OPINIONS


class ContentLine(models.Model):
    """The stable line of one content through revisions and year plans."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="lines")
    # Stays the same in copies and amendments, so that texts can be compared content by content.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.pk}"


class ContentItem(models.Model):
    """A nội dung phối hợp: who leads, who coordinates, what comes out, by when."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="items")
    line = models.ForeignKey(ContentLine, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("content"))
    lead_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_items",
        verbose_name=_("lead agency"),
    )
    coordinating_agencies = models.ManyToManyField(
        Agency, through="ItemCoordination", related_name="coordinated_items"
    )
    period_text = models.CharField(_("period as written"), max_length=120, blank=True)
    product = models.CharField(_("product"), max_length=300, blank=True)
    # As phoihop.periods.DueRule writes it: "on:2019-05-31", "quarterly:20", "standing".
    due_rule = models.CharField(_("due"), max_length=40, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    # Of the form that made it: the same form posted twice makes one item.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    # From which day on an amendment no longer has it, where year_contents looked that up.
    dropped_on: date | None = None

    objects = ContentItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="content_item_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="content_item_weight_positive",
                condition=Q(weight__gte=1),
                violation_error_message=_("The weight is at least 1."),
            ),
            models.UniqueConstraint(fields=["agreement", "line"], name="content_item_line_once"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Its row on the page of the agreement."""
        return f"{reverse('agreements:detail', args=[self.agreement_id])}#noi-dung-{self.pk}"

    @property
    def due_words(self) -> str:
        """The due rule as the office says it; "" without one."""
        return due_words(self.due_rule)


class ItemCoordination(models.Model):
    """An agency coordinates in a content item."""

    item = models.ForeignKey(ContentItem, models.CASCADE, related_name="coordinations")
    agency = models.ForeignKey(Agency, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "agency"], name="item_coordination_once")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class AgreementViewer(models.Model):
    """Derived: members of `agency` may see `agreement`. Kept by the services."""

    pk = models.CompositePrimaryKey("agency_id", "agreement_id")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="viewers")

    class Meta:
        indexes = [models.Index(fields=["agreement"], name="agreement_viewer_agreement")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.agreement_id}"
