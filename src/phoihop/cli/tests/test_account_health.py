"""The doctor names administrators without a second step, and says where passkeys work."""

import pytest
from allauth.mfa.models import Authenticator
from pytest_django.fixtures import Settings

from conftest import NOW, Cast
from phoihop.accounts import services
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.cli import account_health


@pytest.mark.differs
def test_administrators_without_a_second_step_are_named(cast: Cast) -> None:
    [finding] = account_health.accounts()
    assert not finding.mend
    chief = UserFactory.create(agency=cast.issuer_agency, role=Role.ADMINISTRATOR)
    Authenticator.objects.filter(user=chief).delete()

    [finding] = account_health.accounts()
    assert chief.username in finding.said
    assert cast.administrator.username not in finding.said
    assert cast.lead.username not in finding.said
    assert not finding.is_problem

    services.deactivate_user(chief, by=None, at=NOW)
    [finding] = account_health.accounts()
    assert not finding.mend


@pytest.mark.parametrize(
    ("production", "hosts", "said", "has_advice"),
    [
        (False, ["localhost"], "http://localhost", False),
        (True, ["phoihop.example.vn"], "https://phoihop.example.vn", False),
        (True, [".example.vn", "localhost", "127.0.0.1"], "https://example.vn", False),
        (True, ["10.0.0.5", "[::1]", "*"], "holds no name", True),
        (True, ["a.example.vn", "b.example.vn"], "works only there", True),
    ],
)
def test_where_passkeys_work_is_said(
    settings: Settings, production: bool, hosts: list[str], said: str, has_advice: bool
) -> None:
    settings.PRODUCTION, settings.ALLOWED_HOSTS = production, hosts
    [finding] = account_health.passkeys()

    assert said in finding.said
    assert bool(finding.mend) is has_advice
