"""An order to take words away, and where words stand."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

from django.db import connection

from conftest import NOW
from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.workspace.models import Redaction
from phoihop.workspace.redaction import services
from phoihop.workspace.redaction.services import Order

# A name that nothing else in any test bears.
WORDS = "Hoà Quýt Thuỷ Vân"


TEXT = f"Kính gửi các đơn vị. Đồng chí {WORDS} đã trình bày ý kiến. Hội nghị kết thúc lúc 11 giờ."


def quiet(_done: int, _total: int) -> None:
    """Nobody looks at the bar."""


def order(words: str = WORDS, **facts: Any) -> Order:
    values = {"file": None, "basis": "Luật 91/2025/QH15", "reason": "Yêu cầu của người dân"}
    return Order(words=words, **(values | {"form_key": f"k{len(words)}"} | facts))


def redact(words: str, by: User, **facts: Any) -> Redaction:
    """All of it, with every form found, as the pages and the jobs do it."""
    asked = services.ask(order(words, **facts), by=by, at=NOW)
    services.look(asked, at=NOW, tell=quiet)
    asked.refresh_from_db()
    services.confirm(asked, forms=asked.found["forms"], files=asked.found["files"], by=by, at=NOW)
    return services.carry_out(asked, by=by, at=NOW, tell=quiet)


def every_text() -> Iterator[tuple[str, str]]:
    """(table.column, value) of every text and JSON column of the whole database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names the database gave
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, str | dict | list):
                        yield f"{table}.{name}", _plain(value)


def _plain(value: Any) -> str:
    """As a person would read it, whatever way the database keeps it."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return unquote_plus(value)
    return unquote_plus(json.dumps(value, ensure_ascii=False))


def places_of(words: str) -> set[str]:
    """Where the words stand anywhere in the database, with accents or without."""
    wanted = f" {vntext.search_folded(words)} "
    together = wanted.replace(" ", "")
    return {
        place
        for place, text in every_text()
        if wanted in f" {vntext.search_folded(text)} " or vntext.fold(text) == together
    }
