"""Questions about many documents."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from phoihop import vntext
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.agencies.models import Agency
    from phoihop.documents.facts import DocumentFacts
    from phoihop.documents.incoming_models import Instruction
    from phoihop.documents.models import Citation, Document


class DocumentQuerySet(models.QuerySet["Document"]):
    """Visibility is decided here and only here."""

    def visible_to(self, user: "User") -> Self:
        """Documents the acting agency registered, issued or received, and those in its scope."""
        from phoihop.documents.models import DocumentViewer  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return self.none()
        mine = DocumentViewer.objects.filter(agency=user.acting_agency).values("document")
        allowed = Q(pk__in=mine)
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(owner__in=scope.values("agency"))
        return self.filter(allowed, hidden_at=None)

    def hidden_by_us(self, user: "User") -> Self:
        """What the acting agency took off the screens and may bring back."""
        if not user.has_perm("documents.add_document"):
            return self.none()
        return self.filter(owner=user.acting_agency).exclude(hidden_at=None)

    def said_like(self, words: str) -> Self:
        """Those whose symbol begins so, or whose line in the register holds all words."""
        whole = Q()
        for word in vntext.search_folded(words).split()[:12]:
            whole &= Q(words__contains=word)
        key = vntext.symbol_key(words)[:60]
        return self.filter(whole | Q(code_key__startswith=key)) if key else self

    def with_citation_count(self) -> Self:
        """Each with `cites_count`: how many documents it cites."""
        from phoihop.documents.models import Citation  # noqa: PLC0415 -- models import us

        cites = Citation.objects.filter(source=OuterRef("pk")).order_by().values("source")
        counted = Subquery(cites.annotate(n=models.Count("pk")).values("n"))
        return self.annotate(cites_count=Coalesce(counted, 0, output_field=IntegerField()))

    def with_open_citations(self) -> Self:
        """Those that cite in words which no document answers to yet."""
        from phoihop.documents.models import Citation  # noqa: PLC0415 -- models import us

        return self.filter(pk__in=Citation.objects.filter(target=None).values("source"))

    def same_paper(self, facts: "DocumentFacts") -> Self:
        """Entries with the same number, symbol, issuer and year or term: likely the same paper."""
        from phoihop.documents.numbers import same_term  # noqa: PLC0415 -- models import us
        from phoihop.documents.sameness import is_same_issuer, key_of  # noqa: PLC0415 -- as above

        key = key_of(facts)
        if not key:
            return self.none()
        same = self.filter(code_key=key)
        if key.isdecimal():  # a number alone says nothing without its kind
            same = same.filter(kind=facts.kind)
        if facts.issued_on is not None:
            same = same.filter(same_term(facts.issuer, facts.code, facts.issued_on))
        # few bear one symbol, and no database knows "ỦY" and "Ủy", "uỷ" and "ủy" for the same
        rows = same.values_list("pk", "issuer", "issuer_name")
        alike = [pk for pk, issuer, name in rows if is_same_issuer(facts, issuer, name)]
        return self.filter(pk__in=alike)

    def arrivals_of(self, agency: "Agency | None") -> Self:
        """The incoming register of an agency."""
        return self.filter(owner=agency, register="incoming", hidden_at=None)

    def awaiting_instruction(self) -> Self:
        """Laid before a leader, who has written nothing yet."""
        return self.filter(~Exists(_instructions()), for_instruction=True)

    def instructed(self) -> Self:
        """With an instruction that stands."""
        return self.filter(Exists(_instructions()))

    def awaiting_answer(self) -> Self:
        """An answer is wanted and none went out."""
        return self.filter(~Exists(_answers()), answer_wanted=True)

    def answered(self) -> Self:
        """An outgoing paper that answers it went out."""
        return self.filter(Exists(_answers()))


def _instructions() -> "models.QuerySet[Instruction]":
    """Those on the paper in question that no later one replaced."""
    from phoihop.documents.incoming_models import Instruction  # noqa: PLC0415 -- models import us

    return Instruction.objects.filter(document=OuterRef("pk"), replaced_by=None)


def _answers() -> "models.QuerySet[Citation]":
    from phoihop.documents.models import Citation  # noqa: PLC0415 -- models import us

    return Citation.objects.answers().filter(target=OuterRef("pk"), source__owner=OuterRef("owner"))


class InstructionQuerySet(models.QuerySet["Instruction"]):
    """What leaders wrote is for those it names, not for every reader of the paper."""

    def visible_to(self, user: "User") -> Self:
        """Of the acting agency's own papers, those that name it, and those in its scope."""
        from phoihop.documents.incoming_models import Duty, Instruction  # noqa: PLC0415

        agency = user.acting_agency
        if not user.is_active or agency is None:
            return self.none()
        named = Duty.objects.filter(Q(lead_agency=agency) | Q(coordinating=agency))
        told = Instruction.informed.through.objects.filter(agency=agency)
        allowed = (
            Q(document__owner=agency)
            | Q(pk__in=named.values("instruction"))
            | Q(pk__in=told.values("instruction"))
        )
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(document__owner__in=scope.values("agency"))
        return self.filter(allowed, document__hidden_at=None)

    def current(self) -> Self:
        """Those that no later one replaced."""
        return self.filter(replaced_by=None)

    def whole(self) -> Self:
        """Each with its duties and every agency it names; five queries more, however many."""
        return self.select_related("entered_by", "leader").prefetch_related(
            "duties__lead_agency", "duties__coordinating", "informed"
        )


class CitationQuerySet(models.QuerySet["Citation"]):
    """What papers cite."""

    def answers(self) -> Self:
        """Outgoing papers that went out as the answer to another."""
        return self.filter(
            relation="answers",
            source__register="outgoing",
            source__is_draft=False,
            source__hidden_at=None,
            source__issued_on__isnull=False,
        )

    def still_open(self, agency: "Agency | None") -> Self:
        """Words of an agency's papers that nobody linked, and nobody said are not in the register.

        A paper registered since that may fit opens the question again.
        """
        asked = Q(absent_at=None) | Q(suggested_at__gt=F("absent_at"))
        return self.filter(asked, target=None, source__owner=agency, source__hidden_at=None)
