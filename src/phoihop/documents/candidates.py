"""Which registered papers the words of a citation may mean, each with the reason; a person picks.

A session of the Central Committee made several resolutions: all of them are offered (D1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.documents.models import Document, Kind
from phoihop.documents.wording import Reference, Wording, read_wording

_MOST: Final = 20
_MOST_ROWS: Final = 200
# Quyết định and quy định share their letters in Party papers.
_ALIKE: Final = frozenset({Kind.DECISION.value, Kind.RULE.value})
_SHARED: Final = 0.6  # of the words of the shorter issuer
_COUNTED_WORDS: Final = 10
# Words that every paper has; they say nothing of what it is about.
_PLAIN: Final = frozenset(
    vntext.search_folded(
        "về và của các số ngày tháng năm khóa lần thứ hội nghị nghị quyết chỉ thị quyết định"
        " quy định kế hoạch kết luận chương trình hướng dẫn công tác việc trong với đại hội trung"
        " ương tw nq ct qđ kh kl i ii iii iv v vi vii viii ix x xi xii xiii xiv"
    ).split()
)


@dataclass(frozen=True)
class Offered:
    """A paper the words may mean; `reason` in words, the higher `score` the likelier."""

    document: Document
    reason: str
    score: int


def candidates(
    all_words: Sequence[str], user: User, *, apart_from: Document | None = None
) -> list[list[Offered]]:
    """For each wording the papers it may mean, the likeliest first. One query for all."""
    wordings = [read_wording(words) for words in all_words]
    wanted = [_condition(one) for wording in wordings for one in wording.references]
    if not wanted:
        return [[] for _words in all_words]
    found = Document.objects.visible_to(user).filter(reduce(or_, wanted), is_draft=False)
    if apart_from is not None:
        found = found.exclude(pk=apart_from.pk)
    rows = list(found.defer("text").order_by("-issued_on", "pk")[:_MOST_ROWS])
    return [_ranked(wording, rows) for wording in wordings]


def fits(wording: Wording, document: Document) -> bool:
    """Whether the words may mean this paper."""
    return _weighed(wording, document) is not None


def _condition(reference: Reference) -> Q:
    if reference.code_key:
        return Q(code_key=reference.code_key)
    if reference.ordinal.endswith("/"):
        return Q(ordinal__startswith=reference.ordinal)
    return Q(ordinal=reference.ordinal) if reference.ordinal else Q(number=reference.number)


def _ranked(wording: Wording, rows: Sequence[Document]) -> list[Offered]:
    weighed = [one for one in (_weighed(wording, row) for row in rows) if one is not None]
    return sorted(weighed, key=lambda one: -one.score)[:_MOST]


def _weighed(wording: Wording, document: Document) -> Offered | None:
    """The best reason why some of the words may mean the paper; None where nothing fits."""
    best: tuple[int, list[str]] | None = None
    for reference in wording.references:
        main = _main_reason(reference, document)
        if main is None:
            continue
        score, reasons = main
        for more, words in _further(reference, wording, document):
            score += more
            reasons = [*reasons, words]
        if best is None or score > best[0]:
            best = score, reasons
    return Offered(document, ", ".join(best[1]), best[0]) if best else None


def _main_reason(reference: Reference, document: Document) -> tuple[int, list[str]] | None:
    """What makes the paper a candidate at all."""
    if reference.code_key:
        same = reference.code_key == document.code_key
        return (100, [_("same number and symbol")]) if same else None
    if reference.ordinal:
        return _same_session(reference, document)
    if reference.number is None or reference.number != document.number:
        return None
    if not reference.kind:
        return 40, [_("same number")]
    if reference.kind == document.kind:
        return 50, [_("same kind and number")]
    both = {reference.kind, document.kind}
    return (45, [_("same number, decision or rule")]) if both == _ALIKE else None


def _same_session(reference: Reference, document: Document) -> tuple[int, list[str]] | None:
    ours = document.ordinal or next(
        (one.ordinal for one in read_wording(document.subject).references if one.ordinal), ""
    )
    asked, held = vntext.fold(reference.ordinal), vntext.fold(ours)
    if not held or not (held == asked or (asked.endswith("/") and held.startswith(asked))):
        return None
    same_kind = reference.kind in {"", document.kind}
    score = (60 if held == asked else 40) - (0 if same_kind else 20)
    if ours.startswith("ĐH"):
        return score, [_("same congress (%(which)s)") % {"which": ours}]
    return score, [_("same session (%(which)s)") % {"which": ours}]


def _further(reference: Reference, wording: Wording, document: Document) -> list[tuple[int, str]]:
    """What speaks for it besides, or against it."""
    said: list[tuple[int, str]] = []
    issued = document.issued_on
    if reference.day and issued:
        same = reference.day == issued
        said.append((30, _("same day")) if same else (-40, _("another day")))
    elif wording.year and issued:
        same = wording.year == issued.year
        said.append((15, _("same year")) if same else (-20, _("another year")))
    if wording.term and issued and wording.term[0] <= issued.year <= wording.term[1]:
        first, last = wording.term
        said.append((10, _("within the term %(first)s–%(last)s") % {"first": first, "last": last}))
    if _issuers_fit(reference.issuer, document.issuer_name):
        said.append((15, _("same issuer")))
    if shared := _shared_words(wording.words, document.subject):
        words = ngettext(
            "%(count)s word of the subject", "%(count)s words of the subject", shared
        ) % {"count": shared}
        said.append((2 * min(shared, _COUNTED_WORDS), words))
    return said


def _issuers_fit(said: str, ours: str) -> bool:
    one, two = set(vntext.fold(said).split()), set(vntext.fold(ours).split())
    return bool(one and two) and len(one & two) >= _SHARED * min(len(one), len(two))


def _shared_words(said: str, subject: str) -> int:
    words = set(vntext.search_folded(said).split()) & set(vntext.search_folded(subject).split())
    return len({word for word in words if not word.isdigit()} - _PLAIN)
