"""Jobs of the tasks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from phoihop.documents import texts
from phoihop.documents.models import StoredFile
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, job
from phoihop.tasks.evidence_index import put_evidence_in_search
from phoihop.tasks.models import Evidence
from phoihop.tasks.services.common import READ_EVIDENCE, take_off_marked
from phoihop.ui import clock


@job(READ_EVIDENCE, _("Read the words of evidence"))
def read_evidence(_job: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Read the words of a file and let the evidence be found by them.

    A file whose head bears a mark of secrecy is taken away.
    """
    stored = StoredFile.objects.get(pk=payload["file"])
    texts.read(stored)
    if texts.is_marked(stored):
        take_off_marked(stored, at=clock.now())
    else:
        put_evidence_in_search(Evidence.objects.filter(file=stored))
    progress(1, 1)
