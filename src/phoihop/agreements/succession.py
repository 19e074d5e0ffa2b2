"""Coordination papers to which an agency that ends is a party, and the drafts it has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, F, Prefetch, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare, heir_of
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import (
    Agreement,
    OpinionRequest,
    Party,
    PartySuccessor,
    Review,
    ReviewKind,
    Termination,
)
from phoihop.agreements.passing_drafts import draft_anew, drafts_pass
from phoihop.agreements.passing_templates import TEMPLATES
from phoihop.agreements.querysets import AgreementQuerySet, replacing
from phoihop.agreements.standing import asked_opinions
from phoihop.agreements.viewers import reindex_viewers

_IN_FORCE = "agreements.in_force"
# A final review is held, and a paper to go on with drafted, within about a year of the end.
_AFTER_THE_END = timedelta(days=365)


def _in_force(agencies: Collection[int], user: User, on: date) -> list[Item]:
    """Signed papers that bind them; an amendment goes with the paper that it amends.

    Also those to which only an amendment made them a party, while it stands or is to come.
    """
    running = Q(ended_on=None) | Q(ended_on__gt=on)
    going_on = Q(renewed_on=None) | Q(renewed_on__gt=on)
    term = Q(valid_to=None) | Q(valid_to__gte=on)
    named = Party.objects.filter(Q(agency__in=agencies) | Q(successors__agency__in=agencies))
    bound = named.order_by().values("agreement")
    amending = _amending(on).filter(pk__in=bound)
    found = Agreement.objects.filter(
        running,
        going_on,
        term,
        Q(owner__in=agencies) | Q(pk__in=bound) | Q(pk__in=amending.values("amends")),
        signed_at__isnull=False,
        amends=None,
    )
    order = {agency: at for at, agency in enumerate(agencies)}
    items = []
    amendments = Prefetch("amendments", _amending(on).prefetch_related("parties__successors"))
    rows = found.order_by("signed_on", "pk").prefetch_related("parties__successors", amendments)
    seen = _seen(user, [agreement.pk for agreement in rows])
    for agreement in rows:
        there: set[int | None] = {agreement.owner_id}
        texts = (agreement, *agreement.amendments.all())
        for party in (party for text in texts for party in text.parties.all()):
            there |= {party.agency_id, *(one.agency_id for one in party.successors.all())}
        concerned = sorted((one for one in there if one in order), key=lambda one: order[one or 0])
        first, *others = concerned
        item = _item(agreement, first or agreement.owner_id, agreement.pk in seen)
        items.append(replace(item, beside=frozenset(one for one in others if one)))
    return items


def _amending(on: date) -> AgreementQuerySet:
    """Signed amendments that stand on that day or are to come."""
    over = replacing().filter(valid_from__lte=on)
    signed = Agreement.objects.filter(amends__isnull=False, signed_at__isnull=False)
    return signed.exclude(Exists(over)).order_by("valid_from", "amendment_number")


def _expired(agencies: Collection[int], user: User, on: date) -> list[Item]:
    """Papers they drafted, or keep for who drafted them, that await their final review."""
    taken = (
        Party.objects.filter(agency=F("agreement__owner"), successors__agency__in=agencies)
        .order_by()
        .values("agreement")
    )
    # Of a programme of one year the review of the year is the final one.
    of_one_year = Q(
        kind=ReviewKind.YEAR, agreement__valid_from__year=F("agreement__valid_to__year")
    )
    reviewed = Review.objects.filter(
        Q(kind=ReviewKind.END) | of_one_year, confirmed_at__isnull=False
    )
    found = Agreement.objects.filter(
        Q(owner__in=agencies) | Q(pk__in=taken),
        signed_at__isnull=False,
        amends=None,
        ended_on=None,
        renewed_on=None,
        valid_to__lt=on,
        valid_to__gte=on - _AFTER_THE_END,
    ).exclude(pk__in=reviewed.order_by().values("agreement"))
    rows = list(found.order_by("valid_to", "pk"))
    keys = [row.pk for row in rows]
    keepers, seen = _keepers(keys, agencies), _seen(user, keys)
    return [_item(row, keepers.get(row.pk, row.owner_id), row.pk in seen) for row in rows]


def _keepers(papers: Collection[int], agencies: Collection[int]) -> dict[int, int]:
    """{paper: which of these agencies stands in for the one that drafted it}."""
    rows = PartySuccessor.objects.filter(
        party__agreement__in=papers,
        party__agency=F("party__agreement__owner"),
        agency__in=agencies,
    ).exclude(party__agreement__owner__in=agencies)
    return dict(rows.order_by("-pk").values_list("party__agreement", "agency"))


def _drafts(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Unsigned papers; an amendment that is being drafted goes with the paper it amends."""
    drafts = Agreement.objects.filter(owner__in=agencies, signed_at=None, hidden_at=None)
    rows = list(drafts.order_by("pk"))
    seen = _seen(user, [row.pk for row in rows])
    items = []
    for row in rows:
        item = _item(row, row.owner_id, row.pk in seen)
        follows = (_IN_FORCE, row.amends_id) if row.amends_id else None
        items.append(replace(item, follows=follows))
    return items


def _parties_of_drafts(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Their places in papers that others are drafting."""
    there = Party.objects.filter(
        agency__in=agencies, agreement__signed_at=None, agreement__hidden_at=None
    ).exclude(agreement__owner__in=agencies)
    rows = list(there.select_related("agreement__owner").order_by("agreement", "pk"))
    seen = _seen(user, [row.agreement_id for row in rows])
    return [
        replace(
            _item(row.agreement, row.agency_id or 0, row.agreement_id in seen),
            pk=row.pk,
            detail=row.agreement.owner.name,
        )
        for row in rows
    ]


def _seen(user: User, agreements: Iterable[int]) -> set[int]:
    """Those of these papers that the user may read; nothing is asked where there are none."""
    seen = Agreement.objects.visible_to(user).filter(pk__in=list(agreements))
    return set(seen.order_by().values_list("pk", flat=True))


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
    before = {row.pk: row.ended_on for row in rows}
    _terminate([row for row in rows if chosen[row.pk].fate in {Fate.END, Fate.RENEW}], handing)
    moving = {row.pk: chosen[row.pk].to for row in rows if chosen[row.pk].fate == Fate.MOVE}
    places = _stand_in({pk: to for pk, to in moving.items() if to is not None}, handing)
    for row in rows:
        passing = chosen[row.pk]
        facts: dict[str, tuple[object, object]] = {"paper": (None, handing.paper)}
        if passing.fate == Fate.MOVE:
            for heir, parties in places[row.pk].items():
                told = facts | {"party": (parties, handing.names[heir])}
                handing.journal.tell("agreement.passed", row, told)
            continue
        facts["ended_on"] = (before[row.pk], handing.on)
        if passing.fate == Fate.RENEW and passing.to is not None:
            facts["renewed_by"] = (None, handing.names[passing.to])
            draft_anew(row, passing.to, handing)
        handing.journal.tell("agreement.ended", row, facts)


def _terminate(agreements: Sequence[Agreement], handing: Handing) -> None:
    """End them, and their amendments with them, from that day on; the act's paper says why.

    What was to end later by a decision of its own ends with the act instead.
    """
    amendments = Agreement.objects.filter(
        amends__in=agreements, signed_at__isnull=False, ended_on=None
    )
    ending = [*agreements, *amendments.order_by("pk")]
    handing.journal.change(ending, {"ended_on": handing.on})
    # In the office's language, whoever carries the act out: it is read by all parties.
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Ended with the succession of agencies under %(paper)s") % {
            "paper": handing.paper
        }
    why = {
        "on": handing.on,
        "reason": reason[:500],
        "document_id": handing.document,
        "at": handing.at,
        "by_id": handing.by.pk,
    }
    decided = list(Termination.objects.filter(agreement__in=agreements).order_by("pk"))
    handing.journal.change(decided, why)
    known = {row.agreement_id for row in decided}
    handing.journal.make(
        Termination(agreement=row, **why) for row in agreements if row.pk not in known
    )


def _stand_in(to: Mapping[int, int], handing: Handing) -> dict[int, dict[int, list[str]]]:
    """For each ended party of these papers, and of their amendments, a successor of its own.

    to: {paper: who receives it}. Returns {paper: {successor: whose places it takes}}.
    """
    places: dict[int, dict[int, list[str]]] = {pk: defaultdict(list) for pk in to}
    rows = Party.objects.filter(
        Q(agreement__in=to) | Q(agreement__amends__in=to, agreement__signed_at__isnull=False)
    )
    made: dict[tuple[int, int], PartySuccessor] = {}
    found = rows.select_related("agreement").prefetch_related("successors")
    for party in found.order_by("agreement", "order", "pk"):
        original = party.agreement.amends_id or party.agreement_id
        standing = {row.agency_id for row in party.successors.all()}
        for ended in sorted({party.agency_id or 0, *standing} & handing.ended):
            heir = heir_of(handing.heirs.get(ended, ()), to[original])
            if heir is None or heir in standing or (party.pk, heir) in made:
                continue
            made[party.pk, heir] = PartySuccessor(
                party=party, agency_id=heir, valid_from=handing.on, paper=handing.paper
            )
            if handing.names[ended] not in places[original][heir]:  # once, of all its texts
                places[original][heir].append(handing.names[ended])
    handing.journal.make(made.values())
    return places


def _asked(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Opinions that these agencies were asked for and have not given."""
    rows = asked_opinions().filter(agency__in=agencies)
    found = list(rows.exclude(round__agreement__owner__in=agencies))
    seen = _seen(user, [row.round.agreement_id for row in found])
    return [
        replace(
            _item(row.round.agreement, row.agency_id, row.round.agreement_id in seen),
            pk=row.pk,
            detail=f"{row.answer_by:%d/%m/%Y}",
        )
        for row in found
    ]


def _nothing(_passings: Sequence[Passing], _handing: Handing) -> None:
    """They stay as they are."""


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
        key=_IN_FORCE,
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
        key="agreements.expired",
        words=gettext_lazy("Coordination papers that await their final review"),
        effect=gettext_lazy(
            "The receiving agency holds the review and may draft the paper that continues it."
        ),
        model=Agreement,
        items=_expired,
        hand_over=_papers_pass,
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
        hand_over=drafts_pass,
        lacking=_drafts_lacking,
        settle=settle,
    )
)
declare(
    Estate(
        key="agreements.parties",
        words=gettext_lazy("Places in drafts of other agencies"),
        effect=gettext_lazy("Stay: who drafts the paper names the receiving agency instead."),
        model=Party,
        items=_parties_of_drafts,
        hand_over=_nothing,
        by_itself=Fate.STAY,
    )
)
declare(
    Estate(
        key="agreements.opinions",
        words=gettext_lazy("Opinions asked of them and not given"),
        effect=gettext_lazy("Stay: who drafts the paper asks the receiving agency anew."),
        model=OpinionRequest,
        items=_asked,
        hand_over=_nothing,
        by_itself=Fate.STAY,
    )
)
declare(TEMPLATES)
