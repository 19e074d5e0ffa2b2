"""Documents for tests, with the viewer rows that the services would keep."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.documents.models import Document, DocumentViewer, Kind, Register, StoredFile


class DocumentFactory(DjangoModelFactory[Document]):
    """A directive registered for reference."""

    class Meta:
        model = Document

    owner = factory.SubFactory(AgencyFactory)
    register = Register.REFERENCE
    kind = Kind.DIRECTIVE
    number = factory.Sequence(lambda n: n + 1)
    symbol = "CT/TW"
    code = factory.LazyAttribute(lambda document: f"{document.number:02}-{document.symbol}")
    issuer_name = "Ban Bí thư"
    issued_on = date(2018, 11, 5)
    subject = factory.Sequence(lambda n: f"về công tác thử nghiệm số {n}")
    registered_at = datetime(2019, 1, 2, tzinfo=UTC)
    registered_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[Document], *args: Any, **kwargs: Any) -> Document:
        document: Document = super()._create(model_class, *args, **kwargs)  # type: ignore[no-untyped-call]  # factory-boy has no types here
        DocumentViewer.objects.create(agency=document.owner, document=document)
        return document


class StoredFileFactory(DjangoModelFactory[StoredFile]):
    """A row only; tests of real bytes go through files.store."""

    class Meta:
        model = StoredFile

    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1000
    format = "pdf"
    path = factory.LazyAttribute(lambda file: f"{file.sha256[:2]}/{file.sha256}")
