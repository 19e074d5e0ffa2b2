"""An office with a few papers, and a folder of backups for it."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from pytest_django import Settings

from conftest import NOW, Cast
from phoihop.audit import services as audit
from phoihop.documents import files
from phoihop.documents.models import StoredFile
from phoihop.safekeeping.backup import Order


@pytest.fixture
def place(tmp_path: Path, settings: Settings) -> Path:
    """The folder of backups, on the disk of the test."""
    settings.BACKUP_DIR = tmp_path / "backups"
    return tmp_path / "backups"


@pytest.fixture
def order(place: Path) -> Order:
    return Order(folder=place)


@pytest.fixture
def office(cast: Cast, tmp_path: Path, settings: Settings) -> list[StoredFile]:
    """Twelve people, an act with its history, two files in a storage of their own."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "data" / "files", "base_url": None},
        }
    }
    assert Path(default_storage.path("")) == tmp_path / "data" / "files"
    with transaction.atomic():
        audit.record("agency.changed", cast.lead_agency, by=cast.lead, at=NOW, name="Tên mới")
    return [
        files.store(text.encode(), "tep.txt", accept=files.TEXT)
        for text in ("Nội dung thứ nhất của tệp.", "Nội dung thứ hai của tệp.")
    ]
