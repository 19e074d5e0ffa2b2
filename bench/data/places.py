"""Agencies in their tree with its past, officials, and the people who sign in."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from bench.data import words
from bench.data.shape import Shape
from phoihop import vntext
from phoihop.accounts.models import Membership, ReadScope, Role, User
from phoihop.agencies.closure import rebuild_closure
from phoihop.agencies.models import Agency, AgencyKind, AgencyLink, Level, Office, Official, Tenure
from phoihop.search import services as search

_CHANGE = date(2025, 7, 1)  # communes came under the province
_DISTRICTS = 20
_LONG_AGO = date(2020, 1, 1)

_TOP = (
    ("{committee}", AgencyKind.PARTY_COMMITTEE),
    ("Ban Tuyên giáo và Dân vận {committee}", AgencyKind.PARTY_BOARD),
    ("Ban Tổ chức {committee}", AgencyKind.PARTY_BOARD),
    ("Ủy ban Kiểm tra {committee}", AgencyKind.PARTY_BOARD),
    ("Văn phòng {committee}", AgencyKind.PARTY_UNIT),
    ("Ủy ban nhân dân {place}", AgencyKind.STATE_COMMITTEE),
    ("Ủy ban Mặt trận Tổ quốc {place}", AgencyKind.MASS_ORGANISATION),
    ("Công an {place}", AgencyKind.ARMED_FORCES),
    ("Phòng Văn hóa - Xã hội {place}", AgencyKind.STATE_AGENCY),
    ("Phòng Kinh tế {place}", AgencyKind.STATE_AGENCY),
    ("Trung tâm Y tế {place}", AgencyKind.HEALTH),
    ("Đài Phát thanh {place}", AgencyKind.MEDIA),
    ("Đoàn Thanh niên {place}", AgencyKind.MASS_ORGANISATION),
    ("Hội Nông dân {place}", AgencyKind.MASS_ORGANISATION),
    ("Hội Phụ nữ {place}", AgencyKind.MASS_ORGANISATION),
)
_PROVINCE_MORE = (
    ("Sở Giáo dục và Đào tạo {place}", AgencyKind.STATE_AGENCY),
    ("Sở Khoa học và Công nghệ {place}", AgencyKind.STATE_AGENCY),
    ("Liên đoàn Lao động {place}", AgencyKind.MASS_ORGANISATION),
    ("Hội Cựu chiến binh {place}", AgencyKind.MASS_ORGANISATION),
    ("Tòa án nhân dân {place}", AgencyKind.COURT),
)
# In a commune: its committee, the leading board, six more.
_COMMUNE = (_TOP[0], _TOP[1], _TOP[5], _TOP[6], _TOP[8], _TOP[9], _TOP[11], _TOP[12])


@dataclass
class Body:
    """An agency with the official in charge there and the specialist who works for it."""

    agency: Agency
    official: Official
    user: User


@dataclass
class Place:
    """The bodies of an office, a province or a commune; the first stands above the others."""

    bodies: list[Body] = field(default_factory=list)

    @property
    def root(self) -> Body:
        """The committee."""
        return self.bodies[0]

    @property
    def board(self) -> Body:
        """The leading board: it drafts the programmes."""
        return self.bodies[1]


@dataclass
class World:
    """Everyone there is; `top` is the office or the province."""

    top: Place
    communes: list[Place]
    # Who looks at the pages: names of accounts.
    contact: str = "bench.contact"
    board: str = "bench.board"
    inspector: str = "bench.inspector"
    # Who does what those do not: decides on extensions, prepares acts, keeps lists.
    leader: str = "bench.leader"
    administrator: str = "bench.administrator"
    keeper: str = "bench.keeper"

    @property
    def places(self) -> list[Place]:
        """The top and the communes."""
        return [self.top, *self.communes]


class _Builder:
    """Rows gathered in memory, then written in bulk, in the order of their keys."""

    def __init__(self, rng: Random, at: datetime) -> None:
        self.rng, self.at = rng, at
        self.agencies: list[Agency] = []
        self.bodies: list[Body] = []
        self.links: list[AgencyLink] = []

    def agency(self, name: str, kind: str, level: str, ended: date | None = None) -> Agency:
        letters = "".join(word[0] for word in name.split() if word[0].isupper())[:8]
        agency = Agency(
            name=name,
            short_name=letters,
            code=f"B.{len(self.agencies) + 1:05}",
            kind=kind,
            level=level,
            valid_to=ended,
            name_key=vntext.place_key(name),
            name_folded=vntext.fold(name),
        )
        self.agencies.append(agency)
        return agency

    def body(self, name: str, kind: str, level: str) -> Body:
        agency = self.agency(name, kind, level)
        full = words.person(self.rng)
        key, folded = vntext.person_key(full), vntext.fold(full)
        official = Official(full_name=full, name_key=key, name_folded=folded)
        user = User(
            username=f"bench.{len(self.bodies)}",
            password="!",  # noqa: S106 -- nobody signs in with it
            full_name=full,
            name_key=key,
            name_folded=folded,
            official=official,
            created_at=self.at,
        )
        body = Body(agency, official, user)
        self.bodies.append(body)
        return body

    def under(self, child: Agency, parent: Agency, since: date | None, until: date | None) -> None:
        self.links.append(AgencyLink(child=child, parent=parent, valid_from=since, valid_to=until))


def build_world(shape: Shape, rng: Random, at: datetime) -> World:
    """Write agencies, links, closure, officials, accounts and the scope of the inspector."""
    build = _Builder(rng, at)
    if shape.communes:
        top = _place(
            build, (*_TOP, *_PROVINCE_MORE), "tỉnh An Lộc", "Tỉnh ủy An Lộc", Level.PROVINCE
        )
        communes = _communes(build, shape.communes, top)
    else:
        top = _place(build, _TOP, "xã Bình An", "Đảng ủy xã Bình An", Level.COMMUNE)
        communes = []
    world = World(top, communes)
    _name_the_watchers(world)
    _write(build)
    _let_in(build, world)
    return world


def _place(
    build: _Builder,
    kinds: tuple[tuple[str, AgencyKind], ...],
    place: str,
    committee: str,
    level: str,
) -> Place:
    bodies = [
        build.body(name.format(place=place, committee=committee), kind, level)
        for name, kind in kinds
    ]
    for body in bodies[1:]:
        build.under(body.agency, bodies[0].agency, None, None)
    return Place(bodies)


def _communes(build: _Builder, number: int, top: Place) -> list[Place]:
    """Each stood under a district until 30/06/2025 and stands under the province since."""
    until = date(2025, 6, 30)
    districts = [
        build.agency(f"Huyện ủy {n + 1:02}", AgencyKind.PARTY_COMMITTEE, Level.DISTRICT, until)
        for n in range(_DISTRICTS)
    ]
    for district in districts:
        build.under(district, top.root.agency, None, until)
    communes = []
    for n, name in enumerate(words.places(number)):
        commune = _place(build, _COMMUNE, f"xã {name}", f"Đảng ủy xã {name}", Level.COMMUNE)
        root = commune.root.agency
        build.under(root, districts[n % _DISTRICTS], None, until)
        build.under(root, top.root.agency, _CHANGE, None)
        communes.append(commune)
    return communes


def _name_the_watchers(world: World) -> None:
    """A small body's contact, the specialist of the leading board, one who reads everything."""
    small = (world.communes[0] if world.communes else world.top).bodies[-1]
    small.user.username = world.contact
    world.top.board.user.username = world.board
    world.top.bodies[3].user.username = world.inspector


def _write(build: _Builder) -> None:
    Agency.objects.bulk_create(build.agencies)
    Official.objects.bulk_create([body.official for body in build.bodies])
    User.objects.bulk_create([body.user for body in build.bodies])
    AgencyLink.objects.bulk_create(build.links)
    Tenure.objects.bulk_create(
        Tenure(
            official=body.official,
            agency=body.agency,
            title="Phó Trưởng phòng",
            valid_from=_LONG_AGO,
        )
        for body in build.bodies
    )
    rebuild_closure()
    _index(build)


def _index(build: _Builder) -> None:
    """The cards that the services of `agencies` write."""
    search.put_many(
        search.Card(
            record=agency,
            title=agency.name,
            hint=str(agency.get_level_display()),
            text=agency.short_name,
            symbols=[agency.code, agency.short_name],
            everyone=True,
        )
        for agency in build.agencies
    )
    search.put_many(
        search.Card(
            record=body.official,
            title=body.official.full_name,
            hint="Phó Trưởng phòng",
            text="Phó Trưởng phòng",
            everyone=True,
        )
        for body in build.bodies
    )


def _role(body: Body, world: World) -> str:
    return Role.INSPECTOR if body.user.username == world.inspector else Role.SPECIALIST


def _let_in(build: _Builder, world: World) -> None:
    """Memberships; everyone acts for the one there is."""
    members = Membership.objects.bulk_create(
        Membership(
            user=body.user,
            agency=body.agency,
            role=_role(body, world),
            is_contact=True,
            started_on=_LONG_AGO,
        )
        for body in build.bodies
    )
    for body, member in zip(build.bodies, members, strict=True):
        body.user.acting = member
    User.objects.bulk_update([body.user for body in build.bodies], ["acting"], batch_size=500)
    root = world.top.root.agency
    ReadScope.objects.create(agency=world.top.bodies[3].agency, root=root, valid_from=_LONG_AGO)
    Office.objects.create(name=f"Văn phòng {root.name}", agency=root)
