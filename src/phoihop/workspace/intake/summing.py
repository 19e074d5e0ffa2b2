"""What pressing "Make the records" will do, and what became of many files, in words."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.workspace.models import Decision, FactKind, IntakeFact


def will_make(facts: Sequence[IntakeFact]) -> str:
    """The records that accepted facts become, counted; "" without any."""
    # Who is named without a position, as an author, becomes no official.
    new = Counter(
        fact.kind
        for fact in facts
        if fact.decision == Decision.NEW
        and fact.value.get("positions") != []
        and not fact.stays_open
    )
    agencies, people = new[FactKind.AGENCY], new[FactKind.PERSON]
    # the text itself becomes one as well
    documents, agreements = new[FactKind.DOCUMENT] + new[FactKind.HEADER], new[FactKind.AGREEMENT]
    items = new[FactKind.ITEM] if agreements else 0
    tasks = new[FactKind.TASK]
    counted = (
        (agencies, ngettext("%(n)s agency", "%(n)s agencies", agencies)),
        (people, ngettext("%(n)s official", "%(n)s officials", people)),
        (documents, ngettext("%(n)s document", "%(n)s documents", documents)),
        (agreements, ngettext("%(n)s agreement", "%(n)s agreements", agreements)),
        (items, ngettext("%(n)s content of its draft", "%(n)s contents of its draft", items)),
        (tasks, ngettext("%(n)s proposed task", "%(n)s proposed tasks", tasks)),
    )
    said = [words % {"n": count} for count, words in counted if count]
    kept = new[FactKind.FIGURE] + new[FactKind.SECTION] + new[FactKind.ITEM] - items
    if kept:
        said.append(_("kept with the text: %(n)s") % {"n": kept})
    return ", ".join(said)


def handed_in_words(*, taken: int, known: int, failed: int) -> str:
    """What became of the files that a command has handed in."""
    said = _("%(taken)s handed in, %(known)s known already, %(failed)s not taken.")
    return said % {"taken": taken, "known": known, "failed": failed}


def may_not_hand_in_words(username: str) -> str:
    """For whom no command hands texts in."""
    return _("%(username)s has no account that may hand in texts.") % {"username": username}
