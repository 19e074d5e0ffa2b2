"""Records that a fact may be about, ranked, each with the reason in words.

Never a merge: two officials of one name are both offered and a person picks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, FormerName, Official
from phoihop.agencies.naming import Names, living_heirs_of
from phoihop.agreements.models import Agreement, YearPlan
from phoihop.documents.models import Document
from phoihop.periods import format_day
from phoihop.workspace.intake.days import day_of_text
from phoihop.workspace.models import FactKind, IntakeFact

_MOST = 6
SURE = 90
# Offered behind all that bear the name, never in their place.
_HEIR = 5


@dataclass(frozen=True)
class Candidate:
    """A record we have: `score` of 90 or more means that name and circumstances fit.

    warning: why the text can hardly mean it, as that it had ended before.
    """

    pk: int
    label: str
    detail: str
    reason: str
    score: int
    warning: str = ""


@dataclass(frozen=True)
class Suggestions:
    """What is offered for one fact."""

    candidates: Sequence[Candidate] = field(default_factory=list)

    @property
    def sure(self) -> Candidate | None:
        """The one record that fits; None when none or several do."""
        good = [one for one in self.candidates if one.score >= SURE]
        same_name = [one for one in self.candidates if one.score >= SURE - 20]
        return good[0] if len(good) == 1 and len(same_name) == 1 else None


def suggest(facts: Sequence[IntakeFact], user: User) -> dict[int, Suggestions]:
    """Candidates for each fact by its primary key; a fixed number of queries however many facts."""
    finders: dict[str, Callable[[list[IntakeFact], User], dict[int, list[Candidate]]]] = {
        FactKind.PERSON: _people,
        FactKind.AGENCY: _agencies,
        FactKind.DOCUMENT: _documents,
        FactKind.AGREEMENT: _agreements,
    }
    found: dict[int, Suggestions] = {}
    for kind, finder in finders.items():
        of_kind = [fact for fact in facts if fact.kind == kind]
        if of_kind:
            for pk, rows in finder(of_kind, user).items():
                rows.sort(key=lambda row: -row.score)
                found[pk] = Suggestions(rows[:_MOST])
    return found


def _people(facts: list[IntakeFact], user: User) -> dict[int, list[Candidate]]:
    folded = {vntext.fold(fact.value["name"]) for fact in facts}
    officials = list(
        Official.objects.filter(name_folded__in=folded).prefetch_related("tenures__agency")
    )
    return {
        fact.pk: [_person(fact, one) for one in officials if _named(fact, one)] for fact in facts
    }


def _named(fact: IntakeFact, official: Official) -> bool:
    return vntext.fold(fact.value["name"]) == official.name_folded


def _person(fact: IntakeFact, official: Official) -> Candidate:
    titles = [tenure.title for tenure in official.tenures.all()]
    said = [position["title"] for position in fact.value["positions"]]
    same_title = any(vntext.same(a, b) for a in titles for b in said)
    if not vntext.same(fact.value["name"], official.full_name):
        reason, score = _("same letters, other accents"), 50
    elif same_title:
        reason, score = _("same name and position"), 100
    elif not said or not titles:
        reason, score = _("same name, position unknown"), 75
    else:
        reason, score = _("same name, other position"), 70
    return Candidate(official.pk, official.full_name, "; ".join(titles[:2]), reason, score)


def _agencies(facts: list[IntakeFact], user: User) -> dict[int, list[Candidate]]:
    """Under the name of the day of the text; behind one that ended, who took over from it."""
    wanted = Q()
    for fact in facts:
        folded = vntext.fold(fact.value["name"])
        wanted |= Q(name_folded__startswith=folded) | Q(name_folded=folded)
        # "Ban Tuyên giáo Huyện ủy Tiên Lữ" in the text, without the place in the register.
        words = folded.split()
        wanted |= Q(name_folded__in=[" ".join(words[:n]) for n in range(3, len(words))])
    said = {vntext.fold(fact.value["name"]) for fact in facts}
    former = FormerName.objects.values_list("agency", "name")
    wanted |= Q(pk__in=[pk for pk, name in former if vntext.fold(name) in said])
    agencies = list(Agency.objects.filter(wanted).order_by("name_key")[:200])
    register = _Register(agencies, day_of_text(facts[0].intake_id), user.acting_agency)
    return {fact.pk: register.candidates(fact.value["name"]) for fact in facts}


class _Register:
    """The agencies that may be meant, on the day of the text."""

    def __init__(self, agencies: Sequence[Agency], day: date | None, own: Agency | None) -> None:
        self._agencies, self._day, self._own = agencies, day, own
        self._names = Names([agency.pk for agency in agencies])
        self._heirs = living_heirs_of([one.pk for one in agencies if one.valid_to is not None])

    def candidates(self, said: str) -> list[Candidate]:
        """Those of that name, then those who took over from them."""
        found = [one for agency in self._agencies if (one := self._meant(said, agency))]
        there = {one.pk for one in found}
        by_pk = {agency.pk: agency for agency in self._agencies}
        for one in tuple(found):
            for heir in self._heirs.get(one.pk, ()):
                if heir.pk not in there:
                    there.add(heir.pk)
                    reason = _("took over from %(name)s") % {"name": by_pk[one.pk].name}
                    found.append(Candidate(heir.pk, heir.name, "", reason, _HEIR))
        return found

    def _meant(self, said: str, agency: Agency) -> Candidate | None:
        """By the name of the day, else by today's."""
        then = self._named(said, agency, self._names.on(agency, self._day))
        return then or self._named(said, agency, agency.name)

    def _named(self, said: str, agency: Agency, name: str) -> Candidate | None:
        folded, ours = vntext.fold(said), vntext.fold(name)
        if vntext.same(said, name):
            reason, score = _("same name"), 95
        elif folded == ours:
            reason, score = _("same letters, other accents"), 80
        elif ours.startswith(folded) or folded.startswith(ours):
            if agency == self._own:
                reason, score = _("your own agency, written with or without its place"), 92
            else:
                reason, score = _("same name, with or without its place"), 60
        else:
            return None
        detail = warning = ""
        if agency.valid_to is not None:
            day = f"{agency.valid_to:%d/%m/%Y}"
            detail = _("until %(day)s") % {"day": day}
            if self._day is not None and self._day > agency.valid_to:
                warning = _("the agency had ended on %(day)s") % {"day": day}
        return Candidate(agency.pk, name, detail, reason, score, warning)


def _documents(facts: list[IntakeFact], user: User) -> dict[int, list[Candidate]]:
    wanted = Q()
    for fact in facts:
        value = fact.value
        if value["symbol"]:
            wanted |= Q(code_key=vntext.symbol_key(value["code"]))
        if value["number"] is not None:
            wanted |= Q(number=value["number"], kind=value["kind"])
        if value["ordinal"]:
            wanted |= Q(ordinal=value["ordinal"], kind=value["kind"])
    documents = list(Document.objects.visible_to(user).filter(wanted)[:200]) if wanted else []
    return {
        fact.pk: [one for one in (_document(fact, document) for document in documents) if one]
        for fact in facts
    }


def _document(fact: IntakeFact, document: Document) -> Candidate | None:
    value = fact.value
    same_day = bool(value["date"]) and str(document.issued_on) == value["date"]
    other_day = bool(value["date"] and document.issued_on) and not same_day
    same_code = bool(value["symbol"]) and vntext.symbol_key(value["code"]) == document.code_key
    same_number = value["number"] is not None and value["number"] == document.number
    if value["kind"] != document.kind and not same_code:
        return None
    if same_code and not other_day:
        reason, score = _("same number and symbol"), 100 if same_day else 95
    elif same_number and same_day:
        reason, score = _("same kind, number and date"), 95
    elif value["ordinal"] and value["ordinal"] == document.ordinal:
        reason, score = _("same session or congress; pick the right one"), 60
    elif same_number and not other_day:
        reason, score = _("same kind and number, no date in the text"), 65
    elif same_number or same_code:
        reason, score = _("same number, other date"), 30
    else:
        return None
    name = document.code or document.subject
    # Two of one number and symbol differ by their day.
    day = format_day(document.issued_on) if document.issued_on else ""
    detail = " · ".join(part for part in (day, document.subject) if part)
    return Candidate(document.pk, name, detail, reason, score)


def _agreements(facts: list[IntakeFact], user: User) -> dict[int, list[Candidate]]:
    years = [year for fact in facts for year in (fact.value["from"], fact.value["to"]) if year]
    of_years = _with_contents_of([fact for fact in facts if fact.value["kind"] == "contents"])
    named = Q(kind__in=[_kind(fact) for fact in facts]) | Q(pk__in=of_years)
    rows = Agreement.objects.visible_to(user).filter(named)
    if years:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__year__lte=max(years)))
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__year__gte=min(years)))
    agreements = list(rows.select_related("owner")[:50])
    return {
        fact.pk: [
            _agreement(fact, one, of_years.get(one.pk, frozenset()))
            for one in agreements
            if one.kind == _kind(fact) or _has_its_year(fact, of_years.get(one.pk, frozenset()))
        ]
        for fact in facts
    }


def _with_contents_of(facts: list[IntakeFact]) -> dict[int, frozenset[int]]:
    """{agreement: years} of those that have contents of a year that the text names as such."""
    years = {fact.value["from"] for fact in facts} - {None}
    found: dict[int, frozenset[int]] = {}
    plans = YearPlan.objects.filter(year__in=years) if years else YearPlan.objects.none()
    for agreement, year in plans.values_list("agreement", "year"):
        found[agreement] = found.get(agreement, frozenset()) | {year}
    return found


def _has_its_year(fact: IntakeFact, years: frozenset[int]) -> bool:
    return fact.value["kind"] == "contents" and fact.value["from"] in years


def _kind(fact: IntakeFact) -> str:
    """The agreement's kind; "contents" of a year belong to a programme."""
    kind = fact.value["kind"]
    return kind if kind in {"programme", "regulation", "plan", "commitment"} else "programme"


def _agreement(fact: IntakeFact, agreement: Agreement, years: frozenset[int]) -> Candidate:
    named = [party["name"] for party in fact.value["parties"]]
    same_owner = _names_match(named, [agreement.owner.name])
    first, last = agreement.valid_from, agreement.valid_to
    same_years = bool(first and last) and (
        (first.year if first else None, last.year if last else None)
        == (fact.value["from"], fact.value["to"])
    )
    if same_owner and _has_its_year(fact, years):
        reason = _("same lead, with contents of %(year)s") % {"year": fact.value["from"]}
        score = 92
    elif same_owner and same_years:
        reason, score = _("same lead, kind and year"), 92
    elif same_owner:
        reason, score = _("same lead and kind"), 60
    else:
        reason, score = _("same kind and term"), 40
    return Candidate(agreement.pk, str(agreement), agreement.owner.name, reason, score)


def _names_match(said: Iterable[str], ours: Iterable[str]) -> bool:
    pairs = [(vntext.fold(a), vntext.fold(b)) for a in said for b in ours]
    return any(a.startswith(b) or b.startswith(a) for a, b in pairs)
