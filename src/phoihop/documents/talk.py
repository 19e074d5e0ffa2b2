"""Documents are followed and talked about by who sees them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.documents.models import Document, DocumentViewer
from phoihop.inbox.registry import Talk, declare


def _visible(user: User) -> QuerySet[Document]:
    return Document.objects.visible_to(user)


def _viewers(ids: Collection[int], _words: bool) -> QuerySet[DocumentViewer]:
    return DocumentViewer.objects.filter(document__in=ids, document__hidden_at=None)


def _places(document: Document) -> tuple[int, ...]:
    return () if document.hidden_at or document.is_draft else (document.owner_id,)


def _opened_at(agency: int, document: Document) -> datetime | None:
    """What was said before a paper was issued stays with the agency that drew it up."""
    return None if agency == document.owner_id else document.issued_at


def _takes_words(document: Document) -> bool:
    """Of a secret paper only the reference is kept."""
    return not document.is_secret


declare(
    Talk(
        model=Document,
        visible=_visible,
        viewers=_viewers,
        of="document",
        places=_places,
        name=_("Document"),
        detail="documents:detail",
        talk="documents:talk",
        opened_at=_opened_at,
        takes_words=_takes_words,
    )
)
