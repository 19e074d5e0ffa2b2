"""What an office does with agreements; the acts stand in the modules named here."""

from phoihop.agreements.amending import start_amendment
from phoihop.agreements.answering import Proposed, Target, agree, propose, withdraw_proposal
from phoihop.agreements.asking import extend_round, remind, send_for_opinions, withdraw_round
from phoihop.agreements.beginning import (
    begin_from_last_year,
    begin_from_template,
    keep_as_template,
    remove_template,
)
from phoihop.agreements.contents import ItemFacts, add_item, edit_item, move_item, remove_item
from phoihop.agreements.copying import copy_for_each_party
from phoihop.agreements.drafting import (
    AgreementFacts,
    create_agreement,
    edit_agreement,
    hide_draft,
    unhide_draft,
)
from phoihop.agreements.parties import (
    add_legal_basis,
    add_parties,
    add_party,
    move_legal_basis,
    remove_legal_basis,
    remove_party,
    replace_collective_party,
)
from phoihop.agreements.readiness import back_to_draft, mark_ready, missing
from phoihop.agreements.recording import (
    LineFacts,
    NewFacts,
    Snapshot,
    keep_review,
    record_review,
    save_review,
    start_review,
)
from phoihop.agreements.renewing import Carried, draft_renewal, take_up, terminate_agreement
from phoihop.agreements.sections import (
    add_clause,
    add_section,
    edit_clause,
    move_clause,
    move_section,
    remove_clause,
    remove_section,
    rename_section,
)
from phoihop.agreements.settling import (
    accept_proposal,
    decline_proposal,
    deem_consent,
    mark_entered,
)
from phoihop.agreements.signatures import (
    SignatoryFacts,
    marks_of_another,
    record_signatures,
    remove_signature,
)
from phoihop.agreements.signing import SigningFacts, sign_agreement
from phoihop.agreements.versions import (
    PlanItemFacts,
    add_plan_item,
    edit_plan_item,
    fix_version,
    make_version,
    remove_plan_item,
)

__all__ = [
    "AgreementFacts",
    "Carried",
    "ItemFacts",
    "LineFacts",
    "NewFacts",
    "PlanItemFacts",
    "Proposed",
    "SignatoryFacts",
    "SigningFacts",
    "Snapshot",
    "Target",
    "accept_proposal",
    "add_clause",
    "add_item",
    "add_legal_basis",
    "add_parties",
    "add_party",
    "add_plan_item",
    "add_section",
    "agree",
    "back_to_draft",
    "begin_from_last_year",
    "begin_from_template",
    "copy_for_each_party",
    "create_agreement",
    "decline_proposal",
    "deem_consent",
    "draft_renewal",
    "edit_agreement",
    "edit_clause",
    "edit_item",
    "edit_plan_item",
    "extend_round",
    "fix_version",
    "hide_draft",
    "keep_as_template",
    "keep_review",
    "make_version",
    "mark_entered",
    "mark_ready",
    "marks_of_another",
    "missing",
    "move_clause",
    "move_item",
    "move_legal_basis",
    "move_section",
    "propose",
    "record_review",
    "record_signatures",
    "remind",
    "remove_clause",
    "remove_item",
    "remove_legal_basis",
    "remove_party",
    "remove_plan_item",
    "remove_section",
    "remove_signature",
    "remove_template",
    "rename_section",
    "replace_collective_party",
    "save_review",
    "send_for_opinions",
    "sign_agreement",
    "start_amendment",
    "start_review",
    "take_up",
    "terminate_agreement",
    "unhide_draft",
    "withdraw_proposal",
    "withdraw_round",
]
