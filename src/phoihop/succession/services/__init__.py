"""What an administrator does with acts of succession."""

from phoihop.succession.services.carrying import ask, ask_undo, carry_out, give_up, undo
from phoihop.succession.services.correcting import Transfer, transfer
from phoihop.succession.services.drafting import (
    ActFacts,
    Beginning,
    Decision,
    Renaming,
    add_beginning,
    add_ending,
    add_renaming,
    change_act,
    create_act,
    decide,
    discard,
    remove_line,
)

__all__ = [
    "ActFacts",
    "Beginning",
    "Decision",
    "Renaming",
    "Transfer",
    "add_beginning",
    "add_ending",
    "add_renaming",
    "ask",
    "ask_undo",
    "carry_out",
    "change_act",
    "create_act",
    "decide",
    "discard",
    "give_up",
    "remove_line",
    "transfer",
    "undo",
]
