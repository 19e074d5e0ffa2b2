"""The rule of `same_paper` for many papers at once; a test compares the two."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

from phoihop.agencies.models import Agency
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, NumberSeries, Regime
from phoihop.documents.numbers import parse_code, term_without_series
from phoihop.documents.sameness import is_same_issuer, key_of

_BATCH: Final = 2_000
_COLUMNS: Final = ("code", "code_key", "issuer", "issuer_name", "issued_on", "subject", "kind")


class SamePapers:
    """Entries of one agency's register that bear a symbol of these papers, loaded at once."""

    def __init__(self, owner: Agency, papers: Iterable[DocumentFacts]) -> None:
        papers = list(papers)
        keys = sorted({key_of(paper) for paper in papers} - {""})
        self._by_key: defaultdict[str, list[Document]] = defaultdict(list)
        ours = Document.objects.filter(owner=owner, hidden_at=None).only(*_COLUMNS)
        for start in range(0, len(keys), _BATCH):
            for document in ours.filter(code_key__in=keys[start : start + _BATCH]):
                self._by_key[document.code_key].append(document)
        issuers = {paper.issuer.pk for paper in papers if paper.issuer is not None}
        self._runs: defaultdict[tuple[int, str], list[NumberSeries]] = defaultdict(list)
        for run in NumberSeries.objects.filter(owner__in=issuers, regime=Regime.PARTY):
            self._runs[run.owner_id, run.symbol].append(run)

    def of(self, facts: DocumentFacts) -> list[Document]:
        """Those that are most likely the same paper."""
        key = key_of(facts)
        return [
            row
            for row in self._by_key.get(key, [])
            if is_same_issuer(facts, row.issuer_id, row.issuer_name)
            and (row.kind == facts.kind or not key.isdecimal())
            and self._same_term(row, facts)
        ]

    def _same_term(self, row: Document, facts: DocumentFacts) -> bool:
        if facts.issued_on is None:
            return True
        if row.issued_on is None:
            return False
        parsed = parse_code(facts.code)
        if parsed is None or parsed.regime == Regime.STATE:
            return row.issued_on.year == facts.issued_on.year
        run = self._run(facts.issuer, parsed.symbol, facts.issued_on)
        if run is None:
            after, before = term_without_series(facts.issued_on)
            return after < row.issued_on < before
        return run.first_day <= row.issued_on <= (run.last_day or date.max)

    def _run(self, issuer: Agency | None, symbol: str, on: date) -> NumberSeries | None:
        runs = self._runs.get((issuer.pk, symbol), []) if issuer is not None else []
        open_then = [r for r in runs if r.first_day <= on and (not r.last_day or on <= r.last_day)]
        return max(open_then, key=lambda run: run.first_day, default=None)
