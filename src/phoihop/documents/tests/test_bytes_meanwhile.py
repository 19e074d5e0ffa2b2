"""Bytes that one takes away while another stores the same."""

from threading import Event, Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from phoihop.documents import files
from phoihop.documents.models import StoredFile

WORDS = "Kế hoạch tiêm chủng xã Ba Mít".encode()


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_bytes_stored_again_before_they_are_deleted_stay() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time")
    stored = files.store(WORDS, "ke-hoach.txt", accept=files.HANDED_IN)
    again, deleted = Event(), Event()

    def store_again() -> None:
        try:
            with transaction.atomic():
                files.store(WORDS, "ke-hoach.txt", accept=files.HANDED_IN)
                again.set()
                deleted.wait(1)  # whoever deletes has to wait for the end of this transaction
        finally:
            connection.close()

    other = Thread(target=store_again)

    def let_the_other_store() -> None:
        other.start()
        again.wait(10)

    with transaction.atomic():
        # Runs before the bytes are deleted: the row is gone, another stores the same bytes.
        transaction.on_commit(let_the_other_store)
        files.discard(stored)
    deleted.set()
    other.join()

    row = StoredFile.objects.get()
    assert default_storage.exists(row.path)
