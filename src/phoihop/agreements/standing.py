"""How a round of opinions stands on a day: one row a party, the sums, what is not settled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.errors import Lack
from phoihop.agreements.models import Agreement, Answer, OpinionRequest, OpinionRound, Proposal


@dataclass(frozen=True)
class Row:
    """A party's answer as shown. late: days after its day, 0 in time."""

    request: OpinionRequest
    proposals: Sequence[Proposal]
    key: str
    words: str
    late: int

    @property
    def is_overdue(self) -> bool:
        """It has not answered by its day: its silence may be recorded as consent."""
        return self.key == "late"


@dataclass(frozen=True)
class Tally:
    """Sums over the parties that are asked; `settled` of the proposing ones lack nothing."""

    asked: int
    agreed: int
    proposed: int
    settled: int
    deemed: int
    waiting: int
    overdue: int

    @property
    def answered(self) -> int:
        """Parties that said something themselves."""
        return self.agreed + self.proposed


def latest_round(agreement: Agreement) -> OpinionRound | None:
    """The open round, else the last one; None if nobody was ever asked."""
    return agreement.rounds.select_related("opened_by").order_by("-number").first()


def rows_of(round_: OpinionRound, on: date) -> list[Row]:
    """One row for each party that is asked, in the order of the parties; three queries."""
    order = {
        agency: place
        for place, agency in enumerate(
            round_.agreement.parties.order_by("order", "pk").values_list("agency_id", flat=True)
        )
    }
    requests = round_.requests.filter(replaced_at=None).select_related(
        "agency", "answered_by", "revision"
    )
    proposals: dict[int, list[Proposal]] = {}
    for proposal in _proposals(round_):
        proposals.setdefault(proposal.agency_id, []).append(proposal)
    rows = [_row(one, proposals.get(one.agency_id, []), on) for one in requests]
    return sorted(rows, key=lambda row: order.get(row.request.agency_id, len(order)))


def _proposals(round_: OpinionRound) -> "QuerySet[Proposal]":
    """All that stand; those of an earlier question of the round too, until they are settled."""
    return (
        Proposal.objects.filter(request__round=round_, withdrawn_at=None)
        .select_related(
            "agency", "item__lead_agency", "clause", "made_by", "settled_by", "new_agency"
        )
        .order_by("pk")
    )


def tally_of(rows: Sequence[Row]) -> Tally:
    """The sums of these rows."""

    def count(answer: str) -> int:
        return sum(row.request.answer == answer for row in rows)

    silent = [row for row in rows if row.request.answer == Answer.NONE]
    overdue = sum(row.is_overdue for row in silent)
    proposed = [row for row in rows if row.request.answer == Answer.PROPOSED]
    return Tally(
        asked=len(rows),
        agreed=count(Answer.AGREED),
        proposed=len(proposed),
        settled=sum(not any(one.is_open for one in row.proposals) for row in proposed),
        deemed=count(Answer.DEEMED),
        waiting=len(silent) - overdue,
        overdue=overdue,
    )


def unsettled(rows: Sequence[Row]) -> list[Lack]:
    """What stands between these answers and "ready to sign": the sum first, then each point."""
    points = list(_points(rows))
    if not points:
        return []
    proposals = sum(one.is_open for row in rows for one in row.proposals)
    tally = tally_of(rows)
    said = [
        ngettext("%(n)d proposal not settled", "%(n)d proposals not settled", proposals)
        % {"n": proposals}
        if proposals
        else "",
        ngettext("%(n)d party past its day", "%(n)d parties past their day", tally.overdue)
        % {"n": tally.overdue}
        if tally.overdue
        else "",
        ngettext("%(n)d party has not answered", "%(n)d parties have not answered", tally.waiting)
        % {"n": tally.waiting}
        if tally.waiting
        else "",
    ]
    what = ", ".join(words for words in said if words)
    return [Lack(_("Still open: %(what)s") % {"what": what}, "opinions"), *points]


def _points(rows: Sequence[Row]) -> Iterator[Lack]:
    for row in rows:
        party = str(row.request.agency)
        for proposal in row.proposals:
            if proposal.is_open:
                said = _("%(party)s: proposal not settled, %(about)s")
                if proposal.accepted:
                    said = _("%(party)s: accepted but not in the draft yet, %(about)s")
                about = proposal.about or _("the paper as a whole")
                words = said % {"party": party, "about": about}
                yield Lack(words, "opinions", anchor=f"o-{proposal.pk}")
    for row in rows:
        if row.request.answer == Answer.NONE:
            words = f"{row.request.agency}: {row.words[:1].lower()}{row.words[1:]}"
            yield Lack(words, "opinions", anchor=f"p-{row.request.pk}")


def _row(request: OpinionRequest, proposals: Sequence[Proposal], on: date) -> Row:
    answered = request.answered_at and timezone.localdate(request.answered_at)
    late = max((answered - request.answer_by).days, 0) if answered else 0
    key, words = _words(request, proposals, on)
    if request.answer == Answer.DEEMED:
        late = 0
    return Row(request, proposals, key, words, late)


def _words(request: OpinionRequest, proposals: Sequence[Proposal], on: date) -> tuple[str, str]:
    if request.answer == Answer.AGREED:
        return (
            ("back", _("Agrees, a proposal is open"))
            if _open(proposals)
            else (
                "done",
                _("Agrees"),
            )
        )
    if request.answer == Answer.DEEMED:
        return "done", _("Deemed to agree")
    if request.answer == Answer.PROPOSED:
        return _proposed_words(proposals)
    days = (request.answer_by - on).days
    if days < 0:
        said = ngettext("Answer overdue, %(n)d day", "Answer overdue, %(n)d days", -days)
        return "late", said % {"n": -days}
    if days == 0:
        return "soon", _("No answer yet (today is left)")
    said = ngettext("No answer yet, %(n)d day left", "No answer yet, %(n)d days left", days)
    return "soon", said % {"n": days}


def _open(proposals: Sequence[Proposal]) -> bool:
    return any(one.is_open for one in proposals)


def _proposed_words(proposals: Sequence[Proposal]) -> tuple[str, str]:
    if _open(proposals):
        return "back", _("Proposes changes")
    taken = {one.accepted for one in proposals}
    if taken == {True}:
        return "done", _("Proposed changes, taken over")
    if taken == {False}:
        return "withdrawn", _("Proposed changes, declined")
    return "done", _("Proposed changes, settled")


def reads_all(agreement: Agreement, round_: OpinionRound, user: User) -> bool:
    """Whether this user reads the words of all answers: the drafter, and all once it is closed."""
    agency: Agency | None = user.acting_agency
    if agency is not None and agency.pk == agreement.owner_id:
        return True
    return not round_.hides_answers or round_.closed_at is not None


def asked_opinions() -> "QuerySet[OpinionRequest]":
    """Every draft that waits for the answer of some agency, the earliest day first.

    The amendment of a paper that was terminated waits for nothing any more.
    """
    waiting = OpinionRequest.objects.filter(
        answer=Answer.NONE,
        replaced_at=None,
        round__closed_at=None,
        round__agreement__hidden_at=None,
        round__agreement__amends__ended_on=None,
    )
    return waiting.select_related("round__agreement").order_by("answer_by", "pk")


def owed_opinions(agency: Agency) -> "QuerySet[OpinionRequest]":
    """Drafts that wait for the answer of an agency, the earliest day first."""
    return asked_opinions().filter(agency=agency)
