"""The page that shows a file, for every room whose records carry files."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from phoihop.documents import files, previews
from phoihop.documents.models import StoredFile
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest


@dataclass(frozen=True)
class Shown:
    """A file that this reader may see, and the addresses around it.

    picture: of a page by its number. back, back_label: to the record that carries the file.
    """

    stored: StoredFile
    name: str
    download: str
    picture: Callable[[int], str]
    back: str
    back_label: str


def preview_page(request: SignedInRequest, shown: Shown) -> HttpResponse:
    """One page of the file with the ways to its neighbours; a broken file says so."""
    number = key_in(request.GET.get("page", "1")) or 1
    context: dict[str, Any] = {"shown": shown, "number": number}
    try:
        context |= _content(shown, number)
    except previews.NoSuchPage as refusal:
        raise Http404 from refusal
    except previews.NoPreview as refusal:
        context["refusal"] = str(refusal)
    return render(request, "documents/preview.html", context)


def picture(stored: StoredFile, number: int) -> HttpResponse:
    """A page as a PNG that does nothing but be seen. Raises Http404 where there is none."""
    try:
        drawn = previews.draw(stored, number)
    except previews.NoPreview as refusal:
        raise Http404 from refusal
    return files.guarded(HttpResponse(drawn.png, content_type="image/png"))


def _content(shown: Shown, number: int) -> dict[str, Any]:
    form = shown.stored.format
    if form in previews.PICTURES:
        return {"image": f"{shown.download}?inline=1"}
    if form != "pdf":
        said = previews.words(shown.stored)
        lines = [line for line in said.split("\n") if line.strip()]
        return {"lines": lines, "cut": len(said) == previews.LONGEST_TEXT}
    pages = previews.draw(shown.stored, number).pages
    return {
        "image": shown.picture(number),
        "pages": pages,
        "previous": number - 1 if number > 1 else 0,
        "next": number + 1 if number < pages else 0,
    }
