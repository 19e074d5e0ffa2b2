"""What several test files of this room begin with."""

import pytest
from django.test import Client

from conftest import Cast


@pytest.fixture
def lead_client(cast: Cast, client: Client) -> Client:
    client.force_login(cast.lead)
    return client
