"""Agencies with their life span and place in the tree; officials with their tenures."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.agencies.querysets import (
    AgencyQuerySet,
    AreaQuerySet,
    OfficialQuerySet,
    TenureQuerySet,
)


class Level(models.TextChoices):
    """Level of government or Party; district and town exist in history only (until 30/06/2025)."""

    CENTRAL = "central", _("Central")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District (until 30/06/2025)")
    COMMUNE = "commune", _("Commune")


class AgencyKind(models.TextChoices):
    """What sort of body it is; decides the regime of its papers and its place in lists."""

    PARTY_COMMITTEE = "party_committee", _("Party committee")
    PARTY_BOARD = "party_board", _("Party board")
    PARTY_UNIT = "party_unit", _("Party service unit")
    STATE_ASSEMBLY = "state_assembly", _("People's Council")
    STATE_COMMITTEE = "state_committee", _("People's Committee")
    STATE_AGENCY = "state_agency", _("State agency")
    COURT = "court", _("Court")
    PROCURACY = "procuracy", _("Procuracy")
    ARMED_FORCES = "armed_forces", _("Police or military")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    SCHOOL = "school", _("School")
    HEALTH = "health", _("Health facility")
    MEDIA = "media", _("Media")
    ENTERPRISE = "enterprise", _("Enterprise")
    OTHER = "other", _("Other")


class Agency(models.Model):
    """A cơ quan, đơn vị: any body that signs, leads, coordinates or reports."""

    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("letters"), max_length=20, blank=True)
    code = models.CharField(_("code"), max_length=40, blank=True)
    kind = models.CharField(_("kind of agency"), max_length=20, choices=AgencyKind)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    valid_from = models.DateField(_("founded on"), null=True, blank=True)
    valid_to = models.DateField(_("ended on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    # The form it came from: the same form sent twice makes one agency.
    form_key = models.CharField(max_length=36, blank=True, editable=False)
    name_key = models.CharField(max_length=1300, editable=False)
    name_folded = models.CharField(max_length=250, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index(fields=["name_folded"], name="agency_name_folded"),
            models.Index(fields=["valid_to"], name="agency_valid_to"),
        ]
        constraints = [
            models.CheckConstraint(
                name="agency_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(name="agency_has_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="agency_code_once",
                violation_error_message=_("Another agency has this code."),
            ),
            models.UniqueConstraint(
                fields=["form_key"], condition=~Q(form_key=""), name="agency_form_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        fields = kwargs.get("update_fields")
        if isinstance(fields, list) and "name" in fields:
            kwargs["update_fields"] = [*fields, "name_key", "name_folded"]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments

    def get_absolute_url(self) -> str:
        return reverse("agencies:detail", args=[self.pk])

    def set_keys(self) -> None:
        """Bring the name into normal form and derive its keys: `save` does it, a bulk act must."""
        self.name = vntext.nfc(" ".join(self.name.split()))
        self.name_key = vntext.place_key(self.name)
        self.name_folded = vntext.fold(self.name)

    def exists_on(self, on: date) -> bool:
        """Alive that day; first and last day count."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    @property
    def letters(self) -> str:
        """The short name, or initials of the name: heading of its column in the matrix."""
        return self.short_name or "".join(word[0].upper() for word in self.name.split())[:8]


class FormerName(models.Model):
    """What an agency was called until `valid_to`; `Agency.name` is what it is called now."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("letters"), max_length=20, blank=True)
    valid_to = models.DateField(_("to (day)"))
    paper = models.CharField(_("decided by"), max_length=250, blank=True)

    class Meta:
        ordering = ["valid_to", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "valid_to"], name="former_name_once_a_day"),
            models.CheckConstraint(name="former_name_said", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyLink(models.Model):
    """`child` stands under `parent` from `valid_from` to `valid_to`, both days included."""

    child = models.ForeignKey(Agency, models.PROTECT, related_name="parent_links")
    parent = models.ForeignKey(Agency, models.PROTECT, related_name="child_links")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="agency_link_not_itself", condition=~Q(child=F("parent"))),
            models.CheckConstraint(
                name="agency_link_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(valid_to=None), name="agency_one_current_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} < {self.parent}"


class AgencyAncestor(models.Model):
    """Derived closure of the links; every agency is its own ancestor at depth 0."""

    ancestor = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ancestor", "agency"], name="agency_ancestor_down"),
            models.Index(fields=["agency", "depth"], name="agency_ancestor_up"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} < {self.ancestor_id} ({self.depth})"


class SuccessionKind(models.TextChoices):
    """How duties passed on."""

    RENAMED = "renamed", _("Renamed")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    DISSOLVED = "dissolved", _("Dissolved, duties handed over")


class Succession(models.Model):
    """`successor` took over from `predecessor` on a day; n to m."""

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="succeeds")
    on = models.DateField(_("from (day)"))
    kind = models.CharField(_("kind of succession"), max_length=10, choices=SuccessionKind)
    paper = models.CharField(_("decided by"), max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_pair_once"
            ),
            models.CheckConstraint(
                name="succession_not_itself", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Position(models.Model):
    """A chức vụ of the catalogue; a heavier weight is named earlier (protocol)."""

    name = models.CharField(_("name"), max_length=150)
    weight = models.PositiveSmallIntegerField(_("protocol weight"), default=0)
    source = models.CharField(_("source"), max_length=250, blank=True)

    class Meta:
        ordering = ["-weight", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="position_name_once",
                violation_error_message=_("This position is in the catalogue already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Official(models.Model):
    """A cán bộ in a public role. No private data: a name, the offices held, a working address."""

    full_name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("office telephone"), max_length=40, blank=True)
    email = models.EmailField(_("office e-mail"), blank=True)
    note = models.CharField(_("note to tell namesakes apart"), max_length=200, blank=True)
    form_key = models.CharField(max_length=36, blank=True, editable=False)
    name_key = models.CharField(max_length=700, editable=False)
    name_folded = models.CharField(max_length=120, editable=False)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        indexes = [models.Index(fields=["name_folded"], name="official_name_folded")]
        constraints = [models.CheckConstraint(name="official_has_name", condition=~Q(full_name=""))]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        fields = kwargs.get("update_fields")
        if isinstance(fields, list) and "full_name" in fields:
            kwargs["update_fields"] = [*fields, "name_key", "name_folded"]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments

    def get_absolute_url(self) -> str:
        return reverse("agencies:official", args=[self.pk])

    def set_keys(self) -> None:
        """Bring the name into normal form and derive its keys: `save` does it, a bulk act must."""
        self.full_name = vntext.nfc(" ".join(self.full_name.split()))
        self.name_key = vntext.person_key(self.full_name)
        self.name_folded = vntext.fold(self.full_name)

    def title_on(self, on: date) -> str:
        """The titles held that day as printed, highest first; "" when none is known.

        Reads `self.tenures.all()`: prefetch it in lists, with the position.
        """
        held = [tenure for tenure in self.tenures.all() if tenure.holds_on(on)]
        held.sort(key=lambda tenure: -tenure.position.weight if tenure.position else 0)
        return ", ".join(tenure.title for tenure in held)


class Tenure(models.Model):
    """`official` holds a position in an agency; `title` is printed as it was at the time."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="tenures")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="tenures"
    )
    position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True)
    title = models.CharField(_("title as printed"), max_length=200)
    valid_from = models.DateField(_("from (day)"), null=True, blank=True)
    valid_to = models.DateField(_("to (day)"), null=True, blank=True)
    # A paper showed the title on that day, though the tenure's own first day is unknown.
    seen_on = models.DateField(_("seen on"), null=True, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="tenure_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(name="tenure_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.title}"

    def holds_on(self, on: date) -> bool:
        """Held that day, both ends included; without a first day, from when a paper showed it."""
        begins = self.valid_from or self.seen_on
        return (begins is None or begins <= on) and (self.valid_to is None or on <= self.valid_to)


class Office(models.Model):
    """The one office this installation serves, with its own settings."""

    only = models.BooleanField(default=True, editable=False, unique=True)
    name = models.CharField(_("name of the office"), max_length=250)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(default=False, editable=False)
    nearly_due_days = models.PositiveSmallIntegerField(_("nearly due from (days)"), default=5)
    default_due_days = models.PositiveSmallIntegerField(_("due date when none is set"), default=10)
    term_end_days = models.PositiveSmallIntegerField(_("reminder of a term's end"), default=90)

    class Meta:
        constraints = [models.CheckConstraint(name="office_only_one", condition=Q(only=True))]

    def __str__(self) -> str:
        return self.name


class OfficeYear(models.Model):
    """A year whose days off the office has taken up as its own; they count once confirmed."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="office_year_confirmed_whole",
                # Whoever sits at the server's own keyboard may confirm, and is no user.
                condition=Q(confirmed_at__isnull=False) | Q(confirmed_by=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class DayKind(models.TextChoices):
    """As `periods.HolidayKind`: what a day off, or worked instead of one, is."""

    HOLIDAY = "holiday", _("Day off by law")
    MAKE_UP = "make_up", _("Off for a holiday on a weekend")
    SWAPPED_OUT = "swapped_out", _("Off in exchange for a weekend day")
    SWAPPED_IN = "swapped_in", _("Weekend day worked instead")


class OfficeDay(models.Model):
    """One day of a year of the office that differs from the ordinary week, with its source."""

    year = models.ForeignKey(OfficeYear, models.CASCADE, related_name="days")
    on = models.DateField(_("day"), unique=True)
    name = models.CharField(_("occasion"), max_length=120)
    kind = models.CharField(_("kind of day"), max_length=11, choices=DayKind)
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                name="office_day_says_what_and_whence", condition=~Q(name="") & ~Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}, {self.name}"


class Area(models.Model):
    """A province, district or commune, with the days between which it existed.

    Rows come from the national list (`origin` names the entry) or from the office. What the office
    corrected (`corrected_at`) is left as it stands when the list is loaded again.
    """

    code = models.CharField(_("code"), max_length=10)
    name = models.CharField(_("name"), max_length=120)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField(_("from (day)"), null=True, blank=True)
    valid_to = models.DateField(_("to (day)"), null=True, blank=True)
    name_key = models.CharField(max_length=700, editable=False)
    name_folded = models.CharField(max_length=120, editable=False)
    # The entry of the national list: level, code, and the time of its list; "" for the office's.
    origin = models.CharField(max_length=40, blank=True, editable=False)
    corrected_at = models.DateTimeField(null=True, editable=False)
    becomes = models.ManyToManyField("self", symmetrical=False, related_name="was")

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "level", "valid_to"],
                name="area_code_once_in_its_time",
                violation_error_message=_("Another place has this code."),
            ),
            models.UniqueConstraint(
                fields=["code", "level"],
                condition=Q(valid_to=None),
                name="area_code_once_today",
                violation_error_message=_("Another place has this code."),
            ),
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="area_origin_once"
            ),
            models.CheckConstraint(
                name="area_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(name="area_has_name", condition=~Q(name="")),
        ]
        indexes = [
            models.Index(fields=["name_folded"], name="area_name_folded"),
            models.Index(fields=["valid_to", "name_key", "id"], name="area_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_name(self.name)
        fields = kwargs.get("update_fields")
        if isinstance(fields, list) and "name" in fields:
            kwargs["update_fields"] = [*fields, "name_key", "name_folded"]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments

    def get_absolute_url(self) -> str:
        return reverse("agencies:area", args=[self.pk])

    def set_name(self, name: str) -> None:
        """Give the name, and what it is sorted and found by; for rows written in bulk."""
        self.name = vntext.nfc(" ".join(name.split()))
        self.name_key = vntext.place_key(self.name)
        self.name_folded = vntext.fold(self.name)
