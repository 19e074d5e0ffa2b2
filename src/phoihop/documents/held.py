"""Whether the register holds a paper already: asked by whatever form or text is to enter one."""

import uuid
from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, Register
from phoihop.ui.errors import Refused

_MOST_SHOWN = 5


class PaperHeld(Refused):
    """The register holds `papers` of this number already, and nobody said that it may."""

    message = _("The register holds such a document already: see below.")

    def __init__(self, papers: Sequence[Document]) -> None:
        super().__init__(self.message)
        self.papers = papers


def papers_held(
    facts: DocumentFacts,
    *,
    by: User,
    besides: Document | None = None,
    form_key: uuid.UUID | None = None,
) -> list[Document]:
    """Entries that are likely the same paper, at most five.

    besides: the entry that is corrected; form_key: of the form that was sent, whose own entry is no
    second one. Of a paper for reference all that the user sees counts; else the own registers
    alone, since what another agency sent out comes in here all the same.
    """
    seen = Document.objects.visible_to(by)
    if facts.register != Register.REFERENCE:
        seen = seen.filter(owner=by.acting_agency)
    if besides is not None:
        seen = seen.exclude(pk=besides.pk)
    if form_key is not None:
        seen = seen.exclude(form_key=form_key)
    return list(seen.same_paper(facts)[:_MOST_SHOWN])


def refuse_held(
    facts: DocumentFacts,
    *,
    by: User,
    although: Collection[int] = (),
    besides: Document | None = None,
    form_key: uuid.UUID | None = None,
) -> list[Document]:
    """The papers held, all of which a person has seen; called in the transaction that enters one.

    although: the keys of those seen. Two entries at one moment wait for each other here, so that
    the second finds the first. Raises PaperHeld.
    """
    if by.acting_agency is not None:
        Agency.objects.select_for_update(no_key=True).get(pk=by.acting_agency.pk)
    held = papers_held(facts, by=by, besides=besides, form_key=form_key)
    if not {paper.pk for paper in held} <= set(although):
        raise PaperHeld(held)
    return held
