"""What several tests of this room begin with."""

import pytest

from conftest import Cast
from phoihop.workspace.tests.leaver import Leaver, make_leaver


@pytest.fixture
def leaver(cast: Cast) -> Leaver:
    return make_leaver(cast)
