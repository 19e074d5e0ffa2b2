"""What every test of this room needs."""

from datetime import date

import pytest

from conftest import Cast
from phoihop.agencies.models import AgencyKind
from phoihop.inspections import services
from phoihop.inspections.models import Check
from phoihop.inspections.services import CheckFacts
from phoihop.inspections.tests.cases import AT, PLAN


@pytest.fixture
def check(cast: Cast) -> Check:
    """A check of the lead agency by the issuing one, planned on 09/09."""
    cast.issuer_agency.kind = AgencyKind.PARTY_BOARD
    cast.issuer_agency.save(update_fields=["kind"])
    plan = services.make_plan(PLAN, by=cast.issuer, at=AT)
    facts = CheckFacts(cast.lead_agency, date(2019, 9, 9), "Đoàn số 1", "Sổ sách năm 2019")
    return services.add_check(plan, facts, by=cast.issuer, at=AT)
