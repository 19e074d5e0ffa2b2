"""The catalogue of positions."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies import services
from phoihop.agencies.models import Position
from phoihop.imports.comparing import difference_words, differing
from phoihop.imports.findings import Act, Asking, Done, Finding, What, begin
from phoihop.imports.kinds.kind import ImportKind
from phoihop.imports.sentences import both
from phoihop.sheets import Column, Kind, Row, Sheet

_HEAVIEST: Final = 32_767


@cache
def sheet() -> Sheet:
    """The columns of a position."""
    return Sheet(
        "positions",
        both(pgettext_lazy("sheet", "Positions")),
        (
            Column(
                "name",
                both(pgettext_lazy("sheet", "Name of the position")),
                required=True,
                longest=150,
                example="Phó Trưởng ban",
                width=44,
                other_headings=("Tên chức vụ", "Chức danh", "Tên"),
            ),
            Column(
                "weight",
                both(pgettext_lazy("sheet", "Protocol weight")),
                Kind.NUMBER,
                most=_HEAVIEST,
                example="40",
                note=both(pgettext_lazy("sheet", "the heavier is named earlier")),
                other_headings=("Trọng số", "Thứ tự"),
            ),
            Column("source", both(pgettext_lazy("sheet", "Source")), width=40),
        ),
        (both(pgettext_lazy("sheet", "One line for each position of the catalogue.")),),
    )


def offers(_user: User) -> Mapping[str, Sequence[str]]:
    """Nothing to propose."""
    return {}


def find(rows: Sequence[Row], _asking: Asking) -> list[Finding]:
    """What becomes of each line; one query."""
    there = {vntext.canonical(position.name): position for position in Position.objects.all()}
    findings = begin(sheet(), rows, lambda row: row.text("name"))
    seen: dict[str, int] = {}
    for finding in findings:
        row, key = finding.row, vntext.canonical(finding.row.text("name"))
        values = {"name": row.text("name"), "source": row.text("source")}
        weight = row.number_in("weight")
        finding.target = values | ({} if weight is None else {"weight": weight})
        if key and seen.setdefault(key, row.number) != row.number:
            finding.fault("name", _("The same as in line %(line)s.") % {"line": seen[key]})
        elif finding.what == What.NEW and key in there:
            _compare(finding, there[key])
    return findings


def _compare(finding: Finding, position: Position) -> None:
    changed = differing(position, finding.target)
    changed.pop("name", None)  # the same but for blanks and capitals
    finding.what = What.CHANGED if changed else What.KNOWN
    finding.notes += difference_words(sheet(), position, changed)
    finding.target = (position, changed)


def carry_out(findings: Sequence[Finding], act: Act) -> Done:
    """Add the new ones; bring others up to date if that was asked for."""
    done = Done()
    for finding in findings:
        if finding.what == What.NEW:
            services.create_position(finding.target, by=act.by, at=act.at)
            done.created += 1
        elif finding.what == What.CHANGED and act.updates:
            position, changed = finding.target
            services.update_position(position, changed, by=act.by, at=act.at)
            done.changed += 1
    return done


POSITIONS: Final = ImportKind(
    key="positions",
    slug="chuc-vu",
    title=gettext_lazy("Import positions"),
    lede=gettext_lazy("The catalogue of positions with their weight by protocol."),
    permission="agencies.manage",
    back="agencies:positions",
    sheet=sheet,
    offers=offers,
    find=find,
    carry_out=carry_out,
)
