"""Search, by hand: one question to the full-text index, titles first, then by date."""

import re
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from phoihop import vntext
from phoihop.search.fulltext import Place, matches
from phoihop.search.models import SearchEntry

_SIZE = 25
_MOST = 1000
_RANKED = 2000
KINDS = {
    "tasks.task": ("Nhiệm vụ", "tasks"),
    "agreements.agreement": ("Văn bản phối hợp", "agr"),
    "agreements.contentitem": ("Nội dung phối hợp", "item"),
    "documents.document": ("Văn bản", "docs"),
    "agencies.agency": ("Cơ quan", "org"),
    "agencies.official": ("Cán bộ", "user"),
}


def search(request: HttpRequest) -> HttpResponse:
    """The first 25 of what was found, and how many there are of each kind."""
    words = request.GET.get("q", "").strip()
    folded = vntext.search_folded(words).split()
    exact = vntext.search_exact(words)
    found = SearchEntry.objects.filter(matches(Place.FOLDED, folded))
    first = found[:_RANKED].values("pk")
    side_by_side = Case(
        When(title_exact__contains=exact, then=Value(0)),
        When(title_folded__contains=" ".join(folded), then=Value(1)),
        default=Value(2),
    )
    hits = SearchEntry.objects.filter(pk__in=first).order_by(
        side_by_side, F("date").desc(nulls_last=True), "-pk"
    )
    rooms = _rooms(found)
    total = sum(room["count"] for room in rooms)
    context = {
        "words": words,
        "rooms": rooms,
        "total": min(total, _MOST),
        "capped": total > _MOST,
        "hits": [_hit(entry, folded) for entry in hits[:_SIZE]],
        "without_accents": exact == " ".join(folded),
    }
    return render(request, "plain/search.html", context)


def _rooms(found: "QuerySet[SearchEntry]") -> list[dict[str, Any]]:
    counts = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
    return [
        {
            "kind": kind,
            "label": label,
            "count": min(counts[kind], _MOST),
            "capped": counts[kind] > _MOST,
        }
        for kind, (label, _icon) in KINDS.items()
        if kind in counts
    ]


def _hit(entry: SearchEntry, folded: list[str]) -> dict[str, Any]:
    return {
        "url": entry.url,
        "icon": KINDS[entry.kind][1],
        "title": _marked(entry.title, folded),
        "snippet": _marked(entry.text[:240], folded),
        "hint": _marked(entry.hint, folded),
        "day": f"{entry.date:%d/%m/%Y}" if entry.date else "",
    }


def _marked(text: str, folded: list[str]) -> SafeString:
    """The words asked for in <mark>, whatever their accents."""
    wanted = set(folded)
    pieces = (
        f"<mark>{escape(word)}</mark>" if vntext.search_folded(word) in wanted else escape(word)
        for word in re.split(r"(\W+)", text)
    )
    return mark_safe("".join(pieces))  # noqa: S308 -- every piece is escaped
