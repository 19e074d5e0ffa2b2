"""What the single parts of an agreement's page show beside what all of them have."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from phoihop.agreements.answering import said
from phoihop.agreements.comparing import TwoTexts, two_texts
from phoihop.agreements.models import Agreement, Proposal
from phoihop.agreements.pages import term_words
from phoihop.agreements.revisions import drafts_of, drafts_read
from phoihop.agreements.settling import applies
from phoihop.agreements.snapshots import numbered
from phoihop.agreements.standing import latest_round, reads_all, rows_of, tally_of
from phoihop.ui import clock
from phoihop.ui.requests import SignedInRequest


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with both texts. by_hand: accepting it leaves the entering to the drafter."""

    proposal: Proposal
    texts: TwoTexts | None
    by_hand: bool
    is_own: bool


def of_tab(request: SignedInRequest, agreement: Agreement, tab: str) -> dict[str, Any]:
    """Variables of one part."""
    term = {"term": term_words(agreement.valid_from, agreement.valid_to)}
    if tab == "text":
        return {**term, "sections": numbered(agreement)}
    if tab == "opinions":
        return opinions_context(request, agreement)
    if tab == "drafts":
        return {"drafts": drafts_of(drafts_read(agreement, request.user, clock.today()))[::-1]}
    return term


def opinions_context(request: SignedInRequest, agreement: Agreement) -> dict[str, Any]:
    """The round as this user may read it: others' words are hidden until it is closed."""
    round_ = latest_round(agreement)
    if round_ is None or (round_.withdrawn and not _owns(request, agreement)):
        return {"round": None}
    rows = rows_of(round_, clock.today())
    agency = request.user.acting_agency
    own = next((row for row in rows if agency and row.request.agency_id == agency.pk), None)
    all_words = reads_all(agreement, round_, request.user)
    shown = rows if all_words else [row for row in rows if row is own]
    proposals = [_shown(one, is_own=row is own) for row in shown for one in row.proposals]
    is_open = round_.closed_at is None
    return {
        "round": round_,
        "rows": rows,
        "own": own,
        "reads_all": all_words,
        "tally": tally_of(rows),
        "proposals": sorted(proposals, key=lambda one: not one.proposal.is_open),
        "open_proposals": sum(one.proposal.is_open for one in proposals),
        "is_open": is_open,
        # Who is asked chooses in it what to change.
        "sections": numbered(agreement) if own is not None and is_open else [],
    }


def _owns(request: SignedInRequest, agreement: Agreement) -> bool:
    agency = request.user.acting_agency
    return agency is not None and agency.pk == agreement.owner_id


def _shown(proposal: Proposal, *, is_own: bool) -> ShownProposal:
    texts = None
    if proposal.field != Proposal.Field.WORDS:
        old, new = said(proposal)
        texts = two_texts(str(proposal.get_field_display()), old or _("nothing"), new or "")
    return ShownProposal(proposal, texts, not applies(proposal), is_own)
