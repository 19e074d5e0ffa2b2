"""A list of tasks, as an office kept it before: who leads, what is owed, until when."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.imports.findings import Act, Asking, Done, Finding, What, begin
from phoihop.imports.kinds.agencies import living_names
from phoihop.imports.kinds.kind import ImportKind
from phoihop.imports.naming import AgencyNames, NotNamed
from phoihop.imports.sentences import both
from phoihop.sheets import Column, Kind, Option, Row, Sheet
from phoihop.tasks.models import Rhythm, Task
from phoihop.tasks.people import Person, contact_of, people_of
from phoihop.tasks.services.assigning import TaskFacts
from phoihop.tasks.services.assigning_many import ListedTask, assign_many, problems_of_many

# The column in which a refusal of the task's own rules is shown.
_COLUMNS: Final = {"coordinating": "coordinating", "lead_agency": "lead"}


@cache
def sheet() -> Sheet:
    """The columns of the list."""
    return Sheet(
        "tasks",
        both(pgettext_lazy("sheet", "List of tasks")),
        (
            Column(
                "title",
                both(pgettext_lazy("sheet", "What is to be done")),
                required=True,
                longest=500,
                example="Kiểm tra việc thực hiện chương trình phối hợp",
                width=60,
                other_headings=("Nhiệm vụ", "Tên nhiệm vụ", "Nội dung"),
            ),
            Column(
                "product",
                both(pgettext_lazy("sheet", "Product")),
                required=True,
                longest=300,
                example="Báo cáo kết quả",
                width=30,
                other_headings=("Kết quả", "Kết quả đầu ra"),
            ),
            Column(
                "lead",
                both(pgettext_lazy("sheet", "Lead agency")),
                required=True,
                example="Phòng Văn hóa - Xã hội",
                width=40,
                other_headings=("Chủ trì", "Đơn vị chủ trì", "Cơ quan thực hiện"),
            ),
            Column(
                "person",
                both(pgettext_lazy("sheet", "Person in charge")),
                longest=120,
                note=both(pgettext_lazy("sheet", "empty: the contact person of the lead agency")),
                other_headings=("Phụ trách",),
            ),
            Column(
                "coordinating",
                both(pgettext_lazy("sheet", "Coordinating agencies")),
                longest=2_000,
                note=both(pgettext_lazy("sheet", "several with a semicolon between them")),
                width=40,
                other_headings=("Phối hợp", "Đơn vị phối hợp"),
            ),
            Column(
                "due_on",
                both(pgettext_lazy("sheet", "Due date")),
                Kind.DATE,
                note=both(pgettext_lazy("sheet", "empty for a standing task")),
                other_headings=("Hạn", "Hạn hoàn thành", "Thời gian hoàn thành"),
            ),
            Column(
                "rhythm",
                both(pgettext_lazy("sheet", "Standing task, reported")),
                Kind.CHOICE,
                options=tuple(
                    Option(value, both(label)) for value, label in Rhythm.choices if value
                ),
                note=both(pgettext_lazy("sheet", "without a due date; empty: every month")),
            ),
            Column(
                "assigned_on",
                both(pgettext_lazy("sheet", "Assigned on")),
                Kind.DATE,
                note=both(pgettext_lazy("sheet", "empty: the day of the import")),
                other_headings=("Giao ngày",),
            ),
            Column(
                "authority",
                both(pgettext_lazy("sheet", "On whose authority")),
                longest=200,
                example="41-TB/ĐU",
                other_headings=("Căn cứ", "Văn bản giao"),
            ),
            Column(
                "detail",
                both(pgettext_lazy("sheet", "In detail")),
                longest=4_000,
                width=40,
                other_headings=("Ghi chú",),
            ),
        ),
        (
            both(pgettext_lazy("sheet", "One line for each task; your agency assigns them.")),
            both(
                pgettext_lazy(
                    "sheet", "A task of this name, lead agency and due date is made just once."
                )
            ),
        ),
    )


def offers(_user: User) -> Mapping[str, Sequence[str]]:
    """Agencies that may lead."""
    return {"lead": living_names()}


def find(rows: Sequence[Row], asking: Asking) -> list[Finding]:
    """What becomes of each line; a handful of queries however many there are."""
    findings = begin(sheet(), rows, lambda row: row.text("title"))
    owner = asking.by.acting_agency
    if owner is None:
        return findings
    named = _Named(findings)
    people = people_of(named.leads, asking.on)
    for finding in findings:
        _fill(finding, named, people, owner)
    listed = [finding.target for finding in findings]
    for finding, problems in zip(findings, problems_of_many(listed, owner, asking.on), strict=True):
        said = _said(finding)
        for problem in problems:
            if (column := _column_of(problem.field)) not in said:
                finding.fault(column, str(problem))
    _leave_known([finding for finding in findings if finding.what == What.NEW], owner)
    return findings


def _said(finding: Finding) -> set[str]:
    """Columns at fault already; of an unknown lead agency no more is said in others either."""
    said = {mark.column for mark in finding.faults}
    return said | {"person", "coordinating"} if "lead" in said else said


def _column_of(field: str) -> str:
    """Where a refusal is shown; "" for the line as a whole."""
    if field == "person_in_charge":
        return "person"
    column = _COLUMNS.get(field, field)
    return column if column in {one.key for one in sheet().columns} else ""


class _Named:
    """The agencies that the lines name: three queries for all."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        names = AgencyNames()
        self.keys: dict[int, tuple[int | None, list[int]]] = {}
        for finding in findings:
            lead = _meant(finding, names, "lead", finding.row.text("lead"))
            parts = finding.row.text("coordinating").split(";")
            partners = [_meant(finding, names, "coordinating", part.strip()) for part in parts]
            found = [pk for pk in partners if pk is not None]
            self.keys[finding.line] = (lead, list(dict.fromkeys(found)))
        self.leads = {lead for lead, _partners in self.keys.values() if lead is not None}
        every = self.leads | {pk for _lead, partners in self.keys.values() for pk in partners}
        self.agencies = Agency.objects.in_bulk(every)


def _meant(finding: Finding, names: AgencyNames, column: str, text: str) -> int | None:
    if not text:
        return None
    try:
        return names.meant(text).pk
    except NotNamed as problem:
        finding.fault(column, str(problem))
        return None


def _fill(
    finding: Finding, named: _Named, people: Mapping[int, list[Person]], owner: Agency
) -> None:
    """Make the facts of a line; one at fault has what is known, so that all its faults are said.

    owner: stands in for a lead agency that is not known.
    """
    row = finding.row
    lead, partners = named.keys[finding.line]
    due, rhythm = row.day("due_on"), row.text("rhythm")
    if due is None and not rhythm:
        rhythm = Rhythm.MONTHLY
        if "due_on" not in _said(finding):
            finding.notes.append(_("No due date: a standing task, reported every month."))
    facts = TaskFacts(
        title=row.text("title"),
        product=row.text("product"),
        lead_agency=owner if lead is None else named.agencies[lead],
        person_in_charge=None if lead is None else _person(finding, people.get(lead, [])),
        due_on=due,
        rhythm=rhythm,
        detail=row.text("detail"),
        authority=row.text("authority"),
        coordinating={named.agencies[pk]: "" for pk in partners},
    )
    finding.target = ListedTask(facts, row.day("assigned_on"))


def _person(finding: Finding, people: list[Person]) -> Official | None:
    """The official of that name in the lead agency; without a name its contact person."""
    name = finding.row.text("person")
    if not name:
        found = contact_of(people)
        if found is None:
            finding.fault("person", _("The lead agency has no contact person: name somebody."))
        return found
    alike = [one.official for one in people if vntext.same(one.official.full_name, name)]
    if len(alike) != 1:
        finding.fault(
            "person",
            _("Nobody of this name works in the lead agency.")
            if not alike
            else _("Several people of this name work in the lead agency."),
        )
    return alike[0] if len(alike) == 1 else None


def _leave_known(findings: Sequence[Finding], owner: Agency) -> None:
    """A task that is there, or stands in another line, is not made again; one query.

    As it was assigned: by its first due date, and whoever has led it since.
    """
    facts = [finding.target.facts for finding in findings]
    there = Task.objects.filter(
        assigner=owner,
        withdrawn_on=None,
        holdings__agency__in={one.lead_agency.pk for one in facts},
        title__in={one.title for one in facts},
    ).values_list("title", "holdings__agency", "first_due_on")
    known = set(there)
    lines: dict[object, int] = {}
    for finding in findings:
        one = finding.target.facts
        key = (one.title, one.lead_agency.pk, one.due_on)
        if key in known:
            finding.what = What.KNOWN
            finding.notes.append(_("This task was assigned already."))
        elif key in lines:
            finding.fault("title", _("The same as in line %(line)s.") % {"line": lines[key]})
        lines.setdefault(key, finding.line)


def carry_out(findings: Sequence[Finding], act: Act) -> Done:
    """Assign the new ones in one act."""
    listed = [finding.target for finding in findings if finding.what == What.NEW]
    return Done(created=len(assign_many(listed, by=act.by, at=act.at)))


TASKS: Final = ImportKind(
    key="tasks",
    slug="nhiem-vu",
    title=gettext_lazy("Import a list of tasks"),
    lede=gettext_lazy("Tasks as a list kept in Excel has them; your agency assigns all of them."),
    permission="tasks.assign_task",
    back="tasks:list",
    sheet=sheet,
    offers=offers,
    find=find,
    carry_out=carry_out,
    at_once=200,
)
