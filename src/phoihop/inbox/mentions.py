"""Names in a text: "@ha" is the user name of a person who may read the record."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from phoihop import vntext
from phoihop.inbox.audience import people_reading

# A user name as accounts allow it; "lan@coquan.vn" and a dot that ends the sentence are none of it.
NAMED = re.compile(r"(?<![\w@.\-/])@([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)", re.IGNORECASE)
MOST_OFFERED = 200


@dataclass(frozen=True)
class Reader:
    """A person who can be mentioned, with the agency through which the record is read."""

    pk: int
    username: str
    name: str
    agency: str

    @property
    def label(self) -> str:
        """ "Lê Thu Hà, Phòng Giáo dục và Đào tạo (@ha)"."""
        return f"{self.name}, {self.agency} (@{self.username})"


def names_in(text: str) -> set[str]:
    """The user names that the text mentions."""
    return {name.lower() for name in NAMED.findall(text)}


def readers_named(
    record: Any, names: Collection[str], picked: Collection[int], on: date
) -> dict[str, int]:
    """{user name: id} of those among these who may read the record's words that day."""
    if not names and not picked:
        return {}
    asked = Q(user__username__in=names) | Q(user__in=picked)
    rows = people_reading(record, on).filter(asked)
    return dict(rows.order_by("pk").values_list("user__username", "user"))


def readers_offered(record: Any, on: date, *, but: int, like: str = "") -> list[Reader]:
    """Who can be mentioned, by agency and name; `like` are letters of the name or user name."""
    rows = people_reading(record, on).exclude(user=but)
    if like:
        folded = vntext.fold(like)
        rows = rows.filter(
            Q(user__name_folded__contains=folded) | Q(user__username__startswith=folded)
        )
    rows = rows.order_by("agency__name", "agency", "user__name_key", "user", "pk")
    names = ("user", "user__username", "user__full_name", "agency__name")
    found: dict[int, Reader] = {}
    for user, username, name, agency in rows.values_list(*names)[:MOST_OFFERED]:
        found.setdefault(user, Reader(user, username, name, agency))
    return list(found.values())
