"""What the page of a checked sheet shows: sorted, and cut where there is much of one sort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from phoihop.imports.findings import Told, What
from phoihop.imports.models import SheetUpload
from phoihop.imports.sentences import language
from phoihop.imports.services import kind_of, told_of
from phoihop.ui.templatetags.ui import number

_MOST_SHOWN = 200
_MOST_ASKED = 500
_LONGEST_DETAILS = 200


@dataclass(frozen=True)
class Fault:
    """One fault with the heading of its column; "" for the line as a whole."""

    heading: str
    sentence: str


@dataclass(frozen=True)
class Shown:
    """One line of the page. details: what stands in its other cells, as typed."""

    told: Told
    faults: Sequence[Fault]
    details: str


@dataclass(frozen=True)
class Part:
    """Lines of one sort: how many there are, and the first of them."""

    count: int
    lines: Sequence[Shown]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True)
class Preview:
    """wrong, asked, new, changed, known: the sorts of lines."""

    wrong: Part
    asked: Part
    new: Part
    changed: Part
    known: Part

    @property
    def all_known(self) -> bool:
        """Everything is there already."""
        return not (self.wrong.count + self.asked.count + self.new.count + self.changed.count)

    @property
    def summary(self) -> str:
        """How many lines there are of each sort; a sort without any is left out."""
        new, known, changed = self.new.count, self.known.count, self.changed.count
        asked, wrong = self.asked.count, self.wrong.count
        sorts = (
            (new, ngettext("%(n)s line new", "%(n)s lines new", new)),
            (known, ngettext("%(n)s line there already", "%(n)s lines there already", known)),
            (
                changed,
                ngettext(
                    "%(n)s line there with other facts",
                    "%(n)s lines there with other facts",
                    changed,
                ),
            ),
            (asked, ngettext("%(n)s line to be decided", "%(n)s lines to be decided", asked)),
            (wrong, ngettext("%(n)s line at fault", "%(n)s lines at fault", wrong)),
        )
        return ", ".join(words % {"n": number(count)} for count, words in sorts if count)


def preview_of(upload: SheetUpload) -> Preview:
    """The lines of a checked sheet. A line that was asked about stands with its answer."""
    told = told_of(upload)
    asked = [one for one in told if one.choices and one.what != What.WRONG]
    others = [one for one in told if not one.choices or one.what == What.WRONG]
    by_sort = {what: [one for one in others if one.what == what] for what in What}
    show = _Shower(upload)
    return Preview(
        show.part(by_sort[What.WRONG]),
        show.part(asked, _MOST_ASKED),
        show.part(by_sort[What.NEW]),
        show.part(by_sort[What.CHANGED]),
        show.part(by_sort[What.KNOWN]),
    )


class _Shower:
    """Puts lines beside their headings and what was typed."""

    def __init__(self, upload: SheetUpload) -> None:
        columns = kind_of(upload).sheet().columns
        self.headings = {column.key: column.heading.said(language()) for column in columns}
        self.others = [column.key for column in columns[1:]]
        self.typed: Mapping[int, Mapping[str, str]] = {
            line: cells for line, cells, _broken in upload.lines
        }

    def part(self, lines: Sequence[Told], most: int = _MOST_SHOWN) -> Part:
        """Lines of one sort, cut at so many."""
        return Part(len(lines), [self._shown(told) for told in lines[:most]])

    def _shown(self, told: Told) -> Shown:
        cells = self.typed.get(told.line, {})
        details = " · ".join(cells[key] for key in self.others if key in cells)
        faults = [Fault(self.headings.get(m.column, ""), m.sentence) for m in told.faults]
        return Shown(told, faults, details[:_LONGEST_DETAILS])
