"""Prepare an act: its facts, its agencies, what goes where. Nothing else is changed by it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies import services as agencies
from phoihop.agencies.estates import Fate, estate_of
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.succession import errors
from phoihop.succession.checking import may_end, may_take_over, refusals
from phoihop.succession.models import Act, Choice, Heir, How, Line

_MAY = "succession.manage"


@dataclass(frozen=True, kw_only=True)
class ActFacts:
    """What happens, from which day on, decided by which paper of which day."""

    title: str
    on: date
    paper: str
    paper_on: date


@transaction.atomic
def create_act(facts: ActFacts, *, by: User, at: datetime, form_key: str) -> Act:
    """Begin a draft; the same form_key a second time gives the act of the first time.

    Raises PermissionDenied, PaperInFuture.
    """
    check(by)
    refuse_future(facts.paper_on, at)
    act, is_new = Act.objects.get_or_create(
        form_key=form_key, defaults=_values(facts, by) | {"created_at": at, "created_by": by}
    )
    if is_new:
        said = {name: (None, value) for name, value in vars(facts).items()}
        audit.record("succession.drafted", act, by=by, at=at, changes=said)
    return act


@transaction.atomic
def change_act(act: Act, facts: ActFacts, *, by: User, at: datetime) -> Act:
    """Correct the facts of a draft; agencies that begin by it begin on its new day.

    Raises PermissionDenied, CarriedOut, UnderWay, PaperInFuture, and as add_ending where the day
    does not fit the agencies of the act.
    """
    act = locked(act, by)
    draft_only(act)
    refuse_future(facts.paper_on, at)
    before = act.on
    audit.save_changes(act, _values(facts, by), verb="succession.changed", by=by, at=at)
    if act.on != before:
        _follow_the_day(act, before, by=by, at=at)
    return act


def _follow_the_day(act: Act, before: date, *, by: User, at: datetime) -> None:
    begin = act.lines.filter(how=How.NEW, agency__valid_from=before).select_related("agency")
    for line in begin:
        agencies.change_first_day(line.agency, act.on, by=by, at=at)
    lines = list(act.lines.select_related("agency").prefetch_related("heirs__agency"))
    heirs = {line.agency_id: [heir.agency for heir in line.heirs.all()] for line in lines}
    for refusal in refusals(lines, heirs, act.on):
        raise refusal


def _values(facts: ActFacts, by: User) -> dict[str, object]:
    paper = vntext.nfc(" ".join(facts.paper.split()))
    known = Document.objects.visible_to(by).filter(
        code_key=vntext.symbol_key(paper)[:60], issued_on=facts.paper_on
    )
    return {
        "title": vntext.nfc(" ".join(facts.title.split())),
        "on": facts.on,
        "paper": paper,
        "paper_on": facts.paper_on,
        "document": known.order_by("pk").first(),
    }


def refuse_future(paper_on: date, at: datetime) -> None:
    """Raises PaperInFuture."""
    if paper_on > timezone.localdate(at):
        raise errors.PaperInFuture


def check(by: User) -> None:
    """Raise PermissionDenied for everybody but administrators."""
    if not by.has_perm(_MAY):
        raise PermissionDenied


def locked(act: Act, by: User) -> Act:
    """The act as it stands now, locked. Raises PermissionDenied."""
    check(by)
    return Act.objects.select_for_update().get(pk=act.pk)


def draft_only(act: Act) -> None:
    """Raise CarriedOut or UnderWay for an act that is no draft now."""
    run = act.runs.filter(failed_at=None, undone_at=None).first()
    if run is None:
        return
    if run.done_at is None or run.is_working:
        raise errors.UnderWay
    raise errors.CarriedOut


@transaction.atomic
def add_ending(
    act: Act, ending: Sequence[Agency], heirs: Sequence[Agency], *, by: User, at: datetime
) -> list[Line]:
    """These agencies end; the others take over from each of them.

    Raises PermissionDenied, CarriedOut, AgencyTwice, AgencyEnded, EndsBeforeItBegins,
    SuccessorOfItself, SuccessorEnds.
    """
    act = locked(act, by)
    draft_only(act)
    for agency in ending:
        _may_end(act, agency)
    _may_inherit(act, ending, heirs)
    lines = Line.objects.bulk_create(
        Line(act=act, agency=agency, how=How.ENDS) for agency in dict.fromkeys(ending)
    )
    Heir.objects.bulk_create(
        Heir(line=line, agency=heir) for line in lines for heir in dict.fromkeys(heirs)
    )
    names = [str(agency) for agency in ending]
    said = {"agencies": (None, names), "heirs": (None, [str(heir) for heir in heirs])}
    audit.record("succession.ending_added", act, by=by, at=at, changes=said)
    return lines


def _may_end(act: Act, agency: Agency) -> None:
    _once(act, agency)
    may_end(agency, act.on)


def _once(act: Act, agency: Agency) -> None:
    if act.lines.filter(agency=agency).exists():
        raise errors.AgencyTwice(_("%(name)s has its line in this act.") % {"name": agency})


def _may_inherit(act: Act, ending: Sequence[Agency], heirs: Sequence[Agency]) -> None:
    if set(ending) & set(heirs):
        raise errors.SuccessorOfItself
    gone = set(act.lines.filter(how=How.ENDS).values_list("agency", flat=True))
    for heir in heirs:
        if heir.pk in gone:
            raise errors.SuccessorEnds(
                _("%(name)s ends in this act, so it takes over nothing.") % {"name": heir}
            )
        may_take_over(heir, act.on)
    takers = Heir.objects.filter(line__act=act, agency__in=ending).select_related("agency").first()
    if takers is not None:
        raise errors.SuccessorEnds(
            _("%(name)s takes over in this act, so it cannot end by it.") % {"name": takers.agency}
        )


@dataclass(frozen=True, kw_only=True)
class Renaming:
    """What an agency is called from the day of the act on, and under which it stands then."""

    agency: Agency
    name: str
    short_name: str = ""
    parent: Agency | None = None


@transaction.atomic
def add_renaming(act: Act, facts: Renaming, *, by: User, at: datetime) -> Line:
    """The agency goes on under a new name. Raises as add_ending, and NameRequired."""
    act = locked(act, by)
    draft_only(act)
    _may_end(act, facts.agency)
    name = vntext.nfc(" ".join(facts.name.split()))
    if not name:
        raise errors.NameRequired
    if facts.parent == facts.agency:
        raise errors.SuccessorOfItself
    line = Line.objects.create(
        act=act,
        agency=facts.agency,
        how=How.RENAMED,
        new_name=name,
        new_short_name=facts.short_name,
        new_parent=facts.parent,
    )
    said = {"agencies": (None, [str(facts.agency)]), "new_name": (None, name)}
    audit.record("succession.renaming_added", act, by=by, at=at, changes=said)
    return line


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """An agency that begins with the act."""

    name: str
    kind: str
    level: str
    short_name: str = ""
    parent: Agency | None = None
    form_key: str = field(default="")


@transaction.atomic
def add_beginning(act: Act, facts: Beginning, *, by: User, at: datetime) -> Line:
    """Register an agency whose first day is the day of the act.

    It is a registration like any other, so that its members can be prepared; the act itself only
    makes it a successor. Raises PermissionDenied, CarriedOut and as create_agency.
    """
    act = locked(act, by)
    draft_only(act)
    values = {"name": facts.name, "kind": facts.kind, "level": facts.level, "valid_from": act.on}
    agency = agencies.create_agency(
        values | {"short_name": facts.short_name},
        by=by,
        at=at,
        parent=facts.parent,
        form_key=facts.form_key,
    )
    line, is_new = Line.objects.get_or_create(act=act, agency=agency, defaults={"how": How.NEW})
    if is_new:
        said = {"agencies": (None, [str(agency)])}
        audit.record("succession.beginning_added", act, by=by, at=at, changes=said)
    return line


@transaction.atomic
def remove_line(line: Line, *, by: User, at: datetime) -> None:
    """Take an agency out of a draft, with what was chosen of its things. Raises CarriedOut."""
    act = locked(line.act, by)
    draft_only(act)
    said = {"agencies": ([str(line.agency)], None)}
    audit.record("succession.line_removed", act, by=by, at=at, changes=said)
    act.choices.filter(agency=line.agency).delete()
    line.delete()


@transaction.atomic
def discard(act: Act, *, by: User, at: datetime) -> None:
    """Throw a draft away in which no agency is named and which was never asked for.

    Raises PermissionDenied, NotEmpty.
    """
    act = locked(act, by)
    if act.lines.exists() or act.runs.exists():
        raise errors.NotEmpty
    audit.record("succession.discarded", act, by=by, at=at)
    act.delete()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What becomes of one thing (`pk`), or of all of its sort in the hands of `agency`.

    fate: None takes the decision back.
    """

    agency: int | None = None
    pk: int | None = None
    fate: Fate | None = None
    to: int | None = None
    role: str = ""


@transaction.atomic
def decide(act: Act, estate: str, decisions: Sequence[Decision], *, by: User, at: datetime) -> int:
    """Keep what was chosen; returns how many choices differ from before.

    Raises PermissionDenied, CarriedOut, NotOffered.
    """
    act = locked(act, by)
    draft_only(act)
    kind = estate_of(estate)
    heirs = set(Heir.objects.filter(line__act=act).values_list("agency", flat=True))
    for one in decisions:
        sent = one.fate in {Fate.MOVE, Fate.RENEW}
        fits = one.fate is None or (one.fate in kind.fates and sent == (one.to is not None))
        if not fits or (one.to is not None and one.to not in heirs):
            raise errors.NotOffered
    rows = {(row.agency_id, row.object_id): row for row in act.choices.filter(estate=estate)}
    changed = 0
    for one in decisions:
        changed += _keep(act, estate, one, rows.get((one.agency, one.pk)))
    if changed:
        said = {"estate": (None, str(kind.words)), "choices": (None, changed)}
        audit.record("succession.decided", act, by=by, at=at, changes=said)
    return changed


def _keep(act: Act, estate: str, one: Decision, row: Choice | None) -> bool:
    if one.fate is None:
        if row is not None:
            row.delete()
        return row is not None
    facts = {"fate": one.fate, "to_id": one.to, "role": one.role}
    if row is None:
        Choice.objects.create(
            act=act, estate=estate, agency_id=one.agency, object_id=one.pk, **facts
        )
        return True
    if all(getattr(row, name) == value for name, value in facts.items()):
        return False
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=["fate", "to", "role"])
    return True
