"""The preview of an act of succession, by hand: what it touches, and where each thing goes."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bench.plain.belongings import SORTS, Sort, Thing
from phoihop.audit.models import Event
from phoihop.succession.models import Act, Choice, How, Line

_NAMED = 10
_SHOWN = 8
_MARKS = {"late": "quá hạn", "none": "không thời hạn"}
Heirs = Mapping[int, list[Any]]


def act(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft: agencies, sorts of things with their receivers, what is still to be decided."""
    one = get_object_or_404(Act.objects.select_related("document"), pk=pk)
    lines = list(one.lines.select_related("agency", "new_parent").prefetch_related("heirs__agency"))
    heirs = {line.agency_id: [heir.agency for heir in line.heirs.all()] for line in lines}
    takers = {agency.pk: agency for theirs in heirs.values() for agency in theirs}
    new = {line.agency_id: line.agency for line in lines if line.how == How.NEW}
    begin = new | {pk: agency for pk, agency in takers.items() if agency.valid_from == one.on}
    parts = _parts(lines, heirs, list(one.choices.all()))
    faults = [*_agencies(lines, takers, one), *(part["open"] for part in parts if part["open"])]
    faults += [words for part in parts for words in part["faults"]]
    context = {
        "act": one,
        "on": f"{one.on:%d/%m/%Y}",
        "paper_on": f"{one.paper_on:%d/%m/%Y}",
        "paper_iso": one.paper_on.isoformat(),
        "is_early": one.on < one.paper_on,
        "total": _number(sum(part["n"] for part in parts if not part["only_shown"])),
        "faults": faults[:_SHOWN],
        "ending": [line for line in lines if line.how == How.ENDS],
        "renamed": [line for line in lines if line.how == How.RENAMED],
        "begin": sorted(begin.values(), key=lambda agency: (agency.name_key, agency.pk)),
        "parts": parts,
        "entries": list(
            Event.objects.filter(kind="succession.act", object_id=pk)
            .select_related("by", "acting_agency")
            .order_by("-at", "-pk")
        ),
        "run": one.runs.order_by("-pk").first(),
    }
    return render(request, "plain/act.html", context)


def _agencies(lines: list[Line], takers: Mapping[int, Any], one: Act) -> list[str]:
    """Of agencies that cannot end or take over on that day."""
    said = [
        f"{line.agency.name} đã kết thúc ngày {line.agency.valid_to:%d/%m/%Y}."
        for line in lines
        if line.how != How.NEW and line.agency.valid_to
    ]
    return said + [
        f"Ngày {one.on:%d/%m/%Y} không có {taker.name}, nên không nhận kế thừa được."
        for taker in takers.values()
        if not taker.exists_on(one.on)
    ]


def _parts(lines: list[Line], heirs: Heirs, choices: list[Choice]) -> list[dict[str, Any]]:
    """The sorts of which there is something; each thing goes where chosen, followed or alone."""
    ending = [line.agency_id for line in lines if line.how == How.ENDS]
    renamed = [line.agency_id for line in lines if line.how == How.RENAMED]
    chosen = {(one.estate, one.object_id, one.agency_id): one for one in choices}
    names = {agency.pk: agency.name for theirs in heirs.values() for agency in theirs}
    ended = {line.agency_id: line.agency.name for line in lines}
    decided: dict[tuple[str, int], int] = {}
    on = timezone.localdate()
    parts = []
    for sort in SORTS:
        agencies = [*ending, *renamed] if sort.key == "tasks.led" else ending
        things = sort.things(agencies, on) if agencies else []
        if not things:
            continue
        counts: Counter[str] = Counter()
        to: Counter[int] = Counter()
        missing, faults = [], []
        for thing in things:
            fate, taker = _fate(sort, thing, heirs, chosen, decided)
            if thing.agency in renamed:
                fate, taker = "stay", None
            elif taker is not None:
                decided[sort.key, thing.pk] = taker
                faults += _beside(thing, taker, fate, heirs, ended)
            if taker is not None:
                to[taker] += 1
            else:
                counts[fate] += 1
            if not fate:
                missing.append(thing.label)
        parts.append(
            {
                "sort": sort,
                "n": len(things),
                "only_shown": sort.itself == "stay",
                "number": _number(len(things)),
                "marks": _marks(things),
                "to": [(names[pk], _number(n)) for pk, n in to.most_common()],
                "n_open": _number(counts[""]) if counts[""] else "",
                "ending": _number(counts["end"]) if counts["end"] else "",
                "staying": _number(counts["stay"]) if counts["stay"] else "",
                "open": _missing(sort, missing),
                "faults": faults,
            }
        )
    return parts


def _fate(
    sort: Sort,
    thing: Thing,
    heirs: Heirs,
    chosen: Mapping[tuple[str, int | None, int | None], Choice],
    decided: Mapping[tuple[str, int], int],
) -> tuple[str, int | None]:
    """What becomes of it, and who receives it; "" while nobody has decided."""
    if sort.itself:
        return sort.itself, None
    takers = [agency.pk for agency in heirs.get(thing.agency, [])]
    choice = chosen.get((sort.key, thing.pk, None)) or chosen.get((sort.key, None, thing.agency))
    if choice is not None and (choice.to_id is None or choice.to_id in takers):
        return choice.fate, choice.to_id
    if thing.follows is not None:
        goes = decided.get(thing.follows, thing.else_to)
        if goes in takers:
            return "move", goes
    if len(takers) == 1 and not _unsettled(thing, takers[0], heirs):
        return "move", takers[0]
    return ("", None) if len(takers) == 1 else (sort.left, None)


def _unsettled(thing: Thing, taker: int, heirs: Heirs) -> list[int]:
    """Other ending agencies with a part in it, whose successors are several, and all others."""
    found = []
    for agency in sorted(thing.beside):
        theirs = [one.pk for one in heirs.get(agency, [])]
        if len(theirs) > 1 and taker not in theirs:
            found.append(agency)
    return found


def _beside(
    thing: Thing, taker: int, fate: str, heirs: Heirs, ended: Mapping[int, str]
) -> list[str]:
    names = [ended[one] for one in _unsettled(thing, taker, heirs)] if fate == "move" else []
    if not names:
        return []
    return [f"{thing.label}: chọn một cơ quan cũng kế thừa {', '.join(names)}."]


def _marks(things: list[Thing]) -> list[tuple[str, str, str]]:
    counted: defaultdict[str, int] = defaultdict(int)
    for thing in things:
        counted[thing.mark] += 1
    return [
        (mark, _number(counted[mark]), words) for mark, words in _MARKS.items() if counted[mark]
    ]


def _missing(sort: Sort, labels: list[str]) -> str:
    if not labels:
        return ""
    names = ", ".join(labels[:_NAMED]) + (" …" if len(labels) > _NAMED else "")
    return sort.missing.format(n=len(labels), what=names)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
