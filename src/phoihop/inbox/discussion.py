"""The page of a discussion: rooms show it for their own records, at an address of theirs."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404

from phoihop.inbox import services
from phoihop.inbox.errors import TalkRefused
from phoihop.inbox.forms import CommentForm
from phoihop.inbox.mentions import names_in, readers_offered
from phoihop.inbox.models import Comment, CommentVersion
from phoihop.inbox.pieces import Piece, pieces_of
from phoihop.inbox.reading import comments_for
from phoihop.inbox.registry import kind_of, talk_of
from phoihop.ui import clock
from phoihop.ui.keys import key_in
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

# Shows the room's page with what is given here, answering with this status.
Show = Callable[[dict[str, Any], int], HttpResponse]
_OFFERED_WHILE_TYPING = 8


@dataclass(frozen=True)
class Shown:
    """A comment as the page writes it; `beside` are those mentioned without being named in it."""

    comment: Comment
    pieces: list[Piece]
    beside: list[str]
    versions: list[CommentVersion]
    mine: bool
    form: CommentForm | None = None
    answer: CommentForm | None = None
    replies: list["Shown"] = field(default_factory=list)


@dataclass(frozen=True)
class _Open:
    """The form that stands open inside the list: of which act, at which comment."""

    act: str = ""
    at: int = 0
    form: CommentForm | None = None


def discussion(request: SignedInRequest, record: Any, show: Show) -> HttpResponse:
    """Answer a request to the discussion of a record whose words the user reads.

    GET shows it; `?tra-loi=5` and `?sua=5` with the form for comment 5 open, `?den=5` its exchange
    alone, `?nguoi=ha` offers people to mention. POST writes, edits or withdraws; a refused form
    comes back with what was typed.
    """
    if request.method == "POST":
        return _act(request, record, show)
    if (like := request.GET.get("nguoi")) is not None:
        return _offer(request, record, like)
    opened = _opened(request, record)
    writes = _writes(request, record)
    form = _form(request, record) if writes and not opened.act else None
    return show(_context(request, record, opened, form), 200)


def _takes_words(record: Any) -> bool:
    return talk_of(kind_of(record)).takes_words(record)


def _writes(request: SignedInRequest, record: Any) -> bool:
    return request.user.has_perm("inbox.write_comment", record) and _takes_words(record)


def _form(request: SignedInRequest, record: Any, data: Any = None, at: str = "") -> CommentForm:
    readers = readers_offered(record, clock.today(), but=request.user.pk)
    return CommentForm(data, readers=readers, at=at)


def _offer(request: SignedInRequest, record: Any, like: str) -> JsonResponse:
    readers = readers_offered(record, clock.today(), but=request.user.pk, like=like.strip()[:60])
    few = readers[:_OFFERED_WHILE_TYPING]
    return JsonResponse(
        [{"name": reader.username, "label": reader.label} for reader in few], safe=False
    )


def _opened(request: SignedInRequest, record: Any) -> _Open:
    """The form that the address asks for, where this user may use it."""
    if (pk := key_in(request.GET.get("sua", ""))) is not None:
        comment = _comment(request, record, pk)
        if request.user.has_perm("inbox.change_comment", comment):
            form = CommentForm(at=f"edit{pk}")
            form.initial["words"] = comment.words
            return _Open("edit", pk, form)
    if (pk := key_in(request.GET.get("tra-loi", ""))) is not None:
        comment = _comment(request, record, pk)
        if _writes(request, record) and comment.parent_id is None:
            return _Open("answer", pk, _form(request, record, at=f"answer{pk}"))
    return _Open()


def _comment(request: SignedInRequest, record: Any, pk: int | None) -> Comment:
    if pk is None:
        raise Http404
    rows = comments_for(request.user, record).filter(withdrawn_at=None)
    return get_object_or_404(rows, pk=pk)


def _act(request: SignedInRequest, record: Any, show: Show) -> HttpResponse:
    if not request.user.has_perm("inbox.write_comment", record):
        raise PermissionDenied
    act = request.POST.get("act", "")
    pk = key_in(request.POST.get("comment", ""))
    if act == "withdraw":
        comment = _comment(request, record, pk)
        services.withdraw_comment(comment, by=request.user, at=clock.now())
        return _to(record, comment)
    if act == "edit":
        return _edit(request, record, _comment(request, record, pk), show)
    if act != "write":
        raise Http404
    parent = None if pk is None else _comment(request, record, pk)
    return _write(request, record, parent, show)


def _write(
    request: SignedInRequest, record: Any, parent: Comment | None, show: Show
) -> HttpResponse:
    form = _form(request, record, request.POST, at=f"answer{parent.pk}" if parent else "")
    if form.is_valid():
        facts = services.CommentFacts(
            form.cleaned_data["words"], form.cleaned_data["mentions"], parent
        )
        try:
            comment = services.write_comment(
                record, facts, by=request.user, at=clock.now(), form_key=form.key
            )
        except TalkRefused as error:
            form.add_error(error.field, str(error))
        else:
            return _to(record, comment)
    if parent is None:
        return show(_context(request, record, _Open(), form), 422)
    return show(_context(request, record, _Open("answer", parent.pk, form), None), 422)


def _edit(request: SignedInRequest, record: Any, comment: Comment, show: Show) -> HttpResponse:
    form = CommentForm(request.POST, at=f"edit{comment.pk}")
    if not request.user.has_perm("inbox.change_comment", comment):
        raise PermissionDenied
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            services.edit_comment(comment, words, by=request.user, at=clock.now())
        except TalkRefused as error:
            form.add_error(error.field, str(error))
        else:
            return _to(record, comment)
    return show(_context(request, record, _Open("edit", comment.pk, form), None), 422)


def _to(record: Any, comment: Comment) -> HttpResponseRedirect:
    url = talk_of(kind_of(record)).talk_url(record.pk)
    return HttpResponseRedirect(f"{url}#trao-doi-{comment.pk}")


def _context(
    request: SignedInRequest, record: Any, opened: _Open, form: CommentForm | None
) -> dict[str, Any]:
    every = comments_for(request.user, record)
    roots = every.filter(parent=None)
    alone = key_in(request.GET.get("den", ""))
    if alone is not None:
        named = every.filter(pk=alone).values_list("parent", flat=True)
        roots = roots.filter(pk=next((pk for pk in named if pk is not None), alone))
    page = page_by_key(_whole(roots), order=["-at", "-pk"], request_params=request.GET)
    replies = list(_whole(every.filter(parent__in=[root.pk for root in page.rows])))
    return {
        "talk_page": page,
        "threads": _threads(request, page.rows, replies, opened),
        "talk_form": form,
        "form": form or opened.form,
        "alone": alone is not None,
        "talk_url": talk_of(kind_of(record)).talk_url(record.pk),
        "writes": _writes(request, record),
        "takes_words": _takes_words(record),
    }


def _whole(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """With all that the page says of each: two queries more."""
    return rows.select_related("by", "agency").prefetch_related("versions", "mentions__user")


def _threads(
    request: SignedInRequest, roots: Sequence[Comment], replies: Sequence[Comment], opened: _Open
) -> list[Shown]:
    under: dict[int | None, list[Shown]] = defaultdict(list)
    for reply in sorted(replies, key=lambda one: (one.at, one.pk)):
        under[reply.parent_id].append(_shown(request, reply, opened, []))
    return [_shown(request, root, opened, under[root.pk]) for root in roots]


def _shown(
    request: SignedInRequest, comment: Comment, opened: _Open, replies: list[Shown]
) -> Shown:
    people = {mention.user.username: str(mention.user) for mention in comment.mentions.all()}
    written = names_in(comment.words)
    here = opened.form if opened.at == comment.pk else None
    return Shown(
        comment=comment,
        pieces=pieces_of(comment.words, people, request.get_host()),
        beside=[name for username, name in people.items() if username not in written],
        versions=list(comment.versions.all()),
        mine=comment.withdrawn_at is None
        and request.user.has_perm("inbox.change_comment", comment),
        form=here if opened.act == "edit" else None,
        answer=here if opened.act == "answer" else None,
        replies=replies,
    )
