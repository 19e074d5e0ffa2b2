"""What a person holds in an agency: what must pass to others, and what stays with the agency."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from phoihop.accounts.models import Delegation, Membership, User
from phoihop.accounts.services import RIGHTS
from phoihop.agencies.models import Agency, Official, Tenure
from phoihop.agreements.models import Agreement
from phoihop.audit.words import field_words
from phoihop.documents.models import Document
from phoihop.dossiers.keeping import kept_by
from phoihop.dossiers.models import Dossier
from phoihop.tasks.models import Task
from phoihop.tasks.services import open_tasks_of
from phoihop.workspace.models import Intake


@dataclass(frozen=True)
class Person:
    """Somebody in one agency: as an official, as a member, or both.

    members: seats that have not ended. tenures: offices held there without a last day.
    """

    name: str
    agency: Agency | None
    official: Official | None
    user: User | None
    members: tuple[Membership, ...]
    tenures: tuple[Tenure, ...]

    def remains_after(self, ended: "Ending") -> bool:
        """Still works there once these seats and offices have ended."""
        offices = {tenure.pk for tenure in self.tenures}
        return self.has_seat_after(ended) or bool(offices - ended.tenures)

    def has_seat_after(self, ended: "Ending") -> bool:
        """Still has an open account in a seat there once these have ended."""
        open_seats = {member.pk for member in self.members if member.user.is_active}
        return bool(open_seats - ended.members)

    def receivers(self, ended: "Ending") -> QuerySet[Membership]:
        """Seats that may take over: of colleagues, and the own ones that go on."""
        rows = Membership.objects.current().filter(agency=self.agency, user__is_active=True)
        rows = rows.exclude(pk__in=ended.members).select_related("user")
        return rows.order_by("user__name_key", "pk")


@dataclass(frozen=True)
class Ending:
    """Keys of the seats and of the offices that end."""

    members: frozenset[int]
    tenures: frozenset[int]


@dataclass(frozen=True)
class LeftRight:
    """A right beside the role that goes with a seat; needed: nobody else there has it."""

    member: Membership
    name: str
    label: str
    needed: bool

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.member.pk}-{self.name}"


@dataclass(frozen=True)
class Holdings:
    """Everything in the hands of a person in an agency on a day."""

    tasks: list[Task]
    rights: list[LeftRight]
    # Others are away and this person stands in; and the other way round.
    received: list[Delegation]
    given: list[Delegation]
    drafts: list[Agreement]
    papers: list[Document]
    dossiers: list[Dossier]
    texts: list[Intake]


def person_of_member(member: Membership) -> Person:
    """Who sits on this seat, with all other seats and offices in the same agency."""
    user = member.user
    return _person(str(user), member.agency, user.official, user)


def person_of_tenure(tenure: Tenure) -> Person:
    """Who holds this office, with all seats and offices in the same agency."""
    official = tenure.official
    if tenure.agency is None:
        return Person(str(official), None, official, None, (), (tenure,))
    user = User.objects.filter(
        official=official, memberships__agency=tenure.agency, memberships__ended_on=None
    ).first()
    return _person(str(official), tenure.agency, official, user)


def _person(name: str, agency: Agency, official: Official | None, user: User | None) -> Person:
    seats = Membership.objects.current().filter(agency=agency).select_related("user", "agency")
    members = tuple(seats.filter(user=user).order_by("pk")) if user is not None else ()
    offices = Tenure.objects.filter(agency=agency, valid_to=None).select_related("agency")
    tenures = tuple(offices.filter(official=official).order_by("pk")) if official else ()
    return Person(name, agency, official, user, members, tenures)


def holdings_of(person: Person, on: date) -> Holdings:
    """What the person holds; the number of queries does not depend on how much it is."""
    agency, official = person.agency, person.official
    tasks = list(open_tasks_of(official, agency)) if official and agency else []
    if agency is None or person.user is None:
        return Holdings(tasks, [], [], [], [], [], [], [])
    lent = Delegation.objects.open_after(on).with_people().order_by("first_day", "pk")
    drafts = Agreement.objects.filter(
        owner=agency, created_by=person.user, signed_at=None, hidden_at=None
    )
    papers = Document.objects.filter(
        owner=agency, registered_by=person.user, is_draft=True, hidden_at=None
    )
    texts = Intake.objects.filter(
        owner=agency, received_by=person.user, confirmed_at=None, discarded_at=None
    )
    return Holdings(
        tasks=tasks,
        rights=_rights(person, agency, on),
        received=list(lent.filter(receiver__in=person.members)),
        given=list(lent.filter(giver__in=person.members)),
        drafts=list(drafts.order_by("-pk")),
        dossiers=list(kept_by(person.user, agency).order_by("-year", "code", "pk")),
        papers=list(papers.defer("text").order_by("-pk")),
        texts=list(texts.defer("text").order_by("-pk")),
    )


def _rights(person: Person, agency: Agency, on: date) -> list[LeftRight]:
    present = Membership.objects.current().filter(agency=agency, user__is_active=True)
    others = list(present.exclude(user=person.user).values(*RIGHTS))
    exists = agency.exists_on(on)
    return [
        LeftRight(
            member,
            name,
            field_words("accounts.membership", name),
            needed=exists and not any(other[name] for other in others),
        )
        for member in person.members
        for name in RIGHTS
        if getattr(member, name)
    ]
