"""What an agency that ends has in its registers: runs of numbers, reviews to be held, drafts."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.documents.milestone_models import Milestone, MilestoneKeeper
from phoihop.documents.models import Document, NumberSeries
from phoihop.documents.viewers import reindex_viewers


def _series(agencies: Collection[int], _user: User, on: date) -> list[Item]:
    rows = NumberSeries.objects.filter(Q(last_day=None) | Q(last_day__gte=on), owner__in=agencies)
    return [
        Item(
            pk=row.pk,
            agency=row.owner_id,
            label=row.symbol,
            detail=_("last number used: %(number)02d") % {"number": row.last_number},
            words=row.symbol,
        )
        for row in rows.order_by("owner__name_key", "symbol", "pk")
    ]


def _close(passings: Sequence[Passing], handing: Handing) -> None:
    """Close each at its last number; the successor begins its own at 01."""
    keys = [passing.pk for passing in passings]
    rows = list(NumberSeries.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    by_last: defaultdict[date, list[NumberSeries]] = defaultdict(list)
    for row in rows:
        by_last[max(handing.last_day, row.first_day)].append(row)
        facts = {
            "last_day": (row.last_day, handing.last_day),
            "last_number": (None, row.last_number),
            "paper": (None, handing.paper),
        }
        handing.journal.tell("series.closed", row, facts)
    for last, theirs in by_last.items():
        handing.journal.change(theirs, {"last_day": last})


def _reviewed(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Papers of their registers with reviews still to be held, and those they took over."""
    rows = Document.objects.filter(
        Q(owner__in=agencies, milestone_keeper=None) | Q(milestone_keeper__agency__in=agencies),
        milestones__in=Milestone.objects.filter(closed_at=None, dropped_at=None),
        hidden_at=None,
    )
    found = rows.annotate(n=Count("milestones"), first=Min("milestones__current_on"))
    found = found.select_related("milestone_keeper").order_by("first", "pk")
    papers: list[Any] = list(found.defer("text", "words"))  # with n and first
    seen = _seen(papers, user)
    items = []
    for row in papers:
        keeper = getattr(row, "milestone_keeper", None)
        said = ngettext(
            "%(n)d milestone, on %(day)s", "%(n)d milestones, the first on %(day)s", row.n
        )
        detail = said % {"n": row.n, "day": f"{row.first:%d/%m/%Y}"}
        agency = row.owner_id if keeper is None else keeper.agency_id
        items.append(_item(row, agency, row.pk in seen, detail))
    return items


def _drafts(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    rows = Document.objects.filter(owner__in=agencies, is_draft=True, hidden_at=None)
    papers = list(rows.order_by("pk").defer("text", "words"))
    seen = _seen(papers, user)
    return [_item(row, row.owner_id, row.pk in seen) for row in papers]


def _seen(papers: Sequence[Document], user: User) -> set[int]:
    keys = [row.pk for row in papers]
    return set(Document.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _item(row: Document, agency: int, seen: bool, detail: str = "") -> Item:
    return Item(
        pk=row.pk,
        agency=agency,
        label=row.code or str(row.get_kind_display()),
        detail=detail,
        words=row.subject if seen else "",
        url=row.get_absolute_url() if seen else "",
    )


def _milestones_pass(passings: Sequence[Passing], handing: Handing) -> None:
    """The receiving agency keeps the milestones; the paper stays in the register it stands in."""
    chosen = {one.pk: one for one in passings if one.fate == Fate.MOVE and one.to is not None}
    rows = Document.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    papers = list(rows.defer("text", "words"))
    known = {row.document_id: row for row in MilestoneKeeper.objects.filter(document__in=chosen)}
    handing.journal.make(
        MilestoneKeeper(
            document=row,
            agency_id=chosen[row.pk].to or 0,
            valid_from=handing.on,
            paper=handing.paper,
        )
        for row in papers
        if row.pk not in known
    )
    again: defaultdict[int, list[MilestoneKeeper]] = defaultdict(list)
    for keeper in known.values():
        again[chosen[keeper.document_id].to or 0].append(keeper)
    for to, keepers in again.items():
        values = {"agency_id": to, "valid_from": handing.on, "paper": handing.paper}
        handing.journal.change(keepers, values)
    for row in papers:
        passing = chosen[row.pk]
        names = (handing.names[passing.agency], handing.names[passing.to or 0])
        facts = {"keeper": names, "paper": (None, handing.paper)}
        handing.journal.tell("milestones.passed", row, facts)


def _milestones_lacking(count: int, names: str) -> str:
    return ngettext(
        "Nobody would hold the reviews of %(n)d document: %(what)s",
        "Nobody would hold the reviews of %(n)d documents: %(what)s",
        count,
    ) % {"n": count, "what": names}


def _nothing(_passings: Sequence[Passing], _handing: Handing) -> None:
    """They stay as they are."""


declare(
    Estate(
        key="documents.series",
        words=gettext_lazy("Runs of numbers"),
        effect=gettext_lazy("Closed at the last number; the successors begin their own at 01."),
        model=NumberSeries,
        items=_series,
        hand_over=_close,
        by_itself=Fate.END,
    )
)
declare(
    Estate(
        key="documents.milestones",
        words=gettext_lazy("Documents with reviews to be held"),
        effect=gettext_lazy(
            "The receiving agency keeps the milestones; the document stays in the old register."
        ),
        model=Document,
        items=_reviewed,
        hand_over=_milestones_pass,
        lacking=_milestones_lacking,
        settle=reindex_viewers,
    )
)
declare(
    Estate(
        key="documents.drafts",
        words=gettext_lazy("Drafts of outgoing documents"),
        effect=gettext_lazy(
            "Stay: an ended agency issues nothing more. Issue them before, or draft them anew."
        ),
        model=Document,
        items=_drafts,
        hand_over=_nothing,
        by_itself=Fate.STAY,
    )
)
