"""What was being sent when the idle lock shut the door: kept, and given back to the same person.

Nothing stays in the browser, which may be a shared one. It is sealed, one for an account, and
forgotten after half a day; moments are real.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from phoihop.accounts.models import KeptInput, User
from phoihop.accounts.sealing import seal, unsealed_or_none

# The mark of a form that sends what was kept; its value is the key of the membership it is for.
AGAIN = "kept_input"
_FORGOTTEN_AFTER = timedelta(hours=12)
_PURPOSE = b"phoihop kept input"
_MOST_LETTERS = 200_000
_LONGEST_ADDRESS = 500
_NOT_TYPED = {"csrfmiddlewaretoken", "form_key", "next", AGAIN}
_KEY = re.compile(r"[a-z][a-z0-9_]*")
# The doors of the account: a password is typed anew, never kept.
_NEVER = ("account_", "mfa_", "set_language", "accounts:still_here")


@dataclass(frozen=True)
class Kept:
    """address: where it was being sent; page: where it was typed, "" if not known.

    fields: every pair of the form as sent. files: names of files, which are not kept.
    member: key of the membership acted for then; sent for another one it would be another's record.
    """

    address: str
    page: str
    fields: list[tuple[str, str]]
    files: list[str]
    kept_at: datetime
    member: int | None

    @property
    def texts(self) -> list[str]:
        """What a person typed among the fields, in the order of the form; not keys of choices."""
        typed = [text for name, text in self.fields if _is_typed(name, text)]
        return [text for text in typed if not _KEY.fullmatch(text)] or typed


def keep(request: HttpRequest, user: User, view_name: str, *, real_at: datetime) -> bool:
    """Keep what this POST brought, if there is text in it and it came from a page of ours."""
    if request.method != "POST" or not view_name or view_name.startswith(_NEVER):
        return False
    if len(request.get_full_path()) > _LONGEST_ADDRESS or not _came_from_us(request):
        return False
    fields = [(name, text) for name, all_ in request.POST.lists() for text in all_]
    fields = [(name, text) for name, text in fields if name != "csrfmiddlewaretoken"]
    if any("password" in name for name, _text in fields):
        return False
    if not any(_is_typed(name, text) for name, text in fields):
        return False
    if sum(len(text) for _name, text in fields) > _MOST_LETTERS:
        return False
    files = [file.name for one in request.FILES.lists() for file in one[1] if file.name]
    facts = {"fields": fields, "files": files, "page": _page_of(request), "member": user.acting_id}
    body = json.dumps(facts)
    KeptInput.objects.update_or_create(
        user=user,
        defaults={
            "address": request.get_full_path(),
            "sealed": seal(body, _PURPOSE),
            "kept_at": real_at,
        },
    )
    return True


def kept_for(user: User, *, real_at: datetime) -> Kept | None:
    """What is kept for this account and still fresh."""
    row = KeptInput.objects.filter(user=user, kept_at__gt=real_at - _FORGOTTEN_AFTER).first()
    body = unsealed_or_none(row.sealed, _PURPOSE) if row else None
    if row is None or body is None:
        return None
    facts = json.loads(body)
    fields = [(name, text) for name, text in facts["fields"]]
    member = facts.get("member")
    return Kept(row.address, facts["page"], fields, facts["files"], row.kept_at, member)


def is_sent_for_another(request: HttpRequest, user: User) -> bool:
    """Kept input is being sent, but its owner acts for another membership by now."""
    return AGAIN in request.POST and request.POST[AGAIN] != str(user.acting_id)


def drop(user: User) -> None:
    """It was sent, or its owner does not want it."""
    KeptInput.objects.filter(user=user).delete()


def forget_old(*, real_at: datetime) -> None:
    """Drop what nobody came back for."""
    KeptInput.objects.filter(kept_at__lte=real_at - _FORGOTTEN_AFTER).delete()


def _is_typed(name: str, text: str) -> bool:
    return name not in _NOT_TYPED and any(letter.isalpha() for letter in text)


def _came_from_us(request: HttpRequest) -> bool:
    """The check of a foreign page's form, which else comes after the idle lock."""
    refused: HttpResponse | None = CsrfViewMiddleware(lambda _request: HttpResponse()).process_view(
        request, lambda _request: HttpResponse(), (), {}
    )
    return refused is None


def _page_of(request: HttpRequest) -> str:
    shown = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if shown.netloc != request.get_host() or not shown.path.startswith("/"):
        return ""
    return f"{shown.path}?{shown.query}" if shown.query else shown.path
