"""What this room puts on the list of tasks (tasks.beside)."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from phoihop.lists import saved
from phoihop.lists.acts import offered
from phoihop.lists.tabs import tabs_of
from phoihop.tasks import beside
from phoihop.tasks.people import acts_for_work


def declare_own() -> None:
    """Put the pieces of this room in their places."""
    beside.declare(beside.WAYS, ways)
    beside.declare(beside.TABS, tabs)
    beside.declare(beside.TOOLS, tools)
    beside.declare(beside.TICKED, ticked)
    beside.declare_first_look(lambda request: saved.first_look_of(request.user))


def ways(request: Any, *, query: str, **_facts: Any) -> SafeString:
    """Table, board or month of the same conditions."""
    return render_to_string("lists/_ways.html", {"query": query, "way": "list"}, request)


def tabs(request: Any, *, asked: QueryDict, query: str, **_facts: Any) -> SafeString:
    """Ready and kept lists; their counts follow by themselves."""
    context = {"lists": tabs_of(request.user, asked), "query": query}
    return render_to_string("lists/_tabs.html", context, request)


def tools(request: Any, *, query: str, **_facts: Any) -> SafeString:
    """Keep this list."""
    keep = f"{reverse('lists:keep')}?{urlencode({'query': query})}"
    return render_to_string("lists/_tools.html", {"keep": keep}, request)


def ticked(request: Any, *, query: str, total: Any, **_facts: Any) -> SafeString:
    """The acts on ticked rows, for those who do the work."""
    if not acts_for_work(request.user):
        return SafeString("")
    context = {"acts": offered(request.user), "query": query, "page": total}
    return render_to_string("lists/_ticked.html", context, request)
