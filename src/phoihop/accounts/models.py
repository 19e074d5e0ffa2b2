"""Users, and for which agency in which role each may act."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import rules
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.managers import UserManager
from phoihop.accounts.querysets import DelegationQuerySet, MembershipQuerySet
from phoihop.agencies.models import Agency, Official

if TYPE_CHECKING:
    from phoihop.accounts.delegating import Held


class Role(models.TextChoices):
    """What a member does in the agency."""

    ADMINISTRATOR = "administrator", _("Administrator")
    CLERK = "clerk", _("Clerk")
    SPECIALIST = "specialist", _("Specialist")
    LEADER = "leader", _("Leader")
    VIEWER = "viewer", _("Viewer")
    INSPECTOR = "inspector", _("Inspector")


class AddressForm(models.TextChoices):
    """How screens address the reader."""

    NONE = "", _("No pronoun")
    ANH = "anh", "anh"
    CHI = "chi", "chị"


class Theme(models.TextChoices):
    """Colours of the screens."""

    SYSTEM = "", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractBaseUser):
    """An account. There is no superuser: every right comes from a membership."""

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9._-]*\Z",
                _("Small letters without accents, figures, dot, hyphen; no blanks."),
            )
        ],
        error_messages={"unique": _("This user name is taken.")},
    )
    full_name = models.CharField(_("full name"), max_length=120)
    name_key = models.CharField(max_length=700, editable=False)
    name_folded = models.CharField(max_length=120, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="users"
    )
    address_form = models.CharField(max_length=4, choices=AddressForm, blank=True)
    theme = models.CharField(max_length=5, choices=Theme, blank=True)
    language = models.CharField(max_length=2, default="vi")
    is_active = models.BooleanField(_("in use"), default=True)
    must_change_password = models.BooleanField(default=False)
    # Set at log-in and, at most once a minute, by the idle lock: real clock.
    last_seen_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    # Idle days count from the last log-in or from here (made or reactivated): real clock.
    enabled_at = models.DateTimeField(default=timezone.now, editable=False)
    acting = models.ForeignKey(
        "Membership", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    # Roots that `agencies_in_scope` found, for the length of one request; None outside of any.
    kept_roots: dict[tuple[int, str, date], list[int]] | None = None
    # What `delegating.held_by` found, in the same way: {day: delegations in force}.
    kept_delegations: "dict[date, list[Held]] | None" = None
    # Whose right is used: set by `delegating.authorised` on the user it gives to a service.
    on_behalf_of: "User | None" = None

    # Django's permission rows are not used; allauth and the admin's templates ask for these two.
    is_superuser = False
    is_staff = False

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["name_key", "pk"]
        indexes = [models.Index(fields=["name_key", "id"], name="user_by_name")]
        constraints = [models.CheckConstraint(name="user_has_name", condition=~Q(full_name=""))]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.full_name = vntext.nfc(" ".join(self.full_name.split()))
        self.name_key = vntext.person_key(self.full_name)
        self.name_folded = vntext.fold(self.full_name)
        fields = kwargs.get("update_fields")
        if isinstance(fields, list) and "full_name" in fields:
            kwargs["update_fields"] = [*fields, "name_key", "name_folded"]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments

    def get_absolute_url(self) -> str:
        return reverse("accounts:user", args=[self.pk])

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Whether this active user may do `perm` ("tasks.confirm_task") on `obj`."""
        return bool(self.is_active and rules.has_perm(perm, self, obj))

    def is_idle(self, real_at: datetime) -> bool:
        """Unused for longer than an account may be; both clocks are real."""
        seen = max(self.enabled_at, self.last_seen_at or self.enabled_at)
        return real_at - seen > timedelta(days=settings.IDLE_ACCOUNT_DAYS)

    @property
    def acting_agency(self) -> Agency | None:
        """The agency this person is working for now; one at a time."""
        return self.acting.agency if self.acting else None

    @property
    def role(self) -> str:
        """The role in the agency this person is working for now, "" without one."""
        return self.acting.role if self.acting else ""

    def has_role(self, *roles: str) -> bool:
        """Acts now in one of these roles."""
        return self.role in roles

    @cached_property
    def current_memberships(self) -> "list[Membership]":
        """Memberships that have not ended, with their agencies; one query a request."""
        return list(self.memberships.filter(ended_on=None).select_related("agency"))


class Membership(models.Model):
    """A user acts for an agency in a role, from a day until it ends."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=15, choices=Role)
    # Rights beside the role (docs/decisions): focal point of the agency, approver of extensions.
    is_contact = models.BooleanField(_("contact person"), default=False)
    may_approve_extensions = models.BooleanField(_("approves extensions"), default=False)
    may_release = models.BooleanField(_("publishes"), default=False)
    started_on = models.DateField(_("from (day)"))
    ended_on = models.DateField(_("to (day)"), null=True, blank=True)
    # Derived: no delegation to this member lasts longer. Spares everyone else the question.
    stands_in_until = models.DateField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(ended_on=None),
                name="membership_once",
                violation_error_message=_("This person already has this role in this agency."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.agency}"


class CodePurpose(models.TextChoices):
    """Why somebody is given a one-time code; decides how long it is good."""

    INVITATION = "invitation", _("First log-in")
    RESET = "reset", _("New password")


class OneTimeCode(models.Model):
    """The code with which the owner of an account sets a password: one at a time, used once.

    Only a keyed digest of it is kept. The row goes when the code is used; both moments are real.
    """

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="one_time_code"
    )
    purpose = models.CharField(max_length=10, choices=CodePurpose)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="one_time_code_is_good_for_a_while",
                condition=Q(valid_until__gt=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_purpose_display()}"


class OpenSession(models.Model):
    """A session in which an account is logged in, as its owner is told; it goes with the session.

    Neither the whole address nor what the browser says of itself is kept. Moments are real.
    """

    session = models.OneToOneField("sessions.Session", models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="open_sessions")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.browser} {self.system}"


class KeptInput(models.Model):
    """What an account was sending when the idle lock met it: sealed, for its owner only."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    address = models.CharField(max_length=500)
    sealed = models.TextField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user}, {self.address}"


class ReadScope(models.Model):
    """Members of `agency` read everything under `root`: inspection and superior bodies.

    With `inspectors_only` the scope serves those who act there as inspectors.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="read_scopes")
    root = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    inspectors_only = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "root"], condition=Q(valid_to=None), name="read_scope_once"
            ),
            models.CheckConstraint(
                name="read_scope_ends_after_start",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} ⊇ {self.root}"

    def is_valid_on(self, on: date) -> bool:
        """Holds that day; both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Delegation(models.Model):
    """A member who is away lets another of the same agency use some of the own rights.

    It begins and ends with its days (both included); only ending it early is a stored fact.
    """

    giver = models.ForeignKey(
        Membership, models.PROTECT, related_name="given", verbose_name=_("who is away")
    )
    receiver = models.ForeignKey(
        Membership, models.PROTECT, related_name="received", verbose_name=_("who stands in")
    )
    first_day = models.DateField(_("from (day)"))
    last_day = models.DateField(_("to (day)"))
    reason = models.CharField(_("reason"), max_length=300)
    # By the giver, or by an administrator for somebody ill.
    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    # The form's own key: posting the same form twice makes one delegation.
    form_key = models.CharField(max_length=40, unique=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        indexes = [
            models.Index(
                fields=["receiver", "first_day"],
                condition=Q(ended_at=None),
                name="delegation_to_receiver",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_start",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="delegation_not_to_oneself", condition=~Q(giver=F("receiver"))
            ),
            models.CheckConstraint(name="delegation_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="delegation_ended_at_and_by_together",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver.user} → {self.receiver.user}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:absence", args=[self.pk])

    @property
    def is_void(self) -> bool:
        """Was ended early, or its giver no longer belongs to the agency or has no account."""
        return (
            self.ended_at is not None
            or self.giver.ended_on is not None
            or not self.giver.user.is_active
        )

    def holds_on(self, on: date) -> bool:
        """In force that day; both days included."""
        return not self.is_void and self.first_day <= on <= self.last_day


class DelegatedRight(models.Model):
    """One right of a delegation: a key of `delegating.RIGHTS`."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="rights")
    right = models.CharField(max_length=30)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "right"], name="delegated_right_once"),
            models.CheckConstraint(name="delegated_right_named", condition=~Q(right="")),
        ]

    def __str__(self) -> str:
        return self.right
