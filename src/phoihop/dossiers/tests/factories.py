"""Dossiers for tests; acts go through the services."""

from datetime import date, datetime

import factory
from factory.django import DjangoModelFactory

from conftest import NOW
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.dossiers import services
from phoihop.dossiers.models import Archive, Dossier
from phoihop.dossiers.services import HandOverFacts

ENDED = date(2019, 4, 10)
HANDED = HandOverFacts(
    archive=Archive.CURRENT,
    archive_name="Lưu trữ huyện An Lạc",
    on=date(2019, 4, 12),
    minutes="03/BB-LT",
    received_by="Ngô Thị Lưu",
)


class DossierFactory(DjangoModelFactory[Dossier]):
    """An open dossier of 2019, kept for ten years."""

    class Meta:
        model = Dossier

    owner = factory.SubFactory(AgencyFactory)
    year = 2019
    code = factory.Sequence(lambda n: f"{n + 1:02}-TG")
    title = factory.Sequence(lambda n: f"Hồ sơ về việc thử nghiệm số {n}")
    retention_years = 10
    keeper = factory.LazyAttribute(lambda dossier: UserFactory.create(agency=dossier.owner))
    opened_on = date(2019, 4, 1)
    listed_at = NOW
    listed_by = factory.SelfAttribute("keeper")


def closed(dossier: Dossier, by: User, at: datetime = NOW) -> Dossier:
    """The dossier, closed by its keeper, clerk or leader."""
    return services.close_dossier(dossier, work_ended_on=ENDED, by=by, at=at)
