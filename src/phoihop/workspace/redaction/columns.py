"""Every column of the database in which words of people can stand, found from the models.

A table that a later room adds is found without being named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from phoihop.workspace.redaction.needle import Needle, texts_in

# Columns that the program alone fills: codes, digests, addresses. Each by its whole name: what is
# a code in one table may be the words of a person in another. A form's own key is one everywhere.
OF_THE_PROGRAM: Final = frozenset(
    """
    accounts.onetimecode.digest accounts.user.language accounts.user.password
    audit.change.digest audit.change.field audit.change.salt audit.event.kind audit.event.verb
    audit.seal.digest audit.seal.leaves audit.seal.previous
    django_tasks_database.dbtaskresult.backend_name
    django_tasks_database.dbtaskresult.exception_class_path
    django_tasks_database.dbtaskresult.queue_name django_tasks_database.dbtaskresult.task_path
    django_tasks_database.dbtaskresult.worker_ids documents.filetext.refusal
    documents.sourcespan.kind documents.storedfile.format documents.storedfile.path
    documents.storedfile.sha256 dossiers.dossieritem.kind dossiers.export.sha256
    imports.sheetupload.kind inbox.comment.kind inbox.follow.kind inbox.notice.kind
    inbox.switchedoff.what jobs.job.kind search.searchentry.kind search.searchentry.url
    setup.setupcode.digest urging.mail.key urging.told.kind workspace.intake.sha256
    """.split()  # noqa: SIM905 -- a table to read
)
_FORM_KEY: Final = "form_key"
# Rooms of Django and allauth that keep nothing anybody typed about a matter.
PASSED_BY: Final = frozenset({"contenttypes", "sessions", "mfa", "usersessions", "auth"})
# Made by the program from the other columns of the row: written anew, never chosen from.
_MADE_ENDINGS: Final = ("_folded", "_exact", "_key")
_MADE: Final = frozenset(
    {"exact", "folded", "documents.document.words", "search.entrysymbol.key", "agencies.area.key"}
)


@dataclass(frozen=True)
class Column:
    """A column that may hold words. is_json: texts stand inside of values."""

    model: type[models.Model]
    name: str
    is_json: bool
    longest: int | None

    @property
    def kind(self) -> str:
        """The table, as the history names it."""
        return self.model._meta.label_lower

    @property
    def is_made(self) -> bool:
        """Made from other columns: without accents, as a key, for the index."""
        return (
            self.name.endswith(_MADE_ENDINGS)
            or self.name in _MADE
            or f"{self.kind}.{self.name}" in _MADE
        )

    def texts(self, row: models.Model) -> list[str]:
        """Every text that stands in this column of a row."""
        value = getattr(row, self.name)
        return list(texts_in(value)) if self.is_json else [value or ""]

    def rows(self, needle: Needle) -> QuerySet[Any]:
        """Rows whose value may hold the words; the needle has the last word."""
        rows: Any = self.model._base_manager.order_by("pk")
        if self.is_json:
            rows = rows.annotate(_as_text=Cast(self.name, TextField()))
        lookup = "_as_text" if self.is_json else self.name
        found: QuerySet[Any] = rows.filter(**{f"{lookup}__iregex": needle.sql})
        return found


def every_column() -> Iterator[Column]:
    """All of them, table by table."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.app_label in PASSED_BY or meta.proxy or not meta.managed:
            continue
        yield from columns_of(model)


def columns_of(model: type[models.Model]) -> list[Column]:
    """Those of one table."""
    found = (_column(model, field) for field in model._meta.concrete_fields)
    return [column for column in found if column is not None]


def _column(model: type[models.Model], field: "models.Field[Any, Any]") -> Column | None:
    name = f"{model._meta.label_lower}.{field.name}"
    if name in OF_THE_PROGRAM or field.name == _FORM_KEY or field.choices or field.primary_key:
        return None
    if isinstance(field, models.JSONField):
        return Column(model, field.name, is_json=True, longest=None)
    if isinstance(field, models.CharField | models.TextField):
        return Column(model, field.name, is_json=False, longest=field.max_length)
    return None
