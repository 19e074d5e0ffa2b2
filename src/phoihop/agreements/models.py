"""Coordination programmes, regulations and plans: parties, contents, signing."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.due_words import due_words
from phoihop.agreements.querysets import AgreementQuerySet, ContentItemQuerySet
from phoihop.documents.models import Document, NumberSeries, StoredFile


class AgreementKind(models.TextChoices):
    """Sorts of văn bản phối hợp."""

    PROGRAMME = "programme", _("Coordination programme")
    REGULATION = "regulation", _("Coordination regulation")
    PLAN = "plan", _("Coordination plan")
    COMMITMENT = "commitment", _("Commitment")


class AgreementState(models.TextChoices):
    """Derived from facts (docs/decisions: states are never stored)."""

    DRAFT = "draft", _("Being drafted")
    READY = "ready", _("Ready to sign")
    SIGNED = "signed", _("Signed, not yet in force")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Terminated")


class Agreement(models.Model):
    """A văn bản phối hợp between 2 to n parties. Once signed its text is frozen."""

    kind = models.CharField(_("kind"), max_length=10, choices=AgreementKind)
    owner = models.ForeignKey(
        Agency, models.PROTECT, related_name="drafted_agreements", verbose_name=_("drafted by")
    )
    title = models.CharField(_("title"), max_length=300)
    purpose = models.TextField(_("purpose and requirements"), blank=True)
    principles = models.TextField(_("principles"), blank=True)
    methods = models.TextField(_("methods"), blank=True)
    information_regime = models.TextField(_("information and reports"), blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    ready_at = models.DateTimeField(null=True, editable=False)
    ready_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
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
    # "Tạo mỗi bên một văn bản": the draft this one was copied from (docs/decisions: D2).
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="copies"
    )
    # Of the form that made it: the same form posted twice makes one agreement.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    # The words the list is filtered by.
    title_folded = models.CharField(max_length=300, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

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

    @property
    def is_signed(self) -> bool:
        """Its text is frozen."""
        return self.signed_at is not None

    def state(self, on: date) -> AgreementState:
        """The state that day, derived from the facts."""
        if self.signed_on is None:
            return AgreementState.DRAFT if self.ready_at is None else AgreementState.READY
        if self.ended_on is not None and self.ended_on <= on:
            return AgreementState.ENDED
        if self.valid_from is not None and on < self.valid_from:
            return AgreementState.SIGNED
        if self.valid_to is not None and self.valid_to < on:
            return AgreementState.EXPIRED
        return AgreementState.IN_FORCE


class Party(models.Model):
    """A bên ký: an agency, or words for several that must be replaced before signing."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="party_rows"
    )
    # "12 cơ quan, đơn vị trong khối": a collective as a text names it.
    collective_name = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency"],
                name="party_once",
                violation_error_message=_("This agency is a party already."),
            ),
            models.CheckConstraint(
                name="party_agency_or_collective",
                condition=Q(agency__isnull=False, collective_name="")
                | (Q(agency=None) & ~Q(collective_name="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.agency) if self.agency_id else self.collective_name


class PartySuccessor(models.Model):
    """From a day on, `agency` stands in for a party that has ended; the signed text stays."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="successors")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    valid_from = models.DateField(_("from (day)"))
    paper = models.CharField(_("decided by"), max_length=250, blank=True)

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "agency"], name="party_successor_once")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class LegalBasis(models.Model):
    """A căn cứ, in the order in which the paper lists them."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="legal_bases")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document"],
                name="legal_basis_once",
                violation_error_message=_("This document is a legal basis already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


class YearPlan(models.Model):
    """The contents of one year under an agreement; a one-year agreement has just one."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="year_plans")
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["agreement", "year"], name="year_plan_once")]

    def __str__(self) -> str:
        return f"{self.year}"


class ContentLine(models.Model):
    """The stable line of one content through revisions and year plans."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="lines")

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


class Signatory(models.Model):
    """Who signed for a party, with position and authority mark as printed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    party = models.OneToOneField(Party, models.CASCADE, related_name="signatory")
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    name = models.CharField(_("full name"), max_length=120)
    title = models.CharField(_("position as printed"), max_length=200)
    authority_mark = models.CharField(_("authority mark"), max_length=40, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signatory_has_name_and_title", condition=~Q(name="") & ~Q(title="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}"


class AgreementViewer(models.Model):
    """Derived: members of `agency` may see `agreement`. Kept by the services."""

    pk = models.CompositePrimaryKey("agency_id", "agreement_id")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="viewers")

    class Meta:
        indexes = [models.Index(fields=["agreement"], name="agreement_viewer_agreement")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.agreement_id}"
