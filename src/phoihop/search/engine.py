"""Find records: symbols first, then exact accents, then without accents; titles before texts."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from phoihop.search.excerpts import Part, excerpt, mark, phrase_forms
from phoihop.search.fulltext import Place, key_begins, matches
from phoihop.search.models import EntrySymbol, EntryViewer, SearchEntry
from phoihop.search.query import Query, take_apart

# A place that finds more is cut here before it is put in order: docs/architecture.md.
_MOST_RANKED = 2000
_MOST_SYMBOLS = 200
COUNT_LIMIT = 1000


@dataclass(frozen=True)
class Audience:
    """Who asks: the agency acted for, and the ids of agencies whose records are read whole.

    scope: a queryset of agency ids to stand in a subquery, or None.
    """

    agency_id: int | None
    scope: QuerySet[Any, Any] | None = None


@dataclass(frozen=True)
class ReadAs:
    """How the words were understood.

    without_accents: typed without a single mark, so that all accents were admitted.
    by_symbol: some record bears this very number and symbol.
    by_beginning: nothing has the last word whole, so words that begin with it were taken.
    forms: how the words are really written in what was found, at most three.
    """

    without_accents: bool = False
    by_symbol: bool = False
    by_beginning: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """One record found; title, hint and snippet come in parts, the words asked for marked.

    snippet_of: the name of the attached file that the snippet stands in, "" for the record itself.
    entry_id: its number in the index, which grows with what is put in.
    """

    entry_id: int
    kind: str
    object_id: int
    date: date | None
    url: str
    title: list[Part]
    hint: list[Part]
    snippet: list[Part]
    snippet_of: str = ""


@dataclass(frozen=True)
class Found:
    """total: at most COUNT_LIMIT, `capped` when there are more; by_kind without the kinds filter,
    each count at most COUNT_LIMIT + 1 (which stands for "more")."""

    hits: list[Hit]
    total: int
    capped: bool
    by_kind: dict[str, int]
    read_as: ReadAs


NOTHING = Found(hits=[], total=0, capped=False, by_kind={}, read_as=ReadAs())


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search beside its words.

    kinds: labels as "tasks.task". year: of the record's date. only: for each kind that may be
    found at all, the records that may (by their keys); None: every record.
    """

    kinds: Collection[str] | None = None
    year: int | None = None
    only: Mapping[str, QuerySet[Any]] | None = None


NO_FILTERS = Filters()


def find(
    audience: Audience,
    words: str,
    filters: Filters = NO_FILTERS,
    *,
    limit: int = 25,
    offset: int = 0,
) -> Found:
    """Find what this audience may see; a handful of queries, however much there is."""
    query = take_apart(words)
    if not query.folded:
        return NOTHING
    entries = _narrowed(visible_to(audience), filters)
    symbols = _with_symbol(entries, query)
    by_beginning = not symbols and not entries.filter(_anywhere(query)).exists()
    by_kind, capped_kinds = _count(entries, query, symbols, by_beginning=by_beginning)
    kinds = filters.kinds
    wanted = {kind: n for kind, n in by_kind.items() if kinds is None or kind in kinds}
    if kinds is not None:
        entries = entries.filter(kind__in=kinds)
    stages = _stages(query, by_symbol=bool(symbols), by_beginning=by_beginning)
    order = _ranked(entries, query, stages, limit + offset)[offset:]
    hits, forms = _hits(order, query)
    total = sum(wanted.values())
    return Found(
        hits=hits,
        total=min(total, COUNT_LIMIT),
        capped=total > COUNT_LIMIT or any(kind in capped_kinds for kind in wanted),
        by_kind=by_kind,
        read_as=ReadAs(
            without_accents=not query.has_accents,
            by_symbol=bool(symbols),
            by_beginning=by_beginning,
            forms=forms,
        ),
    )


def newest() -> int:
    """The number of the entry that was put into the index last; 0 in an empty one."""
    return SearchEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def count_newer(audience: Audience, words: str, filters: Filters, *, than: int) -> int:
    """How many of the entries put into the index after `than` would be found; at most 1,000.

    than: a number that `newest` gave. A record that was there already and only changed is not new.
    """
    query = take_apart(words)
    if not query.folded:
        return 0
    entries = _narrowed(visible_to(audience).filter(pk__gt=than), filters)
    if filters.kinds is not None:
        entries = entries.filter(kind__in=filters.kinds)
    by_symbol = EntrySymbol.objects.filter(_symbol_is(query)).values("entry_id")
    found = entries.filter(_anywhere(query) | Q(pk__in=by_symbol))
    return found.order_by()[:COUNT_LIMIT].count()


def _narrowed(entries: QuerySet[SearchEntry], filters: Filters) -> QuerySet[SearchEntry]:
    if filters.year is not None:
        entries = entries.filter(date__year=filters.year)
    if filters.only is None:
        return entries
    allowed = Q(pk__in=[])
    for kind, records in filters.only.items():
        # EXISTS by the record's key: the words have narrowed the rows already.
        allowed |= Q(kind=kind) & Q(Exists(records.filter(pk=OuterRef("object_id"))))
    return entries.filter(allowed)


def visible_to(audience: Audience) -> QuerySet[SearchEntry]:
    """Entries of public bodies, those this agency may see, and those of the agencies it reads."""
    seen = Q(everyone=True)
    if audience.agency_id is not None:
        # EXISTS: words have already narrowed the rows, and gathering all that an agency may see
        # for each question cost three times as much, measured on both databases.
        mine = EntryViewer.objects.filter(agency=audience.agency_id, entry=OuterRef("pk"))
        seen |= Q(Exists(mine))
    if audience.scope is not None:
        seen |= Q(owner__in=audience.scope) | Q(also_owner__in=audience.scope)
    return SearchEntry.objects.filter(seen)


def _anywhere(query: Query, *, by_beginning: bool = False) -> Q:
    return matches(Place.FOLDED, query.folded, last_is_start=by_beginning)


def _symbol_is(query: Query) -> Q:
    asked = Q(key__in=query.symbol_keys)
    return asked | key_begins(query.symbol_start) if query.symbol_start else asked


def _with_symbol(entries: QuerySet[SearchEntry], query: Query) -> dict[int, str]:
    """{id: kind} of the entries whose number and symbol this is."""
    found = EntrySymbol.objects.filter(_symbol_is(query)).values("entry_id")
    return dict(entries.filter(pk__in=found).values_list("pk", "kind")[:_MOST_SYMBOLS])


def _count(
    entries: QuerySet[SearchEntry], query: Query, symbols: dict[int, str], *, by_beginning: bool
) -> tuple[dict[str, int], set[str]]:
    """Counts by kind; and the kinds that have more than COUNT_LIMIT."""
    found = entries.filter(_anywhere(query, by_beginning=by_beginning))
    first = dict(found.values_list("pk", "kind")[: COUNT_LIMIT + 1])
    counts = dict(Counter((symbols | first).values()))
    if len(first) <= COUNT_LIMIT:
        return counts, set()
    # The kind most of them are of is counted until it stops; the others in one walk together: each
    # on its own would be a walk through everything that was found.
    [(most, _seen)] = Counter(first.values()).most_common(1)
    others = found.exclude(kind=most).order_by().values_list("kind").annotate(n=Count("pk"))
    counts = {kind: min(n, COUNT_LIMIT + 1) for kind, n in others}
    counts[most] = found.filter(kind=most)[: COUNT_LIMIT + 1].count()
    return counts, {kind for kind, n in counts.items() if n > COUNT_LIMIT}


def _ranked(
    entries: QuerySet[SearchEntry], query: Query, stages: Iterable[Q], need: int
) -> list[int]:
    """Ids in order, place by place until there are enough."""
    ids: dict[int, None] = {}
    for stage in stages:
        inner = entries.filter(stage).exclude(pk__in=list(ids))[:_MOST_RANKED].values("pk")
        ordered = SearchEntry.objects.filter(pk__in=inner).order_by(
            _side_by_side(query), F("date").desc(nulls_last=True), "-pk"
        )
        ids |= dict.fromkeys(ordered.values_list("pk", flat=True)[: need - len(ids)])
        if len(ids) >= need:
            break
    return list(ids)


def _stages(query: Query, *, by_symbol: bool, by_beginning: bool) -> Iterator[Q]:
    if by_symbol:
        whole = EntrySymbol.objects.filter(key__in=query.symbol_keys).values("entry_id")
        yield Q(pk__in=whole)
        yield Q(pk__in=EntrySymbol.objects.filter(_symbol_is(query)).values("entry_id"))
    if by_beginning:
        yield matches(Place.FOLDED_TITLE, query.folded, last_is_start=True)
        yield matches(Place.FOLDED, query.folded, last_is_start=True)
    else:
        yield matches(Place.EXACT_TITLE, query.exact)
        yield matches(Place.EXACT, query.exact)
        yield matches(Place.FOLDED_TITLE, query.folded)
        yield matches(Place.FOLDED, query.folded)


def _side_by_side(query: Query) -> Case:
    """0 when the words stand side by side in the title as typed, 1 without accents, else 2."""
    return Case(
        When(title_exact__contains=" ".join(query.exact), then=Value(0)),
        When(title_folded__contains=" ".join(query.folded), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _hits(ids: Sequence[int], query: Query) -> tuple[list[Hit], tuple[str, ...]]:
    fields = ("pk", "kind", "object_id", "date", "url", "title", "hint", "text")
    rows = {row.pk: row for row in SearchEntry.objects.filter(pk__in=ids).only(*fields)}
    found = [rows[pk] for pk in ids if pk in rows]
    hits = [_hit(row, query) for row in found]
    forms = phrase_forms((f"{row.title}. {row.hint}. {row.text}" for row in found), query.folded)
    return hits, tuple(forms)


def _hit(row: SearchEntry, query: Query) -> Hit:
    said = excerpt(row.text, query.folded)
    return Hit(
        entry_id=row.pk,
        kind=row.kind,
        object_id=row.object_id,
        date=row.date,
        url=row.url,
        title=mark(row.title, query.folded),
        hint=mark(row.hint, query.folded),
        snippet=said.parts,
        snippet_of=said.name,
    )
