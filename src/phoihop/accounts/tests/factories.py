"""Accounts for tests. `UserFactory(agency=..., role=...)` acts for that agency.

Administrators have the second step already: without it every page leads to its enrolment.
"""

from datetime import UTC, date, datetime
from typing import Any

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from factory.django import DjangoModelFactory

from phoihop.accounts.models import Membership, Role, User
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory

PASSWORD = "đủ dài để thử 2026"  # noqa: S105 -- of tests
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- of tests


class MembershipFactory(DjangoModelFactory[Membership]):
    """A membership that has begun long ago."""

    class Meta:
        model = Membership

    agency = factory.SubFactory(AgencyFactory)
    role = Role.SPECIALIST
    started_on = date(2000, 1, 1)


class UserFactory(DjangoModelFactory[User]):
    """A signed-up person with one membership, acting for it."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoidung{n}")
    full_name = factory.Sequence(lambda n: f"Trần Thị Dùng {n}")
    created_at = datetime(2019, 1, 1, tzinfo=UTC)

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        agency: Agency | None = kwargs.pop("agency", None)
        role = kwargs.pop("role", Role.SPECIALIST)
        rights = {name: kwargs.pop(name) for name in _RIGHTS if name in kwargs}
        user = model_class(**kwargs)
        user.set_password(PASSWORD)
        user.save()
        member = MembershipFactory.create(
            user=user, agency=agency or AgencyFactory.create(), role=role, **rights
        )
        user.acting = member
        user.save(update_fields=["acting"])
        if role == Role.ADMINISTRATOR:
            enrol(user)
        return user


def enrol(user: User) -> Authenticator:
    """Give the account the second step; codes come from SECRET."""
    return TOTP.activate(user, SECRET).instance


_RIGHTS = ("is_contact", "may_approve_extensions", "may_release")
