"""What a register of documents holds already: papers, numbers of arrival, series of numbers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.agencies.models import Agency
from phoihop.documents.duplicates import SamePapers
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, NumberSeries, Register
from phoihop.documents.numbers import parse_code
from phoihop.imports.findings import Finding

_BATCH = 2_000
_Key = tuple[object, ...]


class KnownPapers:
    """Papers of the register and of the sheet itself; two or three queries for all lines."""

    def __init__(self, owner: Agency, papers: Sequence[DocumentFacts]) -> None:
        self._same = SamePapers(owner, papers)
        self._lines: dict[_Key, int] = {}
        self._without_code = _without_code(owner, papers)

    def in_register(self, facts: DocumentFacts) -> list[Document]:
        """Most likely the same paper; one without a number is told by day, issuer and subject."""
        if facts.code:
            return self._same.of(facts)
        return self._without_code.get(_key(facts), [])

    def line_of(self, line: int, facts: DocumentFacts) -> int | None:
        """An earlier line with the same paper; else this line is remembered."""
        earlier = self._lines.setdefault(_key(facts), line)
        return earlier if earlier != line else None


def _key(facts: DocumentFacts) -> _Key:
    """By this, two lines of one sheet are one paper."""
    issuer = vntext.canonical(facts.issuer_name)
    if facts.code:
        year = facts.issued_on.year if facts.issued_on else None
        return (vntext.symbol_key(facts.code), issuer, year, facts.register)
    return ("", issuer, facts.issued_on, facts.kind, vntext.canonical(facts.subject))


def _without_code(owner: Agency, papers: Sequence[DocumentFacts]) -> dict[_Key, list[Document]]:
    days = sorted({p.issued_on for p in papers if not p.code and p.issued_on is not None})
    undated = any(not paper.code and paper.issued_on is None for paper in papers)
    ours = Document.objects.filter(owner=owner, hidden_at=None, code="").defer("text", "words")
    rows = list(ours.filter(issued_on=None)) if undated else []
    for start in range(0, len(days), _BATCH):
        rows += ours.filter(issued_on__in=days[start : start + _BATCH])
    found: defaultdict[_Key, list[Document]] = defaultdict(list)
    for row in rows:
        facts = DocumentFacts(
            issuer_name=row.issuer_name, issued_on=row.issued_on, kind=row.kind, subject=row.subject
        )
        found[_key(facts)].append(row)
    return found


def check_arrivals(owner: Agency, findings: Sequence[Finding]) -> None:
    """A number of arrival stands once in the register of a year; two queries for all lines."""
    years = {f.target.arrived_on.year for f in findings if f.target.arrived_on}
    borne: dict[tuple[int | None, int | None], str] = {
        (year, number): code or subject
        for year, number, code, subject in Document.objects.filter(
            owner=owner, arrival_year__in=years
        ).values_list("arrival_year", "arrival_number", "code", "subject")
    }
    lines: dict[tuple[int, int], int] = {}
    for finding in findings:
        facts: DocumentFacts = finding.target
        if facts.arrived_on is None or facts.arrival_number is None:
            continue
        key = (facts.arrived_on.year, facts.arrival_number)
        if key in borne:
            words = _("Arrival number %(number)s of %(year)s is that of “%(name)s”.")
            told = {"number": key[1], "year": key[0], "name": borne[key][:80]}
            finding.fault("arrival_number", words % told)
        elif lines.setdefault(key, finding.line) != finding.line:
            same = _("The same as in line %(line)s.") % {"line": lines[key]}
            finding.fault("arrival_number", same)


def remind_of_series(owner: Agency, findings: Sequence[Finding]) -> None:
    """Say once for each series that the sheet holds a higher number than the last one used.

    Nothing moves the series on: whoever keeps it looks and corrects its last number.
    """
    runs = list(NumberSeries.objects.filter(owner=owner))
    highest: dict[int, tuple[int, Finding, NumberSeries]] = {}
    for finding in findings:
        facts: DocumentFacts = finding.target
        parsed = parse_code(facts.code)
        own = facts.issuer is None or facts.issuer.pk == owner.pk
        if parsed is None or facts.register != Register.OUTGOING or not own:
            continue
        run = next(
            (
                r
                for r in runs
                if r.symbol == parsed.symbol
                and _is_open(r, facts.issued_on)
                and r.last_number < parsed.number
            ),
            None,
        )
        if run is not None and parsed.number > highest.get(run.pk, (0, finding, run))[0]:
            highest[run.pk] = (parsed.number, finding, run)
    for number, finding, run in highest.values():
        words = _(
            "The series %(symbol)s goes to %(last)s only. After the import set its last number to"
            " %(number)s, or the next paper gets a number that was given out."
        )
        told = {"symbol": run.symbol, "last": run.last_number, "number": number}
        finding.notes.append(words % told)


def _is_open(run: NumberSeries, on: date | None) -> bool:
    return on is not None and run.first_day <= on <= (run.last_day or date.max)
