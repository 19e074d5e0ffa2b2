"""What an accepted fact becomes, as its card and the history of the text say it."""

from django.utils.translation import gettext as _

from phoihop.workspace.models import Decision, FactKind, IntakeFact

_KEPT = {FactKind.EVENT, FactKind.FIGURE, FactKind.SECTION}


def becomes(fact: IntakeFact) -> str:
    """What comes of it when it is accepted and linked with nothing."""
    if fact.kind == FactKind.TASK:
        return _("a proposed task")
    if fact.kind == FactKind.ITEM:
        return _("a content of the draft, or kept with the text")
    if fact.stays_open:
        return _("an open citation")
    if fact.kind in _KEPT or _is_guest(fact):
        return _("kept with the text")
    return _("a new record")


def _is_guest(fact: IntakeFact) -> bool:
    """An author or a guest without an office is no official."""
    return fact.kind == FactKind.PERSON and not fact.value["positions"]


def said_of(fact: IntakeFact) -> str:
    """The decision in words; of an accepted fact what it becomes."""
    if fact.decision == Decision.NEW:
        return _("Right: %(what)s") % {"what": becomes(fact)}
    return str(fact.get_decision_display())
