"""Lists page by key: page n of a long list costs as much as its first page."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy
from django.http import QueryDict

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page, how many there are in all, and the ways to its neighbours.

    total stops at the limit of the count: then `total_capped` is true and total one below it.
    next_query, previous_query: "?…" with the other parameters kept, "" where there is no page.
    """

    rows: list[Row]
    total: int
    total_capped: bool
    next_query: str
    previous_query: str


@dataclass(frozen=True)
class _Key:
    """One field of the order. Rows without a value come last, whichever the direction."""

    path: str
    field: "models.Field[Any, Any]"
    descending: bool
    nullable: bool

    def order(self, *, backwards: bool) -> OrderBy:
        column = F(self.path)
        descending = self.descending != backwards
        if not self.nullable:
            return column.desc() if descending else column.asc()
        last = {"nulls_first": True} if backwards else {"nulls_last": True}
        return column.desc(**last) if descending else column.asc(**last)

    def same(self, value: object) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def beyond(self, value: object, *, backwards: bool) -> Q | None:
        """Rows past `value` in this direction; None where there can be none."""
        if value is None:  # the last there is
            return Q(**{f"{self.path}__isnull": False}) if backwards else None
        lookup = "lt" if self.descending != backwards else "gt"
        past = Q(**{f"{self.path}__{lookup}": value})
        if self.nullable and not backwards:
            past |= Q(**{f"{self.path}__isnull": True})
        return past


class _BrokenCursor(ValueError):
    """The address was cut short or made up."""


def page_by_key(
    queryset: "models.QuerySet[Row]",
    *,
    order: Sequence[str],
    request_params: QueryDict,
    size: int = 25,
    count_stop: int = 1001,
) -> Page[Row]:
    """Return the page that `?after=` or `?before=` names; a broken cursor gives the first page.

    order: field or annotation names, "-" for descending, the last one unique ("-at", "-pk").
    Two queries: the rows (one more than shown), and a count that stops at `count_stop`.
    """
    keys = [_key(queryset, name) for name in order]
    backwards, cursor = _cursor(request_params, keys)
    rows, more = _rows(queryset, keys, cursor, backwards, size)
    if backwards and not more and len(rows) < size:  # a short page before the first: start afresh
        backwards, cursor = False, None
        rows, more = _rows(queryset, keys, cursor, backwards, size)
    counted = queryset.order_by().values("pk")[:count_stop].count()
    has_next = more if not backwards else True
    has_previous = more if backwards else cursor is not None
    return Page(
        rows=rows,
        total=min(counted, count_stop - 1),
        total_capped=counted >= count_stop,
        next_query=_query(request_params, "after", rows[-1], keys) if rows and has_next else "",
        previous_query=_query(request_params, "before", rows[0], keys)
        if rows and has_previous
        else "",
    )


def _rows(
    queryset: "models.QuerySet[Row]",
    keys: Sequence[_Key],
    cursor: Sequence[object] | None,
    backwards: bool,
    size: int,
) -> tuple[list[Row], bool]:
    wanted = queryset.order_by(*(key.order(backwards=backwards) for key in keys))
    if cursor is not None:
        wanted = wanted.filter(_past(keys, cursor, backwards=backwards))
    found = list(wanted[: size + 1])
    rows = found[:size]
    return (rows[::-1] if backwards else rows), len(found) > size


def _past(keys: Sequence[_Key], values: Sequence[object], *, backwards: bool) -> Q:
    """(a, b) > (x, y) written as a > x or (a = x and b > y), which mixes directions."""
    branches = []
    for at, (key, value) in enumerate(zip(keys, values, strict=True)):
        beyond = key.beyond(value, backwards=backwards)
        if beyond is None:
            continue
        before = [k.same(v) for k, v in zip(keys[:at], values[:at], strict=True)]
        branches.append(reduce(Q.__and__, [*before, beyond]))
    past = reduce(Q.__or__, branches)
    # Said once more as a bound of the first field: this is what an index can seek to.
    first, value = keys[0], values[0]
    beyond = first.beyond(value, backwards=backwards)
    return past if beyond is None else (beyond | first.same(value)) & past


def _key(queryset: "models.QuerySet[Any]", name: str) -> _Key:
    path = name.removeprefix("-")
    annotation = queryset.query.annotations.get(path)
    if annotation is not None:
        return _Key(path, annotation.output_field, name != path, nullable=True)
    meta, field, nullable = queryset.model._meta, None, False
    for part in path.split(LOOKUP_SEP):
        field = meta.pk if part == "pk" else meta.get_field(part)
        nullable = nullable or bool(field.null)
        if field.is_relation:
            meta = field.related_model._meta
    while field is not None and field.is_relation:  # a foreign key is compared by its number
        field = field.target_field
    if field is None:
        raise ValueError(f"cannot page by {name!r}")
    return _Key(path, field, name != path, nullable)


def _cursor(
    params: Mapping[str, Any], keys: Sequence[_Key]
) -> tuple[bool, Sequence[object] | None]:
    for name, backwards in (("after", False), ("before", True)):
        if text := params.get(name):
            try:
                return backwards, _decode(text, keys)
            except _BrokenCursor:
                return False, None
    return False, None


def _decode(text: str, keys: Sequence[_Key]) -> list[object]:
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _BrokenCursor from error
    if not isinstance(values, list) or len(values) != len(keys):
        raise _BrokenCursor
    return [_value(key, value) for key, value in zip(keys, values, strict=True)]


def _value(key: _Key, value: object) -> object:
    if value is None:
        if key.nullable:
            return None
        raise _BrokenCursor
    if not isinstance(value, str | int | float) or (isinstance(value, str) and "\0" in value):
        raise _BrokenCursor
    try:
        read = key.field.to_python(value)
        key.field.run_validators(read)  # a number beyond the column would be a database error
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise _BrokenCursor from error
    if isinstance(read, datetime) and read.tzinfo is None:
        raise _BrokenCursor
    return read


def _query(params: QueryDict, name: str, row: models.Model, keys: Sequence[_Key]) -> str:
    values = [_plain(_get(row, key.path)) for key in keys]
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    query = params.copy()
    for old in ("after", "before"):
        query.pop(old, None)
    query[name] = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return "?" + query.urlencode()


def _get(row: models.Model, path: str) -> object:
    value = attrgetter(path.replace(LOOKUP_SEP, "."))(row)
    return value.pk if isinstance(value, models.Model) else value


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
