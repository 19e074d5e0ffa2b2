"""What an office still lacks before it can work: asked of the records, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from phoihop.accounts.models import Membership, Role
from phoihop.agencies.calendar import years_to_confirm
from phoihop.agencies.models import Agency, AgencyLink, Office, Tenure
from phoihop.agencies.querysets import alive_on
from phoihop.documents.models import Document, NumberSeries
from phoihop.setup.models import OfficeLook, PutAside

# What an office may do without. A year's days off and a second step are nobody's choice.
MAY_BE_PUT_ASIDE = frozenset(
    {"superior", "look", "agencies", "officials", "users", "documents", "series"}
)


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: why it matters, and where it is mended."""

    key: str
    title: str
    why: str
    url: str
    verb: str | Promise

    @property
    def may_be_put_aside(self) -> bool:
        """Whether an office may say that it does not need it."""
        return self.key in MAY_BE_PUT_ASIDE


@dataclass(frozen=True)
class Lacks:
    """open: to be mended; aside: what an administrator said is not needed, with who and when."""

    open: list[Missing]
    aside: list[tuple[Missing, PutAside]]

    @property
    def keys(self) -> frozenset[str]:
        """Of what is open."""
        return frozenset(item.key for item in self.open)


def what_is_missing(on: date) -> Lacks:
    """Return what the office lacks on that day; the number of queries does not depend on it."""
    aside = {row.key: row for row in PutAside.objects.select_related("by")}
    found = list(_missing(on))
    return Lacks(
        open=[item for item in found if item.key not in aside],
        aside=[(item, aside[item.key]) for item in found if item.key in aside],
    )


def _missing(on: date) -> Iterator[Missing]:
    office = Office.objects.select_related("agency").first()
    if office is None or office.agency is None:
        yield Missing(
            "office",
            _("The office itself"),
            _("Screens and numbers need to know which agency this is."),
            reverse("setup:office"),
            _("See the office"),
        )
        return
    yield from _of_the_office(office, on)
    yield from _of_people(office.agency, on)
    yield from _of_papers(office.agency, on)
    yield from _of_the_calendar(on)


def _of_the_office(office: Office, on: date) -> Iterator[Missing]:
    if not AgencyLink.objects.filter(alive_on(on), child=office.agency).exists():
        yield Missing(
            "superior",
            _("The superior agency"),
            _("Reports go up to it, and who inspects reads from there."),
            reverse("setup:office"),
            _("Name the superior"),
        )
    chosen = ~Q(accent="") | ~Q(emblem_digest="")
    if not OfficeLook.objects.filter(chosen, office=office).exists():
        yield Missing(
            "look",
            _("Emblem and colour"),
            _("So that people see at once in which office they work."),
            reverse("setup:look"),
            _("Choose them"),
        )


def _of_people(agency: Agency, on: date) -> Iterator[Missing]:
    superiors = AgencyLink.objects.filter(child=agency).values("parent")
    others = Agency.objects.existing_on(on).exclude(pk=agency.pk).exclude(pk__in=superiors)
    if not others.exists():
        yield Missing(
            "agencies",
            _("Agencies one works with"),
            _("A programme is signed with them, and tasks are assigned to them."),
            reverse("agencies:create"),
            _("Register an agency"),
        )
    if not Tenure.objects.filter(agency=agency).held_on(on).exists():
        yield Missing(
            "officials",
            _("Officials with their positions"),
            _("Papers name who signs; tasks name who is in charge."),
            reverse("agencies:official_create"),
            _("Register an official"),
        )
    current = Membership.objects.current().filter(user__is_active=True)
    workers = current.filter(role__in=[Role.CLERK, Role.SPECIALIST, Role.LEADER])
    if not workers.exists():
        yield Missing(
            "users",
            _("Accounts of those who do the work"),
            _("The administrator assigns and registers nothing."),
            reverse("accounts:user_create"),
            _("Make an account"),
        )
    totp = Authenticator.objects.filter(user=OuterRef("user"), type=Authenticator.Type.TOTP)
    administrators = current.filter(role=Role.ADMINISTRATOR)
    bare = administrators.filter(~Exists(totp)).select_related("user").first()
    if bare is not None:
        yield Missing(
            "second-step",
            _("The second step of %(who)s") % {"who": bare.user},
            _("An administrator's password alone opens everything. It is set up at the log-in."),
            bare.user.get_absolute_url(),
            _("See the account"),
        )


def _of_papers(agency: Agency, on: date) -> Iterator[Missing]:
    running = Q(first_day__lte=on) & (Q(last_day=None) | Q(last_day__gte=on))
    if not NumberSeries.objects.filter(running, owner=agency).exists():
        yield Missing(
            "series",
            _("A series of numbers"),
            _("Outgoing documents take their numbers from it; begin with the last one on paper."),
            reverse("setup:series"),
            _("Open series"),
        )
    if not Document.objects.filter(owner=agency).exists():
        yield Missing(
            "documents",
            _("Documents so far"),
            _("What is in force is found only there; a clerk or specialist brings it in."),
            reverse("documents:list"),
            _("See the register"),
        )


def _of_the_calendar(on: date) -> Iterator[Missing]:
    for year in years_to_confirm(on):
        yield Missing(
            f"holidays-{year}",
            _("Days off of %(year)s") % {"year": year},
            _("Due dates move off them; until then the program's own table is used."),
            reverse("setup:holidays", args=[year]),
            _("Look at them and confirm"),
        )
