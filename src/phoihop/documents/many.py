"""Many papers entered in a register in one act, as an old register brings them.

The rules are those of register_document; each paper has its own event and card in the index.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.documents import services
from phoihop.documents.arrivals import give_arrival_numbers
from phoihop.documents.citing import tell_open_citations
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.milestones import set_milestones
from phoihop.documents.models import Document, Recipient
from phoihop.documents.viewers import reindex_viewers, viewers_by_rule
from phoihop.search import services as search

_BATCH = 500


@transaction.atomic
def register_documents(
    entries: Sequence[DocumentFacts], *, by: User, at: datetime
) -> list[Document]:
    """Enter papers in the register of the agency the user acts for; in the same order.

    Numbers stand as they are said: no series of numbers is moved on. A fixed number of statements,
    however many papers there are. Raises PermissionDenied, NoSubject, SecretContent,
    ArrivedBeforeIssued, ArrivalNumberTaken, AnswerDueBefore, DraftHasNumber.
    """
    owner = by.acting_agency
    if owner is None or not by.has_perm("documents.add_document"):
        raise PermissionDenied
    Agency.objects.select_for_update(no_key=True).get(pk=owner.pk)
    facts = [services.with_own_issuer(one, owner) for one in entries]
    made = [
        Document(owner=owner, registered_at=at, registered_by=by, **services.columns_of(one))
        for one in facts
    ]
    for document in made:
        services.check(document)
    give_arrival_numbers(owner, made)
    for document in made:
        document.set_keys()
    Document.objects.bulk_create(made, batch_size=_BATCH)
    pairs = list(zip(made, facts, strict=True))
    Recipient.objects.bulk_create(
        [
            Recipient(document=document, agency=agency)
            for document, one in pairs
            for agency in dict.fromkeys(one.recipients)
        ],
        batch_size=_BATCH,
    )
    audit.record_many([_registered(document, one) for document, one in pairs], by=by, at=at)
    _show(made)
    set_milestones(made, by=by, at=at)
    tell_open_citations(made, by=by, at=at)
    return made


def _registered(document: Document, facts: DocumentFacts) -> audit.Entry:
    said = services.said_of(replace(facts, arrival_number=document.arrival_number))
    return audit.Entry("document.registered", document, said)


def _show(made: Sequence[Document]) -> None:
    """Let those who may see them see and find them."""
    keys = [document.pk for document in made]
    reindex_viewers(keys)
    viewers = viewers_by_rule(keys)
    search.put_many(services.card_of(document, viewers[document.pk]) for document in made)
