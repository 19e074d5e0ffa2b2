"""Documents are followed and talked about by who sees them."""

from collections.abc import Collection

from django.db.models import QuerySet

from phoihop.accounts.models import User
from phoihop.documents.models import Document, DocumentViewer
from phoihop.inbox.registry import Talk, declare


def _visible(user: User) -> QuerySet[Document]:
    return Document.objects.visible_to(user)


def _viewers(ids: Collection[int], _words: bool) -> QuerySet[DocumentViewer]:
    return DocumentViewer.objects.filter(document__in=ids, document__hidden_at=None)


def _places(document: Document) -> tuple[int, ...]:
    return () if document.hidden_at else (document.owner_id,)


declare(
    Talk(
        model=Document,
        visible=_visible,
        viewers=_viewers,
        of="document",
        places=_places,
        detail="documents:detail",
    )
)
