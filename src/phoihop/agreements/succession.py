"""Coordination papers to which an agency that ends is a party, and the drafts it has."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare, heir_of
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import (
    Agreement,
    Clause,
    ContentItem,
    ContentLine,
    Party,
    PartySuccessor,
    Section,
)
from phoihop.agreements.viewers import reindex_viewers

_TEXT = ("kind", "title")
_ITEM = ("order", "text", "period_text", "product", "due_rule", "weight")


def _in_force(agencies: Collection[int], user: User, on: date) -> list[Item]:
    running = Q(ended_on=None) | Q(ended_on__gt=on)
    term = Q(valid_to=None) | Q(valid_to__gte=on)
    involved = Q(owner__in=agencies) | Q(parties__agency__in=agencies)
    rows = Agreement.objects.filter(running, term, involved, signed_at__isnull=False)
    found = rows.distinct().order_by("signed_on", "pk").prefetch_related("parties")
    order = {agency: at for at, agency in enumerate(agencies)}
    seen = _seen(user)
    items = []
    for agreement in found:
        there = {party.agency_id for party in agreement.parties.all()} | {agreement.owner_id}
        first, *others = sorted(
            (one for one in there if one in order), key=lambda one: order[one or 0]
        )
        item = _item(agreement, first or agreement.owner_id, agreement.pk in seen)
        items.append(replace(item, beside=frozenset(one for one in others if one)))
    return items


def _drafts(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    rows = Agreement.objects.filter(owner__in=agencies, signed_at=None, hidden_at=None)
    seen = _seen(user)
    return [_item(row, row.owner_id, row.pk in seen) for row in rows.order_by("pk")]


def _seen(user: User) -> set[int]:
    return set(Agreement.objects.visible_to(user).values_list("pk", flat=True))


def _item(agreement: Agreement, agency: int, seen: bool) -> Item:
    """A signed paper bears a number and a title that its number stands for; a draft has none."""
    code = agreement.code or agreement.get_kind_display()
    day = agreement.signed_on or agreement.valid_from
    return Item(
        pk=agreement.pk,
        agency=agency,
        label=f"{code}, {day:%d/%m/%Y}" if day else code,
        words=agreement.title if seen else "",
        url=agreement.get_absolute_url() if seen else "",
    )


def _papers_pass(passings: Sequence[Passing], handing: Handing) -> None:
    """Terminate, let a successor stand in for the ended parties, or terminate and draft anew."""
    chosen = {passing.pk: passing for passing in passings}
    rows = list(
        Agreement.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    )
    ending = [row for row in rows if chosen[row.pk].fate in {Fate.END, Fate.RENEW}]
    handing.journal.change(ending, {"ended_on": handing.last_day})
    for row in rows:
        passing = chosen[row.pk]
        facts: dict[str, tuple[object, object]] = {"paper": (None, handing.paper)}
        if passing.fate == Fate.MOVE and passing.to is not None:
            for heir, parties in _stand_in(row, passing.to, handing).items():
                told = facts | {"party": (parties, handing.names[heir])}
                handing.journal.tell("agreement.passed", row, told)
            continue
        facts["ended_on"] = (None, handing.last_day)
        if passing.fate == Fate.RENEW and passing.to is not None:
            facts["renewed_by"] = (None, handing.names[passing.to])
            _draft_anew(row, passing.to, handing)
        handing.journal.tell("agreement.ended", row, facts)


def _stand_in(agreement: Agreement, to: int, handing: Handing) -> dict[int, list[str]]:
    """For each ended party a successor of its own; returns whose places each of them takes."""
    places: defaultdict[int, list[str]] = defaultdict(list)
    made = []
    for row in agreement.parties.filter(agency__in=handing.ended).order_by("order", "pk"):
        heir = heir_of(handing.heirs.get(row.agency_id or 0, ()), to)
        if heir is None or row.successors.filter(agency=heir).exists():
            continue
        made.append(
            PartySuccessor(party=row, agency_id=heir, valid_from=handing.on, paper=handing.paper)
        )
        places[heir].append(handing.names[row.agency_id or 0])
    handing.journal.make(made)
    return places


def _draft_anew(agreement: Agreement, to: int, handing: Handing) -> None:
    """A draft of the successor with the same contents; parties and leads are still to be chosen."""
    draft = Agreement(owner_id=to, created_at=handing.at, created_by=handing.by)
    for name in _TEXT:
        setattr(draft, name, getattr(agreement, name))
    draft.code_key, draft.title_folded = "", agreement.title_folded
    handing.journal.make([draft])
    handing.journal.make([Party(agreement=draft, agency_id=to)])
    _copy_text(agreement, draft, handing)
    items = list(agreement.items.select_related("line").order_by("order", "pk"))
    lines = handing.journal.make(
        [ContentLine(agreement=draft, key=item.line.key) for item in items]
    )
    handing.journal.make(
        ContentItem(agreement=draft, line=line, **{name: getattr(item, name) for name in _ITEM})
        for item, line in zip(items, lines, strict=True)
    )
    facts = {"copied_from": (None, str(agreement)), "paper": (None, handing.paper)}
    handing.journal.tell("agreement.drafted", draft, facts)


def _copy_text(agreement: Agreement, draft: Agreement, handing: Handing) -> None:
    """Sections and clauses, each with the line it had."""
    old = list(agreement.sections.prefetch_related("clauses"))
    sections = handing.journal.make(
        [
            Section(agreement=draft, line=one.line, kind=one.kind, title=one.title, order=one.order)
            for one in old
        ]
    )
    handing.journal.make(
        Clause(
            agreement=draft,
            section=section,
            line=clause.line,
            heading=clause.heading,
            text=clause.text,
            order=clause.order,
        )
        for section, one in zip(sections, old, strict=True)
        for clause in one.clauses.all()
    )


def _drafts_pass(passings: Sequence[Passing], handing: Handing) -> None:
    chosen = {one.pk: one for one in passings if one.fate == Fate.MOVE and one.to is not None}
    rows = list(
        Agreement.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    )
    given: defaultdict[tuple[int, int], list[Agreement]] = defaultdict(list)
    for row in rows:
        given[row.owner_id, chosen[row.pk].to or row.owner_id].append(row)
    for (agency, to), theirs in given.items():
        handing.journal.change(theirs, {"owner_id": to})
        parties = Party.objects.filter(agreement__in=theirs)
        doubled = parties.filter(agency=to).values("agreement")
        old = list(parties.filter(agency=agency).order_by("pk"))
        twice = set(doubled.values_list("agreement", flat=True))
        handing.journal.take_away([row for row in old if row.agreement_id in twice])
        handing.journal.change(
            [row for row in old if row.agreement_id not in twice], {"agency_id": to}
        )
        facts = {
            "owner": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for row in theirs:
            handing.journal.tell("agreement.owner_changed", row, facts)


def settle(keys: Collection[int]) -> None:
    """Let the papers be seen and found by those whose they are now."""
    there = list(Agreement.objects.filter(pk__in=keys, hidden_at=None).select_related("owner"))
    reindex_viewers([agreement.pk for agreement in there])
    for agreement in there:
        index_agreement(agreement)


def _papers_lacking(count: int, names: str) -> str:
    return ngettext(
        "%(n)d coordination paper is not decided yet: %(what)s",
        "%(n)d coordination papers are not decided yet: %(what)s",
        count,
    ) % {"n": count, "what": names}


def _drafts_lacking(count: int, names: str) -> str:
    return ngettext(
        "%(n)d draft is not decided yet: %(what)s",
        "%(n)d drafts are not decided yet: %(what)s",
        count,
    ) % {"n": count, "what": names}


declare(
    Estate(
        key="agreements.in_force",
        words=gettext_lazy("Coordination papers in force"),
        effect=gettext_lazy("Text and signatures stay as they are; old papers keep the old names."),
        model=Agreement,
        items=_in_force,
        hand_over=_papers_pass,
        fates=(Fate.MOVE, Fate.END, Fate.RENEW),
        lacking=_papers_lacking,
        settle=settle,
    )
)
declare(
    Estate(
        key="agreements.drafts",
        words=gettext_lazy("Drafts of coordination papers"),
        effect=gettext_lazy("The receiving agency goes on with the draft."),
        model=Agreement,
        items=_drafts,
        hand_over=_drafts_pass,
        fates=(Fate.MOVE, Fate.STAY),
        lacking=_drafts_lacking,
        settle=settle,
    )
)
