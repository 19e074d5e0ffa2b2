"""What is known while the records of a text are made."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.db import models

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.documents.spans import Source
from phoihop.workspace.errors import NotThatRecord
from phoihop.workspace.intake.decide import linkable
from phoihop.workspace.intake.matching.naming import body_key
from phoihop.workspace.models import Intake, IntakeFact

_Record = TypeVar("_Record", bound=models.Model)


@dataclass
class Making:
    """The records made or linked so far, by what the text calls them.

    draft: the first agreement drafted from this text, which takes its contents. grounds: the
    papers that the text is based on. meant: agencies of the register by the names of parties and
    of bodies responsible that have no card of their own.
    """

    intake: Intake
    by: User
    at: datetime
    paper: Document
    seen_on: date | None
    agencies: dict[str, Agency] = field(default_factory=dict)
    draft: Agreement | None = None
    meant: dict[str, Agency] = field(default_factory=dict)
    grounds: list[Document] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    made: list[tuple[str, int]] = field(default_factory=list)

    def agency_called(self, name: str) -> Agency | None:
        """The agency that this text calls so, also by the beginning of its name: "Trạm Y tế xã".

        None when more than one begins so, and when nothing does and the register is in doubt.
        """
        said = body_key(name)
        if said in self.agencies:
            return self.agencies[said]
        longer = {one for key, one in self.agencies.items() if key.startswith(f"{said} ")}
        if longer:
            return longer.pop() if len(longer) == 1 else None
        return self.meant.get(name)

    def note(self, record: models.Model) -> None:
        """The record is new: it can be taken back."""
        self.made.append((audit.kind_of(record), record.pk))

    def keep_source(
        self, fact: IntakeFact, record: models.Model, at: dict[str, int] | None = None
    ) -> None:
        """Where the record was read; `at` a place of its own within the fact."""
        start, end = (at["start"], at["end"]) if at else (fact.start, fact.end)
        if start is not None and end is not None:
            self.sources.append(Source(record, start, end))


def linked_record(making: Making, fact: IntakeFact, model: type[_Record]) -> _Record:
    """The record a fact was linked to; it may have been hidden since. Raises NotThatRecord."""
    record = linkable(fact.kind, making.by).filter(pk=fact.linked_id).first()
    if not isinstance(record, model):
        raise NotThatRecord
    return record
