"""A fresh database for each size: a SQLite file, and one beside the PostgreSQL named."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextmanager
def sqlite_file(tasks: int) -> Iterator[str]:
    """The address of a file in a folder of its own, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="phoihop-bench-"))
    try:
        yield f"sqlite:///{folder / f'bench-{tasks}.sqlite3'}"
    finally:
        shutil.rmtree(folder)


@contextmanager
def postgresql_beside(url: str, tasks: int) -> Iterator[str]:
    """The address of a new database `<name>_<tasks>` on the server of `url`, dropped afterwards.

    The database that `url` names is never written to and need not exist. Raises psycopg.Error
    when the new one cannot be made, as when there is one of this name already.
    """
    parts = urlsplit(url)
    name = f"{parts.path.lstrip('/') or 'phoihop_bench'}_{tasks}"
    server = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


def named_postgresql() -> str:
    """What PHOIHOP_BENCH_PG says, "" when only SQLite is to be measured."""
    return os.environ.get("PHOIHOP_BENCH_PG", "")
