"""Bút phê: a leader says on an incoming paper who does what by when, and who is to know."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.delegating import authorised, givers_of
from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency, Official
from phoihop.audit import services as audit
from phoihop.documents.errors import (
    AlreadyReplaced,
    AnswerDueBefore,
    DutyDueBefore,
    DutyIncomplete,
    InstructionBeforePaper,
    InstructionEmpty,
    InstructionInFuture,
    InstructionOfSecret,
    LeadCoordinates,
    NotIncoming,
)
from phoihop.documents.models import Document, Duty, Instruction, Register
from phoihop.documents.permissions import INSTRUCTING
from phoihop.documents.viewers import reindex_viewers
from phoihop.inbox import services as inbox

_LONGEST_DUTY = 500


@dataclass(frozen=True)
class DutyFacts:
    """What one agency is to do, with whom, by when (None: to be settled when it is assigned)."""

    what: str
    lead_agency: Agency | None
    coordinating: Sequence[Agency] = ()
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class InstructionFacts:
    """What stands on the paper.

    leader: named by who enters an instruction written on paper; None for the leader who writes
    it here. replaces: the instruction that this one corrects.
    """

    given_on: date
    words: str = ""
    leader: Official | None = None
    duties: Sequence[DutyFacts] = ()
    informed: Sequence[Agency] = ()
    answer_wanted: bool = False
    answer_due_on: date | None = None
    replaces: Instruction | None = None


@transaction.atomic
def instruct(
    document: Document,
    facts: InstructionFacts,
    *,
    by: User,
    at: datetime,
    form_key: uuid.UUID | None = None,
) -> Instruction:
    """Record a leader's instruction; the agencies it names see the paper from now on.

    Given by a leader, or entered by a clerk who names the leader that wrote it on the paper.
    Raises PermissionDenied, NotIncoming, InstructionEmpty, InstructionOfSecret,
    InstructionInFuture, InstructionBeforePaper, DutyIncomplete, DutyDueBefore, LeadCoordinates,
    AnswerDueBefore, AlreadyReplaced.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    on_paper = facts.leader is not None
    if document.hidden_at is not None:
        raise PermissionDenied
    if not (on_paper and by.has_perm("documents.enter_instruction", document)):
        on = timezone.localtime(at).date()
        by = authorised(by, "documents.instruct_document", document, on)
    if form_key and (sent := Instruction.objects.filter(entered_by=by, form_key=form_key).first()):
        return sent
    _check(document, facts, at)
    name, title = _leader(facts, by)
    made = Instruction.objects.create(
        document=document,
        replaces=facts.replaces,
        leader=facts.leader or by.official,
        leader_name=name,
        leader_title=title,
        given_on=facts.given_on,
        on_paper=on_paper,
        words=vntext.nfc(facts.words).strip(),
        answer_wanted=facts.answer_wanted,
        answer_due_on=facts.answer_due_on if facts.answer_wanted else None,
        entered_at=at,
        entered_by=by,
        form_key=form_key,
    )
    _keep_duties(made, facts.duties)
    made.informed.set(facts.informed)
    _record(made, facts, by=by, at=at)
    _pass_on(document, facts, by=by, at=at)
    reindex_viewers([document.pk])
    _tell(made, document, facts, by=by, at=at)
    return made


def instructs_today(user: User, on: date) -> bool:
    """Whether papers wait for this user's instruction: a leader, or who stands in for one."""
    return user.has_role(Role.LEADER) or bool(givers_of(user, INSTRUCTING, on))


@transaction.atomic
def mark_assigned(
    instruction: Instruction, duties: Iterable[Duty], *, by: User, at: datetime
) -> None:
    """Say that these duties became tasks; called by the room that made them, in its act."""
    count = Duty.objects.filter(
        instruction=instruction, pk__in=[duty.pk for duty in duties], assigned_at=None
    ).update(assigned_at=at)
    audit.record("instruction.assigned", instruction, by=by, at=at, count=count)
    reindex_viewers([instruction.document_id])


def _check(document: Document, facts: InstructionFacts, at: datetime) -> None:
    if document.register != Register.INCOMING:
        raise NotIncoming
    if document.is_secret and (facts.words.strip() or facts.duties):
        raise InstructionOfSecret
    if not (facts.words.strip() or facts.duties or facts.informed):
        raise InstructionEmpty
    if facts.given_on > timezone.localtime(at).date():
        raise InstructionInFuture
    if document.issued_on and facts.given_on < document.issued_on:
        raise InstructionBeforePaper
    for duty in facts.duties:
        _check_duty(duty, facts.given_on)
    due, arrived = facts.answer_due_on, document.arrived_on
    if facts.answer_wanted and due and arrived and due < arrived:
        raise AnswerDueBefore
    old = facts.replaces
    if old is not None and old.document_id != document.pk:
        raise PermissionDenied
    if old is not None and Instruction.objects.filter(replaces=old).exists():
        raise AlreadyReplaced


def _check_duty(duty: DutyFacts, given_on: date) -> None:
    if not duty.what.strip() or duty.lead_agency is None:
        raise DutyIncomplete
    if duty.due_on is not None and duty.due_on < given_on:
        raise DutyDueBefore
    if duty.lead_agency in duty.coordinating:
        raise LeadCoordinates


def _leader(facts: InstructionFacts, by: User) -> tuple[str, str]:
    """Name and title as of that day."""
    if facts.leader is not None:
        return facts.leader.full_name, facts.leader.title_on(facts.given_on)[:200]
    title = by.official.title_on(facts.given_on) if by.official else ""
    if by.on_behalf_of is not None:
        with translation.override("vi"):  # as the office writes it, whoever reads it
            behalf = _("on behalf of %(name)s") % {"name": by.on_behalf_of.full_name}
        title = f"{title}, {behalf}" if title else behalf
    return by.full_name, title[:200]


def _keep_duties(made: Instruction, duties: Sequence[DutyFacts]) -> None:
    rows = Duty.objects.bulk_create(
        Duty(
            instruction=made,
            order=order,
            what=vntext.nfc(" ".join(duty.what.split()))[:_LONGEST_DUTY],
            lead_agency=duty.lead_agency,
            due_on=duty.due_on,
        )
        for order, duty in enumerate(duties, start=1)
    )
    partners = Duty.coordinating.through
    partners.objects.bulk_create(
        partners(duty_id=row.pk, agency_id=agency.pk)
        for row, duty in zip(rows, duties, strict=True)
        for agency in dict.fromkeys(duty.coordinating)
    )


def _record(made: Instruction, facts: InstructionFacts, *, by: User, at: datetime) -> None:
    """Whole with the instruction; with the paper, which others read too, only that there is one."""
    said: dict[str, object] = {
        "leader": f"{made.leader_name}, {made.leader_title}".strip(", "),
        "given_on": made.given_on,
        "instruction_words": made.words,
        "duties": [f"{duty.what} – {duty.lead_agency}" for duty in facts.duties],
        "informed": list(facts.informed),
        "answer_due_on": made.answer_due_on,
    }
    changes = {name: (None, value) for name, value in said.items() if value}
    audit.record("instruction.given", made, by=by, at=at, changes=changes)
    told = {"leader": changes["leader"], "given_on": changes["given_on"]}
    audit.record("document.instructed", made.document, by=by, at=at, changes=told)


def _pass_on(document: Document, facts: InstructionFacts, *, by: User, at: datetime) -> None:
    """Whether an answer must go out, and by when, is what the leader says last: yes, or no."""
    values: dict[str, object] = {
        "answer_wanted": facts.answer_wanted,
        "answer_due_on": facts.answer_due_on if facts.answer_wanted else None,
    }
    audit.save_changes(document, values, verb="document.edited", by=by, at=at)


def _tell(
    made: Instruction, document: Document, facts: InstructionFacts, *, by: User, at: datetime
) -> None:
    """Those who are to know; and at home those who register and who make the tasks."""
    if facts.informed:
        to_know = inbox.Telling(
            record=document,
            words=made.words,
            agencies=[agency.pk for agency in facts.informed],
            roles=(Role.LEADER,),
        )
        inbox.notify_many("documents.to_know", [to_know], by=by, at=at)
    at_home = inbox.Telling(
        record=document,
        words=made.words,
        users={document.registered_by_id},
        agencies=[document.owner_id],
        roles=(Role.SPECIALIST,) if facts.duties else (),
        contacts=False,
    )
    inbox.notify_many("documents.instructed", [at_home], by=by, at=at)
