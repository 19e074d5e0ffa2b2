"""A batch that is stopped while another with the same file is handed in."""

from threading import Event, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from conftest import NOW, Cast
from phoihop.documents.models import StoredFile
from phoihop.jobs.models import Job
from phoihop.workspace.intake.batch import start_batch, stop_batch
from phoihop.workspace.tests.texts import SIGNING


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("tin.txt", SIGNING.encode())


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_batch_being_handed_in_stays(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time")
    first = start_batch([upload()], by=cast.issuer, at=NOW)
    handed_in, stopped = Event(), Event()

    def hand_in_again() -> None:
        try:
            with transaction.atomic():
                start_batch([upload()], by=cast.issuer, at=NOW)
                handed_in.set()
                stopped.wait(1)  # whoever stops has to wait for the end of this transaction
        finally:
            connection.close()

    other = Thread(target=hand_in_again)
    other.start()
    handed_in.wait(10)
    stop_batch(first.pk, by=cast.issuer, at=NOW)
    stopped.set()
    other.join()

    (row,) = Job.objects.exclude(pk=first.pk).get().payload["files"]
    assert StoredFile.objects.filter(pk=row["file"]).exists()
