"""`phoihop reindex`: the search index compared with, and written anew from, the records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import click
from django.db.models import QuerySet
from tqdm import tqdm

from phoihop.agencies.models import Agency, Official
from phoihop.agencies.services.checks import index_agency, index_official
from phoihop.agreements.index import index_agreement
from phoihop.agreements.models import Agreement
from phoihop.documents import texts
from phoihop.documents.models import Document
from phoihop.documents.services import put_in_search as index_document
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.services import put_in_search as index_dossier
from phoihop.search import services as search
from phoihop.search.fulltext import rebuild
from phoihop.search.models import SearchEntry
from phoihop.tasks.evidence_index import put_evidence_in_search
from phoihop.tasks.models import Evidence, Task, TaskViewer
from phoihop.tasks.services.common import put_in_search as index_tasks


@dataclass(frozen=True)
class Indexed:
    """Records that belong into the index, and the function of their room that puts one there."""

    records: Callable[[], QuerySet[Any]]
    write: Callable[[Any], None]

    @property
    def kind(self) -> str:
        """Their name in the index."""
        return search.kind_of(self.records().model)

    def entries(self) -> QuerySet[SearchEntry]:
        """What the index holds of them."""
        return SearchEntry.objects.filter(kind=self.kind)

    def missing(self) -> QuerySet[Any]:
        """Records that cannot be found."""
        return self.records().exclude(pk__in=self.entries().values("object_id"))

    def orphans(self) -> QuerySet[SearchEntry]:
        """Entries whose record is gone or hidden."""
        return self.entries().exclude(object_id__in=self.records().values("pk"))


def _index_task(task: Task) -> None:
    index_tasks([task])
    viewers: Iterable[int] = TaskViewer.objects.filter(task=task).values_list("agency", flat=True)
    search.set_viewers(task, viewers)


INDEXED = (
    Indexed(Agency.objects.all, index_agency),
    Indexed(Official.objects.all, index_official),
    Indexed(lambda: Document.objects.filter(hidden_at=None), index_document),
    Indexed(lambda: Agreement.objects.filter(hidden_at=None), index_agreement),
    Indexed(lambda: Dossier.objects.select_related("owner"), index_dossier),
    Indexed(lambda: Task.objects.select_related("lead_agency", "assigner"), _index_task),
    Indexed(Evidence.objects.all, lambda row: put_evidence_in_search([row])),
)


def _read_files() -> None:
    """Read the words of attached files that nobody has read; a file that is gone is told of."""
    for stored in tqdm(texts.never_read(), desc="files", disable=None):
        try:
            texts.read(stored)
        except OSError as error:
            click.echo(f"{stored}: {error}", err=True)


@click.command()
def reindex() -> None:
    """Write the search index anew from all records. The office may go on working meanwhile."""
    _read_files()
    for indexed in INDEXED:
        records = indexed.records()
        for record in tqdm(
            records.iterator(chunk_size=500),
            total=records.count(),
            desc=indexed.kind,
            disable=None,
        ):
            indexed.write(record)
        indexed.orphans().delete()
    rebuild()
    click.echo(f"{SearchEntry.objects.count()} entries.")
