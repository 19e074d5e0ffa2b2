"""The records that dossiers hold: what each kind is called, who sees it, how a line shows it.

A record is named by kind and id, as audit and search name it. A line of a record that the reader
may not see says only that there is one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Document
from phoihop.dossiers.models import DossierItem
from phoihop.tasks.models import Task
from phoihop.ui.keys import key_in


@dataclass(frozen=True)
class RecordKind:
    """One kind of records. day: of the paper, by which a dossier may be put in order."""

    label: str | Promise
    icon: str
    visible: Callable[[User], QuerySet[Any]]
    code: Callable[[Any], str]
    title: Callable[[Any], str]
    day: Callable[[Any], date | None]


KINDS: Mapping[str, RecordKind] = {
    "documents.document": RecordKind(
        _("Document"),
        "docs",
        lambda user: Document.objects.visible_to(user).defer("text", "words"),
        lambda document: document.code or document.ordinal,
        lambda document: document.subject,
        lambda document: document.issued_on or document.arrived_on,
    ),
    "agreements.agreement": RecordKind(
        _("Coordination paper"),
        "agr",
        Agreement.objects.visible_to,
        lambda agreement: agreement.code,
        lambda agreement: agreement.title,
        lambda agreement: agreement.signed_on,
    ),
    "tasks.task": RecordKind(
        _("Task"),
        "tasks",
        Task.objects.visible_to,
        lambda task: task.code,
        lambda task: task.title,
        lambda task: task.assigned_on,
    ),
}


@dataclass(frozen=True)
class Line:
    """An item as this reader may see it; `record` is None where it may not be seen."""

    item: DossierItem
    record: Model | None
    label: str | Promise = ""
    icon: str = "lock"
    code: str = ""
    title: str = ""
    day: date | None = None
    url: str = ""


def lines_of(items: Iterable[DossierItem], user: User) -> list[Line]:
    """One line for each item, in their order; as many queries as there are kinds, or a few more."""
    items = list(items)
    wanted: dict[str, set[int]] = defaultdict(set)
    for item in items:
        wanted[item.kind].add(item.object_id)
    seen = {
        kind: KINDS[kind].visible(user).filter(pk__in=ids).in_bulk()
        for kind, ids in wanted.items()
        if kind in KINDS
    }
    return [_line(item, seen.get(item.kind, {}).get(item.object_id)) for item in items]


def record_named(name: str, user: User) -> Any | None:
    """The record of "tasks.task:5", if the user sees it; None for any other word."""
    kind, _colon, key = name.partition(":")
    pk = key_in(key)
    if kind not in KINDS or pk is None:
        return None
    return KINDS[kind].visible(user).filter(pk=pk).first()


def name_of(record: Model) -> str:
    """How addresses and forms name a record: "tasks.task:5"."""
    return f"{record._meta.label_lower}:{record.pk}"


def _line(item: DossierItem, record: Any | None) -> Line:
    if record is None:
        return Line(item, None)
    kind = KINDS[item.kind]
    return Line(
        item=item,
        record=record,
        label=kind.label,
        icon=kind.icon,
        code=kind.code(record),
        title=kind.title(record),
        day=kind.day(record),
        url=record.get_absolute_url(),
    )
