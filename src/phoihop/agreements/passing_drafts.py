"""Drafts that a succession leaves: one that passes to another agency, which stands in it wherever
the drafter that ends stood, and one that goes on with a paper that ends.
"""

from collections import defaultdict
from collections.abc import Sequence

from phoihop.agencies.estates import Fate, Handing, Passing
from phoihop.agreements.models import (
    Agreement,
    Clause,
    ContentItem,
    ItemCoordination,
    OpinionRequest,
    Party,
    Section,
)

_TEXT = ("kind", "title")
_ITEM = ("order", "text", "period_text", "product", "due_rule", "weight")


def drafts_pass(passings: Sequence[Passing], handing: Handing) -> None:
    """Owner, party, lead and coordinating agency: the receiving agency instead of the old one."""
    chosen = {one.pk: one for one in passings if one.fate == Fate.MOVE and one.to is not None}
    rows = list(
        Agreement.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    )
    given: defaultdict[tuple[int, int], list[Agreement]] = defaultdict(list)
    for row in rows:
        given[row.owner_id, chosen[row.pk].to or row.owner_id].append(row)
    for (agency, to), theirs in given.items():
        handing.journal.change(theirs, {"owner_id": to})
        _parties(theirs, agency, to, handing)
        _contents(theirs, agency, to, handing)
        _questions(theirs, to, handing)
        facts = {
            "owner": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for row in theirs:
            handing.journal.tell("agreement.owner_changed", row, facts)


def _parties(drafts: Sequence[Agreement], agency: int, to: int, handing: Handing) -> None:
    parties = Party.objects.filter(agreement__in=drafts)
    twice = set(parties.filter(agency=to).values_list("agreement", flat=True))
    old = list(parties.filter(agency=agency).order_by("pk"))
    handing.journal.take_away([row for row in old if row.agreement_id in twice])
    handing.journal.change([row for row in old if row.agreement_id not in twice], {"agency_id": to})


def _contents(drafts: Sequence[Agreement], agency: int, to: int, handing: Handing) -> None:
    """What the old agency led the new one leads; who leads does not coordinate as well."""
    items = ContentItem.objects.filter(agreement__in=drafts)
    handing.journal.change(
        list(items.filter(lead_agency=agency).order_by("pk")), {"lead_agency_id": to}
    )
    there = ItemCoordination.objects.filter(item__agreement__in=drafts)
    led = there.filter(item__lead_agency=to)
    handing.journal.take_away(list(led.filter(agency__in=[agency, to]).order_by("pk")))
    twice = set(there.filter(agency=to).values_list("item", flat=True))
    old = list(there.filter(agency=agency).order_by("pk"))
    handing.journal.take_away([row for row in old if row.item_id in twice])
    handing.journal.change([row for row in old if row.item_id not in twice], {"agency_id": to})


def _questions(drafts: Sequence[Agreement], to: int, handing: Handing) -> None:
    """Whoever drafts gives no opinion: what it was asked stands no longer in the round."""
    asked = OpinionRequest.objects.filter(
        round__agreement__in=drafts, round__closed_at=None, replaced_at=None, agency=to
    )
    handing.journal.change(list(asked.order_by("pk")), {"replaced_at": handing.at})


def draft_anew(agreement: Agreement, to: int, handing: Handing) -> None:
    """A draft of the successor with the same contents; parties and leads are still to be chosen."""
    draft = Agreement(owner_id=to, created_at=handing.at, created_by=handing.by, renews=agreement)
    for name in _TEXT:
        setattr(draft, name, getattr(agreement, name))
    draft.code_key, draft.title_folded = "", agreement.title_folded
    handing.journal.make([draft])
    handing.journal.make([Party(agreement=draft, agency_id=to)])
    _copy_text(agreement, draft, handing)
    # Each content keeps its line, so that unfinished tasks may go on in it.
    handing.journal.make(
        ContentItem(
            agreement=draft, line_id=item.line_id, **{name: getattr(item, name) for name in _ITEM}
        )
        for item in agreement.items.order_by("order", "pk")
    )
    facts = {"renews": (None, str(agreement)), "paper": (None, handing.paper)}
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
