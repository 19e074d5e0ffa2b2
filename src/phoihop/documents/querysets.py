"""Questions about many documents."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from phoihop import vntext
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.documents.facts import DocumentFacts
    from phoihop.documents.models import Document


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
        """Entries with the same number and symbol, issuer and year: most likely the same paper."""
        key = vntext.symbol_key(facts.code)[:60]
        if not key:
            return self.none()
        name = facts.issuer_name or (facts.issuer.name if facts.issuer else "")
        issuer = Q(issuer_name__iexact=name) | Q(issuer_name="")
        if facts.issuer:
            issuer |= Q(issuer=facts.issuer)
        same = self.filter(issuer, code_key=key) if name else self.filter(code_key=key)
        return same.filter(issued_on__year=facts.issued_on.year) if facts.issued_on else same
