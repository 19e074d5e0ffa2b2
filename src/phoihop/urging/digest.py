"""The daily mail: per person what stands, in the person's language; never an empty one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.links import for_agency
from phoihop.accounts.models import Role
from phoihop.agencies.models import Agency
from phoihop.periods import format_day
from phoihop.scoring.answering import OBJECTED
from phoihop.tasks.counted import Day
from phoihop.tasks.people import WORKING_ROLES
from phoihop.tasks.reviews import pressing_url
from phoihop.urging.finding import (
    MOST_LINES,
    Found,
    Row,
    Waits,
    find_all,
    find_explanations,
    find_extensions,
    find_objections,
    find_opinions,
    find_reviews,
    find_waiting,
)
from phoihop.urging.kinds import (
    EXPLANATIONS,
    EXTENSIONS,
    OBJECTIONS,
    OPINIONS,
    REVIEWS,
    WAITING,
    Side,
)
from phoihop.urging.models import Mail, MailChoice, MailKind
from phoihop.urging.people import People, Person

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a mail before it is put into words: how many, of what, where they are listed."""

    key: str
    words: str | Promise
    shows: str
    is_duty: bool
    url: str
    found: Found
    names_lead: bool = False
    # Which of several agencies the reader has to act for; None where there is but one.
    agency: int | None = None

    def leading(self, path: str) -> str:
        """The link to a page of ours."""
        return path if self.agency is None else for_agency(path, self.agency)


@dataclass(slots=True)
class Reader:
    """A person who gets a mail, with what stands for each agency the person works for."""

    person: Person
    parts: dict[int, list[Part]]


def write_digests(day: Day, at: datetime) -> list[Mail]:
    """Write the mails of that day, one a person who has an address, and return the new ones.

    In one transaction: a run that is broken off leaves nothing, a second one adds nothing. The
    number of queries does not depend on how many people there are.
    """
    readers = gather(day)
    with transaction.atomic():
        keys = {key_of(day.on, reader.person.user): reader for reader in readers}
        have = set(
            Mail.objects.filter(kind=MailKind.DIGEST, day=day.on).values_list("key", flat=True)
        )
        names = dict(
            Agency.objects.filter(
                pk__in={agency for reader in readers for agency in reader.parts}
            ).values_list("pk", "name")
        )
        mails = [
            _mail(key, reader, names, day, at) for key, reader in keys.items() if key not in have
        ]
        Mail.objects.bulk_create(mails, batch_size=_AT_ONCE, ignore_conflicts=True)
    return mails


def key_of(on: date, user: int) -> str:
    """The digest of a person on a day."""
    return f"{on.isoformat()}-{user}"


def gather(day: Day) -> list[Reader]:
    """Everybody who has something to read that day and an address, with what it is."""
    people = People(day.on)
    readers: dict[int, Reader] = {}
    for person, agency, part in (
        *_counted_parts(people, day),
        *_parts_to_decide(people, day),
        *_parts_to_answer(people),
    ):
        if person.address:
            reader = readers.setdefault(person.user, Reader(person, defaultdict(list)))
            reader.parts[agency].append(part)
    return _as_wanted(_with_agencies(readers.values(), people.of_several))


Given = tuple[Person, int, Part]


def _counted_parts(people: People, day: Day) -> Iterator[Given]:
    """The named numbers of tasks, each for those on its side."""
    for kind, of_agencies in find_all(day):
        for agency, found in of_agencies.items():
            part = Part(
                key=kind.key,
                words=kind.words,
                shows=kind.shows,
                is_duty=kind.is_duty,
                url=kind.counted.url(day),
                found=found,
                names_lead=kind.side is not Side.OWING,
            )
            for person in people.told(agency, kind.side, found.officials, found.givers):
                yield person, agency, part


def _parts_to_decide(people: People, day: Day) -> Iterator[Given]:
    """Results, requests for extension, reviews: as many as the person may decide on or give out."""
    for agency, waiting in find_waiting(day).items():
        for person, part in _waiting_parts(people, agency, waiting):
            yield person, agency, part
    for agency, asked in find_extensions().items():
        for person in people.of.get(agency, []):
            if (to_decide := _extension_part(person, asked)) is not None:
                yield person, agency, to_decide
    for agency, objected in find_objections().items():
        for person, part in _objected_parts(people, agency, objected):
            yield person, agency, part
    for agency, found in find_reviews(day.on).items():
        part = Part("review", REVIEWS, "left", True, pressing_url(), found)
        for person in people.told(agency, Side.GIVING, (), found.givers):
            yield person, agency, part


def _parts_to_answer(people: People) -> Iterator[Given]:
    """What an agency is asked for by others."""
    for agency, part in _asked_parts():
        for person in people.told(agency, Side.OWING, (), ()):
            yield person, agency, part


def _with_agencies(readers: Iterable[Reader], of_several: Collection[int]) -> Iterable[Reader]:
    """Links of who works for several agencies say for which one they are."""
    for reader in readers:
        if reader.person.user in of_several:
            reader.parts = {
                agency: [replace(part, agency=agency) for part in parts]
                for agency, parts in reader.parts.items()
            }
        yield reader


def _extension_part(person: Person, asked: Sequence[tuple[Row, int]]) -> Part | None:
    """Of one who decides, as many as `mine=extend` lists for the person; never the own request."""
    found = Found()
    for row, by in asked:
        if by != person.user and person.extends_as - {by}:
            found.count += 1
            found.rows = [*found.rows, row][:MOST_LINES]
    if not found.count:
        return None
    url = f"{reverse('tasks:list')}?mine=extend"
    return Part("extend", EXTENSIONS, "left", True, url, found, names_lead=True)


def _asked_parts() -> Iterable[tuple[int, Part]]:
    """What an agency has to answer: explanations, and drafts that Today lists."""
    for agency, found in find_explanations().items():
        url = f"{reverse('tasks:list')}?mine=explain"
        yield agency, Part("explain", EXPLANATIONS, "left", True, url, found)
    for agency, found in find_opinions().items():
        yield agency, Part("opinion", OPINIONS, "left", True, reverse("workspace:home"), found)


def _waiting_parts(people: People, agency: int, waiting: Waits) -> Iterable[tuple[Person, Part]]:
    """Of each who may answer, as many as `mine=waiting` lists for the person."""
    others = waiting.others
    meant = people.told(agency, Side.GIVING, (), waiting.givers) if others else []
    answering = [person for person in meant if person.answers_as]
    if waiting.own:
        answering += [p for p in people.of.get(agency, []) if Role.LEADER in p.answers_as]
    for person in {person.user: person for person in answering}.values():
        rows = [row for row, by in others if people.may_answer(person, by, is_own=False)]
        rows += [row for row, by in waiting.own if people.may_answer(person, by, is_own=True)]
        found = Found(len(rows), rows[:MOST_LINES])
        if found.count:
            url = f"{reverse('tasks:list')}?mine=waiting"
            yield person, Part("wait", WAITING, "sent", True, url, found, names_lead=True)


def _objected_parts(people: People, agency: int, waiting: Waits) -> Iterable[tuple[Person, Part]]:
    """Of each who may answer, as many as `mine=objected` lists; never the own objection."""
    meant = people.told(agency, Side.GIVING, (), waiting.givers) if waiting.others else []
    answering = [person for person in meant if person.role in WORKING_ROLES]
    if waiting.own:
        answering += [p for p in people.of.get(agency, []) if p.role == Role.LEADER]
    for person in {person.user: person for person in answering}.values():
        mine = [*waiting.others, *(waiting.own if person.role == Role.LEADER else ())]
        rows = list({row.pk: row for row, by in mine if by != person.user}.values())
        if rows:
            url = f"{reverse('tasks:list')}?mine={OBJECTED}"
            found = Found(len(rows), rows[:MOST_LINES])
            yield person, Part(OBJECTED, OBJECTIONS, "due", True, url, found, names_lead=True)


def _as_wanted(readers: Iterable[Reader]) -> list[Reader]:
    """Without what a person does not want, and without who then has nothing to read."""
    quiet = set(MailChoice.objects.filter(only_duties=True).values_list("user", flat=True))
    wanted = []
    for reader in readers:
        if reader.person.user in quiet:
            reader.parts = {
                agency: duties
                for agency, parts in reader.parts.items()
                if (duties := [part for part in parts if part.is_duty])
            }
        if reader.parts:
            wanted.append(reader)
    return wanted


def _mail(key: str, reader: Reader, names: Mapping[int, str], day: Day, at: datetime) -> Mail:
    person = reader.person
    with translation.override(person.language or "vi"):
        agencies = [
            (names[agency], [said_of(part, day) for part in sorted(parts, key=_order)])
            for agency, parts in reader.parts.items()
        ]
        heads = [part["head"] for _name, parts in agencies for part in parts]
        subject = _("Work of %(day)s: %(what)s") % {
            "day": format_day(day.on),
            "what": "; ".join(heads),
        }
    return Mail(
        user_id=person.user,
        kind=MailKind.DIGEST,
        key=key,
        day=day.on,
        address=person.address,
        subject=_short(subject),
        body={
            "name": person.name,
            "agencies": [{"name": name, "parts": parts} for name, parts in agencies],
        },
        queued_at=at,
    )


_ORDER = (
    *("late", "back", "soon", "ahead", "quiet", "unreported", "untaken"),
    *("part_late", "part_soon", "part_ahead", "explain", "opinion"),
    *("wait", "extend", OBJECTED, "review", "given_late", "given_soon", "given_ahead", "escalated"),
)


def _order(part: Part) -> int:
    return _ORDER.index(part.key) if part.key in _ORDER else len(_ORDER)


def _short(subject: str) -> str:
    most = Mail._meta.get_field("subject").max_length or 0
    return subject if len(subject) <= most else f"{subject[: most - 1]}…"


def said_of(part: Part, day: Day) -> dict[str, Any]:
    """A part in words of the language that is active: heading, rows, how many are not named."""
    found = part.found
    head = str(part.words) % {
        "count": found.count,
        "until": f"{day.until:%d/%m}" if day.until else "",
        "days": _days(part, day),
    }
    return {
        "key": part.key,
        "head": head,
        "count": found.count,
        "url": part.leading(part.url),
        "rows": [
            {
                "words": row_words(row, part, day.on),
                "url": part.leading(row.path or reverse("tasks:detail", args=[row.pk])),
            }
            for row in found.rows
        ],
        "more": found.count - len(found.rows),
    }


def _days(part: Part, day: Day) -> str:
    """How many days a heading says: of several rows that differ the least, with a sign for more."""
    if part.key == "escalated":
        return str(day.escalate)
    found = part.found
    return str(found.most) if found.most == found.least else f"{found.least}–{found.most}"


def row_words(row: Row, part: Part, on: date) -> str:
    """A row: name, of what others do also who, its date and how it stands."""
    said = [str(row.title), *([row.lead] if part.names_lead else [])]
    if row.due_on is not None and part.shows in {"late", "left", "due"}:
        said.append(_("due %(day)s") % {"day": format_day(row.due_on)})
        said += _standing(row.due_on, on) if part.shows != "due" else []
    if row.submitted_on is not None and part.shows == "sent":
        said.append(_("submitted %(day)s") % {"day": format_day(row.submitted_on)})
    return ", ".join(said)


def _standing(due: date, on: date) -> list[str]:
    days = (due - on).days
    if days == 0:
        return [_("due today")]
    words = (
        ngettext("%(days)d day left", "%(days)d days left", days)
        if days > 0
        else ngettext("%(days)d day overdue", "%(days)d days overdue", -days)
    )
    return [words % {"days": abs(days)}]
