"""The one way past the database's own guard over signed papers: inside one transaction."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def lifted(tables: Collection[str]) -> Iterator[None]:
    """Let frozen rows of these tables be written to; the guards stand again afterwards.

    On both databases the change of guards belongs to the transaction: if it is rolled back, they
    never were away.
    """
    lift = _lift_sqlite if connection.vendor == "sqlite" else _lift_postgresql
    with lift(sorted(tables)):
        yield


@contextmanager
def _lift_sqlite(tables: Collection[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
        )
        guards = [(name, sql) for name, table, sql in cursor.fetchall() if table in tables]
        for name, _sql in guards:
            cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    with connection.cursor() as cursor:
        for _name, sql in guards:
            cursor.execute(sql)


@contextmanager
def _lift_postgresql(tables: Collection[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
