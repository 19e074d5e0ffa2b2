"""Jobs of the documents."""

from datetime import time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop.documents import marked, previews, texts
from phoihop.documents.models import Document, StoredFile
from phoihop.documents.services import put_in_search
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily, job
from phoihop.ui import clock

_PICTURES_KEPT = timedelta(days=30)


@job(texts.KIND, _("Read the words of a file"))
def read_file(_job: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Read the words of a file and let the documents that carry it be found by them.

    A file whose head bears a mark of secrecy is taken away.
    """
    stored = StoredFile.objects.get(pk=payload["file"])
    texts.read(stored, scans=True)
    if texts.is_marked(stored):
        marked.take_off(stored, at=clock.now())
        progress(1, 1)
        return
    with transaction.atomic():
        held = Document.objects.filter(hidden_at=None, files__file=stored, files__removed_at=None)
        for document in held.select_for_update(of=("self",)):
            put_in_search(document)
    progress(1, 1)


@daily("documents.forget_previews", at=time(3, 15), words=_("Forget old previews"))
def forget_previews(_job: Job, _payload: dict[str, Any], _progress: Progress) -> None:
    """Delete the pictures of pages that were drawn a month ago; who asks gets them drawn again."""
    previews.forget_unused(timezone.now() - _PICTURES_KEPT)
