"""Officials with the offices they hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Official, Position, Tenure
from phoihop.imports.comparing import difference_words, differing
from phoihop.imports.findings import (
    Asking,
    Choice,
    Finding,
    What,
    begin,
    check_fields,
)
from phoihop.imports.kinds.agencies import living_names
from phoihop.imports.kinds.appointing import carry_out
from phoihop.imports.kinds.kind import ImportKind
from phoihop.imports.kinds.persons import Office, Person, Target
from phoihop.imports.naming import AgencyNames, NotNamed
from phoihop.imports.sentences import both
from phoihop.periods import format_day
from phoihop.sheets import Column, Kind, Row, Sheet

_CONTACT: Final = ("phone", "email", "note")
_BATCH: Final = 2_000


@cache
def sheet() -> Sheet:
    """The columns of an official: nothing private."""
    return Sheet(
        "officials",
        both(pgettext_lazy("sheet", "Officials")),
        (
            Column(
                "full_name",
                both(pgettext_lazy("sheet", "Full name")),
                required=True,
                longest=120,
                example="Nguyễn Thị Mẫu",
                width=30,
                other_headings=("Họ tên", "Tên cán bộ"),
            ),
            Column(
                "title",
                both(pgettext_lazy("sheet", "Title as printed")),
                longest=200,
                example="Phó Trưởng Ban Xây dựng Đảng",
                note=both(pgettext_lazy("sheet", "empty: the position of the catalogue is taken")),
                width=36,
                other_headings=("Chức danh",),
            ),
            Column(
                "position",
                both(pgettext_lazy("sheet", "Position of the catalogue")),
                longest=150,
                example="Phó Trưởng ban",
                note=both(pgettext_lazy("sheet", "gives the place in lists by protocol")),
                width=26,
                other_headings=("Chức vụ",),
            ),
            Column(
                "agency",
                both(pgettext_lazy("sheet", "Agency")),
                example="Ban Xây dựng Đảng, Đảng ủy xã Bình An",
                note=both(pgettext_lazy("sheet", "name, letters or code")),
                width=40,
                other_headings=("Đơn vị", "Cơ quan công tác"),
            ),
            Column(
                "valid_from",
                both(pgettext_lazy("sheet", "In office from")),
                Kind.DATE,
                example="01/07/2025",
                other_headings=("Từ", "Ngày bổ nhiệm"),
            ),
            Column(
                "valid_to",
                both(pgettext_lazy("sheet", "In office to")),
                Kind.DATE,
                note=both(pgettext_lazy("sheet", "empty while the office is held")),
                other_headings=("Đến",),
            ),
            Column(
                "phone",
                both(pgettext_lazy("sheet", "Office telephone")),
                Kind.CODE,
                longest=40,
                other_headings=("Điện thoại",),
            ),
            Column(
                "email",
                both(pgettext_lazy("sheet", "Office e-mail")),
                longest=254,
                other_headings=("Email",),
            ),
            Column(
                "note",
                both(pgettext_lazy("sheet", "Note to tell namesakes apart")),
                longest=200,
                width=30,
                note=both(pgettext_lazy("sheet", "the same name with the same note is one person")),
                other_headings=("Ghi chú",),
            ),
        ),
        (
            both(pgettext_lazy("sheet", "One line for each office an official holds or held.")),
            both(
                pgettext_lazy(
                    "sheet",
                    "Two people of one name are never merged: give each a note, or decide at the"
                    " preview.",
                )
            ),
        ),
    )


def offers(_user: User) -> Mapping[str, Sequence[str]]:
    """Positions and agencies that are there."""
    positions = Position.objects.order_by("-weight", "name").values_list("name", flat=True)
    return {"position": list(positions), "agency": living_names()}


def find(rows: Sequence[Row], asking: Asking) -> list[Finding]:
    """What becomes of each line; a handful of queries however many there are."""
    findings = begin(sheet(), rows, lambda row: row.text("full_name"))
    agencies = AgencyNames()
    positions = {vntext.canonical(p.name): p.pk for p in Position.objects.all()}
    people = _people_named(row.text("full_name") for row in rows)
    for finding in findings:
        row = finding.row
        contact: dict[str, object] = {name: row.values[name] for name in _CONTACT}
        finding.target = Target(_office(finding, agencies, positions), contact)
        record = Official(full_name=row.text("full_name"), **contact)
        check_fields(finding, record, {name: name for name in ("full_name", *_CONTACT)})
        if finding.what == What.NEW:
            _who(finding, people[vntext.canonical(row.text("full_name"))], asking)
    return findings


def _office(finding: Finding, agencies: AgencyNames, positions: Mapping[str, int]) -> Office:
    row = finding.row
    office = Office(
        row.text("title"), valid_from=row.day("valid_from"), valid_to=row.day("valid_to")
    )
    if text := row.text("agency"):
        try:
            named = agencies.meant(text)
            office.agency, office.agency_name = named.pk, named.name
        except NotNamed as unknown:
            finding.fault("agency", str(unknown))
    if text := row.text("position"):
        office.position = positions.get(vntext.canonical(text))
        if office.position is None:
            finding.fault(
                "position",
                _("The catalogue has no position “%(text)s”. Add it first.") % {"text": text},
            )
        office.title = office.title or text
    elif office.title:
        office.position = positions.get(vntext.canonical(office.title))
    if not office.title and (office.agency or office.valid_from or office.valid_to):
        finding.fault("title", _("Say which office is held: a title or a position."))
    if office.valid_from and office.valid_to and office.valid_to < office.valid_from:
        finding.fault("valid_to", _("The last day is before the first day."))
    return office


def _people_named(names: Iterable[str]) -> defaultdict[str, list[Person]]:
    """Officials that are there, by the key of their name."""
    people: defaultdict[str, list[Person]] = defaultdict(list)
    folded = sorted({vntext.fold(name) for name in names if name})
    for start in range(0, len(folded), _BATCH):
        rows = Official.objects.filter(name_folded__in=folded[start : start + _BATCH])
        for official in rows.with_titles():
            people[vntext.canonical(official.full_name)].append(
                Person(
                    official.note,
                    pk=official.pk,
                    offices=list(official.tenures.all()),
                    record=official,
                )
            )
    return people


def _who(finding: Finding, people: list[Person], asking: Asking) -> None:
    """Whose line it is; people of its name, those of earlier lines among them."""
    note = finding.row.text("note")
    same = [p for p in people if not note or not p.note or vntext.same(p.note, note)]
    held = [p for p in same if any(finding.target.office.is_like(one) for one in p.offices)]
    noted = [p for p in people if note and vntext.same(p.note, note)]
    if len(held) == 1:
        _join(finding, held[0])
    elif len(noted) == 1:
        _join(finding, noted[0])
    elif not people or (note and not noted):
        if people:
            finding.notes.append(_("Another official has this name; the note tells them apart."))
        _begin_person(finding, people)
    else:
        _ask(finding, people, asking)


def _ask(finding: Finding, people: list[Person], asking: Asking) -> None:
    finding.notes.append(_("Namesake."))
    finding.choices = [
        Choice("new", _("Another person of the same name")),
        *(Choice(person.key, person.label()) for person in people),
    ]
    finding.answer = asking.answers.get(finding.line, "")
    chosen = next((person for person in people if person.key == finding.answer), None)
    if finding.answer == "new":
        _begin_person(finding, people)
    elif chosen is not None:
        _join(finding, chosen)
    else:
        finding.what, finding.answer = What.ASKED, ""


def _begin_person(finding: Finding, people: list[Person]) -> None:
    target: Target = finding.target
    person = Person(finding.row.text("note"), line=finding.line, offices=[target.office])
    target.person = person
    people.append(person)


def _join(finding: Finding, person: Person) -> None:
    """The line is about this person: an office more, or one that is there already."""
    target: Target = finding.target
    target.person = person
    like = next((one for one in person.offices if target.office.is_like(one)), None)
    if person.record is not None:
        target.changed = differing(person.record, target.contact)
        finding.notes += difference_words(sheet(), person.record, target.changed)
    if like is None and target.office.title:
        person.offices.append(target.office)
        finding.notes.append(_("One more office of the same person."))
        return
    if isinstance(like, Office):
        finding.fault(
            "", _("The same person and office as in line %(line)s.") % {"line": person.line}
        )
        return
    if like is not None:
        _compare_days(finding, like)
    changes = bool(target.changed or target.tenure)
    finding.what = What.CHANGED if changes else What.KNOWN


def _compare_days(finding: Finding, tenure: Tenure) -> None:
    """A last day can be brought up to date; another first day is only told."""
    target: Target = finding.target
    office = target.office
    if office.valid_from and office.valid_from != tenure.valid_from:
        here = format_day(tenure.valid_from) if tenure.valid_from else "–"
        finding.notes.append(
            _("In office here from %(day)s; correct it there if the file is right.") % {"day": here}
        )
    if office.valid_to and tenure.valid_to is None:
        target.tenure = tenure
        finding.notes.append(
            _("Ends with %(day)s in the file.") % {"day": format_day(office.valid_to)}
        )


OFFICIALS: Final = ImportKind(
    key="officials",
    slug="can-bo",
    title=gettext_lazy("Import officials"),
    lede=gettext_lazy("Officials with their positions, agencies and days in office."),
    permission="agencies.manage",
    back="agencies:officials",
    sheet=sheet,
    offers=offers,
    find=find,
    carry_out=carry_out,
)
