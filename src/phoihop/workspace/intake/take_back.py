"""Take back the records made out of a text, while nothing else rests on them.

Drafts and documents are hidden, as everywhere; agencies, officials and offices held that only
this text named are taken out. The text is open again, with every decision as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Final, cast

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, AgencyAncestor, Official, Tenure
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.audit.history import who_did
from phoihop.audit.models import Event
from phoihop.documents import services as documents
from phoihop.documents.models import Citation, Document, SourceSpan
from phoihop.documents.spans import unlink_source_spans
from phoihop.dossiers.models import DossierItem
from phoihop.inbox.models import Comment
from phoihop.tasks.models import Task
from phoihop.ui.errors import Refused
from phoihop.workspace.errors import MadeBefore, NotConfirmed, RecordsInUse
from phoihop.workspace.intake.receive import may_hand_in
from phoihop.workspace.intake.steps import told
from phoihop.workspace.models import Decision, FactKind, Intake

# In the order in which they can go: what names others first.
_ORDER: Final[Sequence[type[models.Model]]] = (Agreement, Document, Tenure, Official, Agency)


def may_take_back(intake: Intake, user: User) -> bool:
    """Whether it is this user's to take back what was made; what rests on it is another matter."""
    return may_hand_in(user) and intake.owner_id == _acting(user)


def _acting(user: User) -> int | None:
    return user.acting_agency.pk if user.acting_agency else None


def why_kept(intake: Intake) -> str:
    """Why the records made cannot be taken back, "" where they can; nothing is changed."""
    try:
        _what_may_go(intake)
    except Refused as refusal:
        return str(refusal)
    return ""


@transaction.atomic
def take_back(intake: Intake, *, by: User, at: datetime) -> Intake:
    """Undo the confirmation: all records that it made, or nothing.

    Raises PermissionDenied, NotConfirmed, MadeBefore, RecordsInUse, and what the rooms refuse.
    """
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    if not may_hand_in(by) or intake.owner != by.acting_agency:
        raise PermissionDenied
    paper, records = _what_may_go(intake)
    said = [str(record) for record in records]
    unlink_source_spans(paper, by=by, at=at)
    changes = {"records": (said, None), **_taken_up(intake)}
    _forget(intake)
    for record in records:
        _UNDO[type(record)](record, by, at)
    audit.record("intake.taken_back", intake, by=by, at=at, changes=changes)
    return intake


def _what_may_go(intake: Intake) -> tuple[Document, list[models.Model]]:
    """The text's document and all that was made. Raises NotConfirmed, MadeBefore, RecordsInUse."""
    if intake.confirmed_at is None or intake.document is None:
        raise NotConfirmed
    if not intake.made:
        raise MadeBefore
    paper, records = intake.document, _records(intake.made)
    _refuse_tasks(intake, paper)
    _refuse_worked_on(intake, records)
    _refuse_named_elsewhere(paper, records)
    _refuse_in_use(records)
    return paper, records


def _records(made: Iterable[Sequence[Any]]) -> list[models.Model]:
    """Those that are still there, in the order in which they go; one query a kind."""
    wanted: dict[str, list[int]] = {}
    for kind, pk in made:
        wanted.setdefault(kind, []).append(pk)
    found: list[models.Model] = []
    for model in _ORDER:
        rows = model._default_manager.filter(pk__in=wanted.get(audit.kind_of(model), ()))
        found += rows.order_by("pk")
    return found


def _taken_up(intake: Intake) -> dict[str, tuple[object, object]]:
    """Proposed tasks that were set aside are read facts again; for the history."""
    aside = list(intake.facts.select_for_update().exclude(aside_at=None))
    intake.facts.filter(pk__in=[fact.pk for fact in aside]).update(aside_at=None)
    return {name: words for fact in aside for name, words in told(fact, _("Set aside")).items()}


def _forget(intake: Intake) -> None:
    intake.confirmed_at = intake.confirmed_by = intake.document = None
    intake.made = []
    intake.save(update_fields=["confirmed_at", "confirmed_by", "document", "made"])


def _refuse_tasks(intake: Intake, paper: Document) -> None:
    """Whatever paper their form named as the source in the end."""
    proposed = intake.facts.filter(kind=FactKind.TASK, decision=Decision.LINKED)
    rests = Q(document=paper) | Q(pk__in=proposed.values("linked_id"))
    tasks = list(Task.objects.filter(rests).order_by("pk")[:5])
    if tasks:
        names = ", ".join(task.code for task in tasks)
        raise RecordsInUse(
            _("Tasks were assigned from this text (%(tasks)s), so its records stay.")
            % {"tasks": names}
        )


def _refuse_worked_on(intake: Intake, records: Sequence[models.Model]) -> None:
    """Somebody did something with a record after it was made."""
    confirmed = Event.objects.filter(
        kind=audit.kind_of(Intake), object_id=intake.pk, verb="intake.confirmed"
    ).latest("pk")
    kinds = _by_kind(records)
    later = Event.objects.filter(_any_of(kinds), pk__gt=confirmed.pk)
    event = later.select_related("by", "on_behalf_of").order_by("pk").first()
    if event is not None:
        raise RecordsInUse(
            _("“%(record)s” was worked on since (%(who)s, %(day)s), so the records stay.")
            % {
                "record": kinds[event.kind][event.object_id],
                "who": who_did(event.by, event.on_behalf_of) or _("the program"),
                "day": f"{timezone.localtime(event.at):%d/%m/%Y}",
            }
        )


def _any_of(kinds: Mapping[str, Mapping[int, models.Model]]) -> Q:
    """Rows that name one of the records by kind and number."""
    named = (Q(kind=kind, object_id__in=list(rows)) for kind, rows in kinds.items())
    return reduce(or_, named, Q(pk__in=[]))


def _refuse_named_elsewhere(paper: Document, records: Sequence[models.Model]) -> None:
    """Other texts, discussions, dossiers or records name one of them."""
    kinds = _by_kind(records)
    named = _any_of(kinds)
    places: tuple[models.QuerySet[Any], ...] = (
        SourceSpan.objects.filter(named).exclude(document=paper),
        Comment.objects.filter(named),
        DossierItem.objects.filter(named),
    )
    for place in places:
        if (found := place.first()) is not None:
            raise RecordsInUse(_used(kinds[found.kind][found.object_id]))
    papers = [record for record in records if isinstance(record, Document)]
    pacts = [record for record in records if isinstance(record, Agreement)]
    _refuse_referred(papers, papers, pacts)
    _refuse_referred(pacts, papers, pacts)


def _refuse_referred(
    records: Sequence[models.Model], papers: Sequence[Document], pacts: Sequence[Agreement]
) -> None:
    """A row that is no part of these papers and drafts refers to one of them."""
    if not records:
        return
    model = type(records[0])
    named: list[Exists] = []
    for field in _fields_naming(model):
        if _is_part(model, field):
            continue
        rows = _naming(field)
        if field.model is Citation:
            rows = rows.exclude(source__in=papers)
        if field.model._meta.app_label == "agreements" and model is Document:
            rows = rows.exclude(agreement__in=pacts) if _has_agreement(field.model) else rows
        named.append(Exists(rows))
    _refuse_if(named, records)


def _naming(field: Any) -> models.QuerySet[Any]:
    """The rows whose column names the record of the query around them."""
    return cast(
        "models.QuerySet[Any]", field.model._base_manager.filter(**{field.name: OuterRef("pk")})
    )


def _refuse_if(named: Sequence[Exists], records: Sequence[models.Model]) -> None:
    """Raise RecordsInUse where one of the records, all of one kind, is named; one query."""
    by_pk = {record.pk: record for record in records}
    rows = type(records[0])._base_manager.filter(pk__in=list(by_pk))
    used = rows.filter(reduce(or_, map(Q, named), Q(pk__in=[]))).order_by("pk").first()
    if used is not None:
        raise RecordsInUse(_used(by_pk[used.pk]))


def _refuse_in_use(records: Sequence[models.Model]) -> None:
    """An agency or official whom rows name that do not go with them; an agency's tree does."""
    going: dict[type[models.Model], list[int]] = {}
    for record in records:
        going.setdefault(type(record), []).append(record.pk)
    for model in (Official, Agency):
        mine = [record for record in records if isinstance(record, model)]
        if mine:
            fields = (field for field in _fields_naming(model) if field.model is not AgencyAncestor)
            rows = (_naming(field).exclude(_goes_with(field.model, going)) for field in fields)
            _refuse_if([Exists(each) for each in rows], mine)


def _fields_naming(model: type[models.Model]) -> Iterator[Any]:
    """The columns of other tables that refer to this one."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            yield relation.field  # type: ignore[union-attr]  # a reverse relation has one


def _goes_with(model: type[models.Model], going: Mapping[type[models.Model], list[int]]) -> Q:
    """Rows of the model that are taken out before agencies and officials are."""
    pacts, names = going.get(Agreement, []), {field.name for field in model._meta.fields}
    gone = Q(pk__in=going.get(model, [])) if model is Tenure else Q(pk__in=[])
    if "agreement" in names:
        gone |= Q(agreement__in=pacts)
    if "contentitem" in names:
        gone |= Q(contentitem__agreement__in=pacts)
    return gone


def _is_part(model: type[models.Model], field: Any) -> bool:
    """Rows of a record's own room that stand under it; they are hidden with it."""
    if field.model is Intake:
        return True
    if field.model._meta.app_label != model._meta.app_label or field.model is model:
        return False
    return field.name in {"document", "source", "agreement"}


def _has_agreement(model: type[models.Model]) -> bool:
    return any(field.name == "agreement" for field in model._meta.fields)


def _by_kind(records: Iterable[models.Model]) -> dict[str, dict[int, models.Model]]:
    """An office held has its history with its official, who has one of their own."""
    found: dict[str, dict[int, models.Model]] = {}
    for record in records:
        if not isinstance(record, Tenure):
            found.setdefault(audit.kind_of(record), {})[record.pk] = record
    return found


def _used(record: models.Model) -> str:
    return _("“%(record)s” is used elsewhere by now, so the records stay.") % {"record": record}


def _hide_draft(record: Any, by: User, at: datetime) -> None:
    """What it names goes first: agencies and papers may have come from this text too."""
    for item in list(record.items.all()):
        agreements.remove_item(item, by=by, at=at)
    for basis in list(record.legal_bases.all()):
        agreements.remove_legal_basis(basis, by=by, at=at)
    for party in list(record.parties.exclude(agency=record.owner)):
        agreements.remove_party(party, by=by, at=at)
    agreements.hide_draft(record, by=by, at=at)


def _hide_document(record: Any, by: User, at: datetime) -> None:
    reason = _("The records made out of the text were taken back.")
    documents.hide_document(record, by=by, at=at, reason=reason)


def _remove_tenure(record: Any, by: User, at: datetime) -> None:
    agencies.remove_tenure(record, by=by, at=at)


def _remove_official(record: Any, by: User, at: datetime) -> None:
    agencies.remove_official(record, by=by, at=at)


def _remove_agency(record: Any, by: User, at: datetime) -> None:
    agencies.remove_agency(record, by=by, at=at)


_UNDO: Final[dict[type[models.Model], Callable[[Any, User, datetime], None]]] = {
    Agreement: _hide_draft,
    Document: _hide_document,
    Tenure: _remove_tenure,
    Official: _remove_official,
    Agency: _remove_agency,
}
