"""A name is the same whichever dash it was typed with; what the register holds stays as it is."""

from itertools import permutations

import pytest

from conftest import Cast
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.workspace.models import Intake
from phoihop.workspace.tests.test_intake_matching import body, intake  # noqa: F401 -- a fixture

DASHES = (" - ", " – ", " — ", "-")
NAME = "Phòng Văn hóa{}Xã hội xã Bình An"


@pytest.mark.parametrize(("said", "held"), list(permutations(DASHES, 2)))
def test_a_body_is_found_by_any_dash(
    intake: Intake,  # noqa: F811 -- the fixture
    cast: Cast,
    said: str,
    held: str,
) -> None:
    agency = AgencyFactory.create(name=NAME.format(held))

    found = body(intake, cast, NAME.format(said))

    assert found.sure is not None
    assert (found.sure.pk, found.sure.reason) == (agency.pk, "trùng tên")
    assert Agency.objects.get(pk=agency.pk).name == NAME.format(held)
