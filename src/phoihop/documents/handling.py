"""How far an incoming paper is: what a leader wrote on it, and the answer that went out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from phoihop.accounts.models import User
from phoihop.documents.models import Citation, Document, Duty, Instruction, Register


@dataclass(frozen=True)
class Answer:
    """The first answer that went out. document: None for who may not see it.

    days: from the arrival; late: by how many days after it was due, 0 in time.
    """

    issued_on: date
    document: Document | None
    days: int | None
    late: int


@dataclass(frozen=True)
class Handling:
    """The way of an incoming paper as far as this reader may see it.

    instructions: those that stand, then those that were replaced; newest first.
    """

    instructions: list[Instruction]
    answer: Answer | None

    @property
    def current(self) -> list[Instruction]:
        """Those that no later one replaced."""
        replaced = {one.replaces_id for one in self.instructions}
        return [one for one in self.instructions if one.pk not in replaced]

    @property
    def replaced(self) -> list[Instruction]:
        """Those that a later one corrected; they stay readable."""
        current = {one.pk for one in self.current}
        return [one for one in self.instructions if one.pk not in current]

    @property
    def duties(self) -> list[Duty]:
        """Of the instructions that stand."""
        return [duty for one in self.current for duty in one.duties.all()]

    @property
    def unassigned(self) -> list[Duty]:
        """Duties that are no tasks yet."""
        return [duty for duty in self.duties if duty.assigned_at is None]


def handling_of(document: Document, user: User) -> Handling | None:
    """None for a paper that did not come in; at most seven queries."""
    if document.register != Register.INCOMING:
        return None
    seen = Instruction.objects.visible_to(user).filter(document=document)
    return Handling(
        list(seen.whole().order_by("-pk")), answers_to([document], user).get(document.pk)
    )


def answers_to(documents: Collection[Document], user: User) -> dict[int, Answer]:
    """{document: its first answer}; two queries."""
    by_id = {document.pk: document for document in documents}
    rows = Citation.objects.answers().filter(target__in=by_id).select_related("source")
    first: dict[int, Document] = {}
    for row in rows.defer("source__text", "source__words").order_by("source__issued_on", "pk"):
        asked = by_id[row.target_id or 0]
        if row.source.owner_id == asked.owner_id:
            first.setdefault(asked.pk, row.source)
    visible = Document.objects.visible_to(user).filter(pk__in=[one.pk for one in first.values()])
    seen = set(visible.values_list("pk", flat=True)) if first else set()
    return {
        pk: _answer(by_id[pk], source, is_seen=source.pk in seen) for pk, source in first.items()
    }


def _answer(asked: Document, source: Document, *, is_seen: bool) -> Answer:
    on = source.issued_on or date.max  # `answers` leaves out what has no day; said for the type
    due = asked.answer_due_on
    return Answer(
        on,
        source if is_seen else None,
        (on - asked.arrived_on).days if asked.arrived_on else None,
        max(0, (on - due).days) if due else 0,
    )
