"""Restoring goes into an empty place and touches nothing of anyone's."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from conftest import begin_migrated
from phoihop.documents.models import StoredFile
from phoihop.safekeeping import drill
from phoihop.safekeeping.backup import Order
from phoihop.safekeeping.tests.test_backup import make

# Not marked long: the drill's test counts the scratch databases of the cluster, these among them.
pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def backup(office: list[StoredFile], order: Order) -> Path:
    return make(order)


@pytest.fixture
def empty() -> Iterator[dict[str, str]]:
    """An installation after `migrate`, by its environment."""
    with drill.scratch() as env:
        if not env["PHOIHOP_DATABASE_URL"]:
            begin_migrated(Path(env["PHOIHOP_DATA_DIR"]))
        assert phoihop(env, "migrate").returncode == 0
        yield env


def phoihop(env: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "phoihop.cli", *arguments]
    return subprocess.run(command, env=env, check=False, capture_output=True, text=True)  # noqa: S603 -- our own command


def ask(env: dict[str, str], sql: str) -> Sequence[tuple[Any, ...]]:
    """Run a statement in the database of an installation, past the program."""
    if url := env["PHOIHOP_DATABASE_URL"]:
        with psycopg.connect(url) as server:
            found = server.execute(sql.encode())
            return found.fetchall() if found.description else []
    [file] = Path(env["PHOIHOP_DATA_DIR"]).glob("*.sqlite3")
    with closing(sqlite3.connect(file)) as database, database:
        return database.execute(sql).fetchall()


def test_what_stands_in_the_place_is_never_touched(backup: Path, empty: dict[str, str]) -> None:
    for made, kept, gone in (
        ("CREATE TABLE theirs AS SELECT 7 AS n", "SELECT n FROM theirs", "DROP TABLE theirs"),
        ("CREATE VIEW theirs AS SELECT 7 AS n", "SELECT n FROM theirs", "DROP VIEW theirs"),
        (
            "INSERT INTO auth_group (id, name) VALUES (7, 'x')",
            "SELECT id FROM auth_group",
            "DELETE FROM auth_group",
        ),
    ):
        ask(empty, made)
        refused = phoihop(empty, "restore", str(backup))
        assert refused.returncode == 1
        assert "PHOIHOP_DATA_DIR" in refused.stderr
        assert ask(empty, kept) == [(7,)]
        ask(empty, gone)


def test_what_an_unused_installation_writes_by_itself_is_no_office(
    backup: Path, empty: dict[str, str]
) -> None:
    ask(
        empty,
        "INSERT INTO django_session VALUES ('abc', 'x', '2026-11-27 00:00:00+00:00')",
    )
    if connection.vendor == "postgresql":  # a function of others is not ours to drop
        ask(empty, "CREATE FUNCTION theirs() RETURNS int LANGUAGE sql AS 'SELECT 7'")
    done = phoihop(empty, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert ask(empty, "SELECT count(*) FROM accounts_user")[0][0] > 0
    if connection.vendor == "postgresql":
        assert ask(empty, "SELECT theirs()") == [(7,)]
