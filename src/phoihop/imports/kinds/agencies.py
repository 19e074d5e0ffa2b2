"""Agencies with their place in the tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies import services
from phoihop.agencies.models import Agency, AgencyKind, Level
from phoihop.imports.comparing import difference_words, differing
from phoihop.imports.findings import (
    Act,
    Asking,
    Choice,
    Done,
    Finding,
    What,
    begin,
    check_fields,
)
from phoihop.imports.kinds.kind import ImportKind
from phoihop.imports.naming import AgencyNames, Named, NotNamed
from phoihop.imports.sentences import both
from phoihop.sheets import Column, Kind, Option, Row, Sheet

_FACTS: Final = (
    "name", "short_name", "code", "kind", "level", "valid_from", "valid_to", "address", "phone",
    "email", "website", "note",
)  # fmt: skip
_OFFERED: Final = 3_000
# Nobody's tree is deeper; a sheet that says so holds a slip.
_DEEPEST: Final = 20


@cache
def sheet() -> Sheet:
    """The columns of an agency."""
    return Sheet(
        "agencies",
        both(pgettext_lazy("sheet", "Agencies")),
        (
            Column(
                "name",
                both(pgettext_lazy("sheet", "Name of the agency")),
                required=True,
                example="Phòng Văn hóa – Xã hội xã Bình An",
                width=44,
                other_headings=("Tên", "Tên đơn vị", "Cơ quan, đơn vị"),
            ),
            Column(
                "short_name",
                both(pgettext_lazy("sheet", "Letters")),
                longest=20,
                example="VHXH",
                note=both(pgettext_lazy("sheet", "as in the symbols of its papers")),
                other_headings=("Tên viết tắt", "Viết tắt"),
            ),
            Column(
                "code",
                both(pgettext_lazy("sheet", "Code")),
                Kind.CODE,
                longest=40,
                example="H12.34.05",
                note=both(pgettext_lazy("sheet", "one agency, one code")),
                other_headings=("Mã cơ quan", "Mã định danh"),
            ),
            Column(
                "kind",
                both(pgettext_lazy("sheet", "Kind of agency")),
                Kind.CHOICE,
                required=True,
                options=tuple(Option(v, both(label)) for v, label in AgencyKind.choices),
                example=both(AgencyKind.STATE_AGENCY.label).vi,
            ),
            Column(
                "level",
                both(pgettext_lazy("sheet", "Level")),
                Kind.CHOICE,
                required=True,
                options=tuple(Option(v, both(label)) for v, label in Level.choices),
                example=both(Level.COMMUNE.label).vi,
            ),
            Column(
                "parent",
                both(pgettext_lazy("sheet", "Stands under")),
                example="UBND xã Bình An",
                note=both(
                    pgettext_lazy(
                        "sheet",
                        "name or code of the superior agency, also of one in another line",
                    )
                ),
                width=40,
                other_headings=("Cơ quan cấp trên", "Cấp trên"),
            ),
            Column("valid_from", both(pgettext_lazy("sheet", "Founded on")), Kind.DATE),
            Column(
                "valid_to",
                both(pgettext_lazy("sheet", "Last day")),
                Kind.DATE,
                note=both(pgettext_lazy("sheet", "only of agencies that have ended")),
            ),
            Column("address", both(pgettext_lazy("sheet", "Address")), width=36),
            Column("phone", both(pgettext_lazy("sheet", "Telephone")), Kind.CODE, longest=40),
            Column("email", both(pgettext_lazy("sheet", "E-mail")), longest=254),
            Column("website", both(pgettext_lazy("sheet", "Website")), longest=200),
            Column("note", both(pgettext_lazy("sheet", "Note")), longest=2_000, width=36),
        ),
        (both(pgettext_lazy("sheet", "One line for each agency, in any order.")),),
    )


def offers(_user: User) -> Mapping[str, Sequence[str]]:
    """Superior agencies that are there."""
    return {"parent": living_names()}


def living_names() -> list[str]:
    """Names of agencies at work, for the list beside a cell."""
    living = Agency.objects.filter(valid_to=None).order_by("name_key", "pk")
    return list(dict.fromkeys(living.values_list("name", flat=True)[:_OFFERED]))


@dataclass
class _Target:
    """values: what the line says; known: the agency it is; parent: record, line or nothing."""

    values: dict[str, object]
    known: int | None = None
    parent: Named | None = None


def find(rows: Sequence[Row], asking: Asking) -> list[Finding]:
    """What becomes of each line; two queries, and one more for those that are there."""
    names = AgencyNames()
    findings = begin(sheet(), rows, lambda row: row.text("name"))
    for finding in findings:
        finding.target = _Target(_values(finding.row))
        check_fields(finding, Agency(**finding.target.values), {name: name for name in _FACTS})
        _check_days(finding)
    _same_line_twice(findings)
    for finding in findings:
        _known(finding, names, asking)
    for finding in findings:
        if finding.row.text("name") and finding.target.known is None and finding.what != What.ASKED:
            names.add(_as_named(finding))
    for finding in findings:
        _parent(finding, names)
    _no_circles(findings)
    _differences(findings, names)
    return findings


def _values(row: Row) -> dict[str, object]:
    values: dict[str, object] = {name: row.values[name] for name in _FACTS}
    website = row.text("website")
    if website and "://" not in website:
        values["website"] = f"https://{website}"
    return values


def _check_days(finding: Finding) -> None:
    first, last = finding.row.day("valid_from"), finding.row.day("valid_to")
    if first and last and last < first:
        finding.fault("valid_to", _("The last day is before the first day."))


def _same_line_twice(findings: Sequence[Finding]) -> None:
    """Two lines with one code, or with one name under one superior, are one agency."""
    seen: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        row = finding.row
        ways = [("name", vntext.canonical(row.text("name")), vntext.canonical(row.text("parent")))]
        if row.text("code"):
            ways.append(("code", row.text("code").casefold(), ""))
        for way in ways:
            if not way[1]:
                continue
            if way in seen:
                sentence = _("The same as in line %(line)s.") % {"line": seen[way]}
                finding.fault(way[0], sentence)
            seen.setdefault(way, row.number)


def _known(finding: Finding, names: AgencyNames, asking: Asking) -> None:
    """Find the record that the line is about: by its code, else by its name if beyond doubt."""
    code, name = finding.row.text("code"), finding.row.text("name")
    if code and (same := names.with_code(code)):
        finding.target.known = same[0].pk
        return
    there = names.same_name(name) if name else []
    if there:
        _is_it_the_same(finding, there, names, asking)


def _as_named(finding: Finding) -> Named:
    row = finding.row
    return Named(
        row.text("name"),
        line=row.number,
        code=row.text("code"),
        letters=row.text("short_name"),
        ended=row.day("valid_to") is not None,
        parent_name=row.text("parent"),
    )


def _parent(finding: Finding, names: AgencyNames) -> None:
    text = finding.row.text("parent")
    if not text:
        return
    try:
        parent = names.meant(text)
    except NotNamed as unknown:
        finding.fault("parent", str(unknown))
        return
    if parent.line == finding.line or (parent.pk is not None and parent.pk == finding.target.known):
        finding.fault("parent", _("An agency cannot stand under itself."))
        return
    finding.target.parent = parent


def _no_circles(findings: Sequence[Finding]) -> None:
    by_line = {finding.line: finding for finding in findings}
    too_deep = [finding for finding in findings if _depth(finding, by_line) > _DEEPEST]
    for finding in too_deep:
        finding.fault("parent", _("These agencies stand under one another in a circle."))
        finding.target.parent = None


def _depth(finding: Finding, by_line: Mapping[int, Finding]) -> int:
    """How many lines of the sheet stand above this one; more than _DEEPEST is a circle."""
    steps, parent = 0, finding.target.parent
    while parent is not None and parent.line is not None and steps <= _DEEPEST:
        steps += 1
        parent = by_line[parent.line].target.parent
    return steps


def _is_it_the_same(
    finding: Finding, there: Sequence[Named], names: AgencyNames, asking: Asking
) -> None:
    """Of the records of this name, the one under the same superior is meant; else ask."""
    text = finding.row.text("parent")
    if not text:
        sure, doubtful = (there, []) if len(there) == 1 else ([], there)
    else:
        try:
            parent = names.meant(text).pk
        except NotNamed:
            parent = None  # it stands further down in the sheet, or nowhere
        sure = [named for named in there if parent is not None and named.parent == parent]
        doubtful = [] if sure else [named for named in there if named.parent is None]
    if len(sure) == 1:
        finding.target.known = sure[0].pk
    elif doubtful or sure:
        _ask(finding, [*sure, *doubtful], asking)
    else:
        labels = "; ".join(named.label() for named in there[:3])
        finding.notes.append(_("Another agency has this name: %(labels)s.") % {"labels": labels})


def _ask(finding: Finding, there: Sequence[Named], asking: Asking) -> None:
    finding.choices = [
        Choice("new", _("Another agency of the same name")),
        *(Choice(f"o{n.pk}", _("This one: %(label)s") % {"label": n.label()}) for n in there),
    ]
    answer = asking.answers.get(finding.line, "")
    if answer not in {choice.value for choice in finding.choices}:
        if finding.what != What.WRONG:
            finding.what = What.ASKED
        return
    finding.answer = answer
    if answer != "new":
        finding.target.known = int(answer[1:])


def _differences(findings: Sequence[Finding], names: AgencyNames) -> None:
    """Say of lines that are there what the sheet says otherwise; empty cells say nothing."""
    sound = [f for f in findings if f.target.known is not None and f.what == What.NEW]
    there = _in_bulk(f.target.known for f in sound)
    for finding in sound:
        agency = there[finding.target.known]
        changed = differing(agency, finding.target.values)
        finding.target.values = changed
        finding.what = What.CHANGED if changed else What.KNOWN
        finding.notes += difference_words(sheet(), agency, changed)
        _stands_elsewhere(finding, names.by_pk[agency.pk])


def _stands_elsewhere(finding: Finding, there: Named) -> None:
    """Say that the sheet has another superior: since when is for a person to say."""
    parent: Named | None = finding.target.parent
    if parent is None or there.ended or parent.pk == there.parent:
        return
    sentence = _(
        "Stands under “%(old)s” here, “%(new)s” in the file. The import moves no agency: do that"
        " on its page, with the day."
    )
    finding.notes.append(sentence % {"old": there.parent_name or "–", "new": parent.name})


def _in_bulk(keys: object) -> dict[int, Agency]:
    rows: QuerySet[Agency] = Agency.objects.all()
    return rows.in_bulk(list(keys))  # type: ignore[call-overload]  # keys are numbers


def carry_out(findings: Sequence[Finding], act: Act) -> Done:
    """Make the new agencies in one act; bring others up to date if that was asked for."""
    new = [finding for finding in findings if finding.what == What.NEW]
    place = {finding.line: at for at, finding in enumerate(new)}
    wanted = {
        parent.pk
        for finding in new
        if (parent := finding.target.parent) is not None and parent.pk is not None
    }
    known_lines = {f.line: f.target.known for f in findings if f.target.known is not None}
    records = _in_bulk([*wanted, *known_lines.values()])

    def parent_of(finding: Finding) -> Agency | int | None:
        parent: Named | None = finding.target.parent
        if parent is None:
            return None
        if parent.pk is not None:
            return records[parent.pk]
        if parent.line in place:
            return place[parent.line]
        return records[known_lines[parent.line]]  # type: ignore[index]  # a line of the sheet

    entries = [services.NewAgency(f.target.values, parent_of(f)) for f in new]
    made = services.create_agencies(entries, by=act.by, at=act.at)
    changed = [f for f in findings if f.what == What.CHANGED] if act.updates else []
    for finding in changed:
        services.update_agency(
            records[finding.target.known], finding.target.values, by=act.by, at=act.at
        )
    return Done(created=len(made), changed=len(changed))


AGENCIES: Final = ImportKind(
    key="agencies",
    slug="co-quan",
    title=gettext_lazy("Import agencies"),
    lede=gettext_lazy("Agencies with their letters, codes and place in the tree."),
    permission="agencies.manage",
    back="agencies:list",
    sheet=sheet,
    offers=offers,
    find=find,
    carry_out=carry_out,
)
