"""Questions about memberships, and the scopes that widen what a user reads."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from phoihop import vntext
from phoihop.agencies.models import AgencyAncestor
from phoihop.agencies.querysets import alive_on

if TYPE_CHECKING:
    from phoihop.accounts.models import Delegation, Membership, User


class UserQuerySet(models.QuerySet["User"]):
    """Accounts: administrators see them all, everyone else only the own one."""

    def visible_to(self, user: "User") -> Self:
        """The accounts this user may look at."""
        return self if user.has_perm("accounts.manage_users") else self.filter(pk=user.pk)

    def named_like(self, words: str) -> Self:
        """Full name or user name hold these words, whatever their accents."""
        return self.filter(
            Q(name_folded__contains=vntext.fold(words)) | Q(username__icontains=words)
        )

    def with_memberships(self) -> Self:
        """Each with `present`, what it may act for; one query more."""
        from phoihop.accounts.models import Membership  # noqa: PLC0415 -- models import us

        present = Membership.objects.current().select_related("agency").order_by("pk")
        return self.prefetch_related(Prefetch("memberships", present, to_attr="present"))


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who acts for whom."""

    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def colleagues_of(self, member: "Membership") -> Self:
        """The present members of the same agency with an open account, but for this person."""
        rows = self.current().filter(agency=member.agency_id, user__is_active=True)
        return rows.exclude(user=member.user_id).select_related("user", "agency")

    def who_may_stand_in_for(self, member: "Membership") -> Self:
        """Colleagues to whom rights are lent: see absence.delegate."""
        from phoihop.accounts.models import Role  # noqa: PLC0415 -- models import us

        return self.colleagues_of(member).exclude(role=Role.ADMINISTRATOR)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Who stands in for whom."""

    def visible_to(self, user: "User") -> Self:
        """Of one's own absences and of those one stands in for; administrators see them all.

        A reason may tell of an illness: it is nobody else's matter. Each comes with the two
        accounts, whose names are its own.
        """
        rows = self.select_related("giver__user", "receiver__user")
        if user.has_perm("accounts.manage_users"):
            return rows
        return rows.filter(Q(giver__user=user) | Q(receiver__user=user))

    def in_force(self, on: date) -> Self:
        """Those that hold that day: see Delegation.holds_on."""
        return self.filter(
            ended_at=None,
            first_day__lte=on,
            last_day__gte=on,
            giver__ended_on=None,
            giver__user__is_active=True,
        )

    def open_after(self, on: date) -> Self:
        """Those that hold that day or will hold later."""
        return self.filter(
            ended_at=None, last_day__gte=on, giver__ended_on=None, giver__user__is_active=True
        )

    def with_people(self) -> Self:
        """Each with its two members and their accounts, and its rights; one query more."""
        return self.select_related(
            "giver__user", "giver__agency", "receiver__user", "receiver__agency", "entered_by"
        ).prefetch_related("rights")


def agencies_in_scope(user: "User", on: date) -> "QuerySet[AgencyAncestor] | None":
    """The closure rows of every root this user reads whole, or None when there is no such root.

    Use as `lead_agency__in=scope.values("agency")`. One query finds the roots, in a request
    just one; most users have none and pay nothing more.
    """
    from phoihop.accounts.models import ReadScope, Role  # noqa: PLC0415 -- models import us

    agency = user.acting_agency
    if agency is None:
        return None
    kept = user.kept_roots
    asked = (agency.pk, user.role, on)
    if kept is not None and asked in kept:
        roots = kept[asked]
    else:
        scopes = ReadScope.objects.filter(alive_on(on), agency=agency)
        if user.role != Role.INSPECTOR:
            scopes = scopes.filter(inspectors_only=False)
        roots = list(scopes.values_list("root", flat=True))
        if kept is not None:
            kept[asked] = roots
    return AgencyAncestor.objects.filter(ancestor__in=roots) if roots else None
