"""No task names an agency that has ended, even in the very moment of the act."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, Official, Succession, SuccessionKind
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.tasks import errors, services
from phoihop.tasks.models import Task, TaskCoordination
from phoihop.tasks.services import LeadFacts, TaskFacts
from phoihop.tasks.tests.factories import TaskFactory

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def facts_of(cast: Cast, **other: Any) -> TaskFacts:
    official: Official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.lead_agency)
    values: dict[str, Any] = {
        "title": "Tuyên truyền",
        "product": "Báo cáo",
        "lead_agency": cast.lead_agency,
        "person_in_charge": official,
        "due_on": TODAY + timedelta(days=30),
    }
    return TaskFacts(**(values | other))


def end(agency: Agency) -> None:
    """As another transaction does it: whoever loaded the agency before does not know."""
    Agency.objects.filter(pk=agency.pk).update(valid_to=YESTERDAY)


@pytest.mark.django_db
def test_the_refusal_names_who_took_over(cast: Cast) -> None:
    heir = AgencyFactory.create(name="Đảng ủy xã Bình An")
    Succession.objects.create(
        predecessor=cast.partner_agency, successor=heir, on=TODAY, kind=SuccessionKind.MERGED
    )
    facts = facts_of(cast, coordinating={cast.partner_agency: ""})
    end(cast.partner_agency)

    with pytest.raises(errors.AgencyEnded, match="nay là: Đảng ủy xã Bình An"):
        services.assign_task(facts, by=cast.issuer, at=NOW)

    assert not Task.objects.exists()


@pytest.mark.django_db
def test_a_part_and_a_correction_name_none_either(cast: Cast) -> None:
    task = TaskFactory.create(
        lead_agency=cast.lead_agency,
        assigner=cast.issuer.acting_agency,
        assigned_on=TODAY,
        due_on=TODAY + timedelta(days=60),
    )
    facts = facts_of(cast, coordinating={cast.partner_agency: ""})
    end(cast.partner_agency)

    with pytest.raises(errors.AgencyEnded):
        services.edit_task(task, facts, by=cast.issuer, at=NOW)

    assert not TaskCoordination.objects.exists()


@pytest.mark.django_db
def test_no_task_passes_to_one(cast: Cast) -> None:
    task = TaskFactory.create(lead_agency=cast.lead_agency, assigner=cast.issuer.acting_agency)
    heir = AgencyFactory.create()
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=heir)
    end(heir)

    with pytest.raises(errors.LeadNotAllowed):
        services.change_lead(task, LeadFacts(heir, official, "Đổi"), by=cast.issuer, at=NOW)


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_who_assigns_in_the_moment_of_the_act_waits_for_it(cast: Cast) -> None:
    facts = facts_of(cast, coordinating={cast.partner_agency: ""})
    outcome: list[object] = []

    def assign() -> None:
        try:
            outcome.append(services.assign_task(facts, by=cast.issuer, at=NOW))
        except errors.AgencyEnded as refusal:
            outcome.append(refusal)
        finally:
            connection.close()

    other = threading.Thread(target=assign)
    with transaction.atomic():
        # As an act does: its agencies first.
        list(Agency.objects.select_for_update().filter(pk=cast.partner_agency.pk))
        other.start()
        other.join(timeout=1)  # time enough to assign, if nothing held it
        end(cast.partner_agency)
    other.join()

    assert [type(one) for one in outcome] == [errors.AgencyEnded]
    assert not Task.objects.exists()
