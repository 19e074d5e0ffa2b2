"""Agencies and officials for tests: sequences, never chance."""

import factory
from factory.django import DjangoModelFactory

from phoihop.agencies.models import Agency, AgencyKind, Level, Official, Position, Tenure


class AgencyFactory(DjangoModelFactory[Agency]):
    """A commune's State agency."""

    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Phòng Chuyên môn số {n}")
    short_name = factory.Sequence(lambda n: f"P{n}")
    kind = AgencyKind.STATE_AGENCY
    level = Level.COMMUNE


class OfficialFactory(DjangoModelFactory[Official]):
    """An official without a tenure."""

    class Meta:
        model = Official

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thứ {n}")


class PositionFactory(DjangoModelFactory[Position]):
    """A position of the catalogue."""

    class Meta:
        model = Position

    name = factory.Sequence(lambda n: f"Chức vụ {n}")
    weight = 10


class TenureFactory(DjangoModelFactory[Tenure]):
    """An official in an office without end."""

    class Meta:
        model = Tenure

    official = factory.SubFactory(OfficialFactory)
    agency = factory.SubFactory(AgencyFactory)
    title = "Trưởng phòng"
