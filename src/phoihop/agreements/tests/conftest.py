"""What several test files of this room begin with."""

import pytest
from django.test import Client

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements import services
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests import story
from phoihop.agreements.tests.rounds import BY, SENT, fresh
from phoihop.agreements.tests.story import Story


@pytest.fixture
def mai(client: Client, cast: Cast) -> Client:
    client.force_login(cast.issuer)
    return client


@pytest.fixture
def told(cast: Cast) -> Story:
    return story.start(cast.issuer)


@pytest.fixture
def contacts(told: Story) -> list[User]:
    return [UserFactory.create(agency=agency, is_contact=True) for agency in told.agencies]


@pytest.fixture
def sent(told: Story, contacts: list[User], cast: Cast) -> Agreement:
    services.send_for_opinions(told.agreement, answer_by=BY, by=cast.issuer, at=SENT)
    return fresh(told.agreement)
