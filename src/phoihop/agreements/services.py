"""What an office does with agreements; the acts stand in the modules named here."""

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
from phoihop.agreements.signing import SignatoryFacts, SigningFacts, sign_agreement

__all__ = [
    "AgreementFacts",
    "ItemFacts",
    "SignatoryFacts",
    "SigningFacts",
    "add_item",
    "add_legal_basis",
    "add_parties",
    "add_party",
    "back_to_draft",
    "copy_for_each_party",
    "create_agreement",
    "edit_agreement",
    "edit_item",
    "hide_draft",
    "mark_ready",
    "missing",
    "move_item",
    "move_legal_basis",
    "remove_item",
    "remove_legal_basis",
    "remove_party",
    "replace_collective_party",
    "sign_agreement",
    "unhide_draft",
]
