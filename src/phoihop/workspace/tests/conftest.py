"""What several tests of this room begin with."""

import unicodedata
from urllib.parse import quote_plus

import pytest

from conftest import NOW, Cast
from phoihop.documents import files
from phoihop.documents.models import Document, FileText, SourceSpan
from phoihop.documents.services import add_file, edit_document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.inbox.models import Comment, Notice
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import SavedSearch
from phoihop.workspace.tests.leaver import Leaver, make_leaver
from phoihop.workspace.tests.ordering_away import TEXT, WORDS


@pytest.fixture
def leaver(cast: Cast) -> Leaver:
    return make_leaver(cast)


@pytest.fixture
def document(cast: Cast) -> Document:
    """A paper with a history, a span, a file, a comment, an intake and saved searches."""
    made = DocumentFactory.create(owner=cast.issuer_agency, subject=f"Về ý kiến của {WORDS}")
    edit_document(made, {"text": TEXT, "signer_name": WORDS.upper()}, by=cast.issuer, at=NOW)
    corrected = unicodedata.normalize("NFD", TEXT.replace("Hoà", "Hòa"))
    edit_document(made, {"recipients_text": corrected}, by=cast.issuer, at=NOW)
    SourceSpan.objects.create(
        document=made,
        kind="documents.document",
        object_id=made.pk,
        start=TEXT.index("Hội nghị"),
        end=TEXT.index("Hội nghị") + 8,
        text="Hội nghị",
        sentence=TEXT,
    )
    _add_file(made, cast)
    _talk_about(made, cast)
    receive_text(TEXT, name=f"{WORDS}.txt", by=cast.issuer, at=NOW)
    SavedSearch.objects.create(
        user=cast.issuer,
        agency=cast.issuer_agency,
        name="Tìm người",
        query=f"q={quote_plus(WORDS)}&year=2019",
        saved_at=NOW,
    )
    return made


def _add_file(made: Document, cast: Cast) -> None:
    stored = files.store(f"Tệp nói về {WORDS}.".encode(), "a.txt", accept=files.TEXT)
    add_file(made, stored, f"Ý kiến {WORDS}.txt", by=cast.issuer, at=NOW)
    FileText.objects.update_or_create(file=stored, defaults={"text": f"Tệp nói về {WORDS}."})


def _talk_about(made: Document, cast: Cast) -> None:
    Comment.objects.create(
        kind="documents.document",
        object_id=made.pk,
        by=cast.issuer,
        agency=cast.issuer_agency,
        at=NOW,
        words="hoa quyt thuy van gọi lại sau",
        form_key="c1",
    )
    Notice.objects.create(
        user=cast.issuer,
        agency=cast.issuer_agency,
        kind="documents.document",
        object_id=made.pk,
        said=[{"verb": "x", "words": f"nhắc {WORDS}", "by": [WORDS], "count": 1}],
        first_at=NOW,
        last_at=NOW,
    )
