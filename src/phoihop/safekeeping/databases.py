"""Dumping, counting, emptying and filling the database: one class a kind, the same questions."""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from phoihop.documents.models import StoredFile
from phoihop.safekeeping import programs
from phoihop.safekeeping.errors import BackupDamaged, BackupFailed

Ask = Callable[[str], Sequence[tuple[Any, ...]]]

# Tables without meaning of their own: FTS5 keeps its index in them and `rebuild` writes it anew.
_DERIVED = ("search_words", "sqlite_")
# What FTS5 makes for its index.
SEARCH_TABLES = {"search_words"} | {
    f"search_words_{part}" for part in ("config", "content", "data", "docsize", "idx")
}
CACHE_TABLE = "phoihop_cache"
LIBPQ = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}


@dataclass(frozen=True)
class Contents:
    """What a database holds at one moment; stored: paths of the files that its rows name."""

    migrations: Mapping[str, list[str]]
    counts: Mapping[str, int]
    stored: list[str]
    office: str
    ledger: str


class Database(Protocol):
    """What safekeeping asks of either kind of database."""

    vendor: str
    file_name: str

    def dump(self, target: Path) -> Contents:
        """Write everything into `target` while the office works on; say what is in it."""

    def check_dump(self, dump: Path) -> None:
        """Read a dump to its end. Raises BackupDamaged."""

    def relations(self) -> set[str]:
        """Names of all tables and views that the database of the settings holds, ours or not."""

    def restore(self, dump: Path) -> None:
        """Put a dump in the place of an empty office."""

    def contents(self) -> Contents:
        """What the database of the settings holds now."""


def database() -> Database:
    """The one of the settings."""
    return Sqlite() if connection.vendor == "sqlite" else Postgresql()


@contextmanager
def in_words() -> Iterator[None]:
    """What a database's own library raises past Django, as a refusal. Raises BackupFailed."""
    try:
        yield
    except (sqlite3.Error, psycopg.Error) as error:
        said = str(error).strip() or type(error).__name__
        raise BackupFailed(_("The database answered: %(said)s") % {"said": said}) from error


def own_tables() -> set[str]:
    """Names of the tables that our migrations make, and of the one for the cache."""
    return {
        *connection.introspection.django_table_names(),
        MigrationRecorder.Migration._meta.db_table,
        CACHE_TABLE,
        *SEARCH_TABLES,
    }


class Sqlite:
    """One file, copied by SQLite's online backup."""

    vendor = "sqlite"
    file_name = "database.sqlite3"

    @in_words()
    def dump(self, target: Path) -> Contents:
        """Copy in one read transaction; in WAL mode writers are not held up."""
        live = sqlite3.connect(_sqlite_path(), timeout=60)
        with closing(live) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        os.chmod(target, 0o600)
        self.check_dump(target)
        with _reading(target) as ask:
            return _contents(ask, _tables_of_sqlite(ask))

    def check_dump(self, dump: Path) -> None:
        """SQLite's own look at every page, index and foreign key."""
        try:
            with _reading(dump) as ask:
                found = [words for (words,) in ask("PRAGMA integrity_check")]
                broken = ask("PRAGMA foreign_key_check")
        except sqlite3.DatabaseError as error:
            found, broken = [str(error)], []
        if found != ["ok"] or broken:
            said = "; ".join(map(str, [*found, *broken][:3]))
            raise BackupDamaged(_("The copy of the database is damaged: %(said)s") % {"said": said})

    def relations(self) -> set[str]:
        """Of the one schema that a file has."""
        return set(connection.introspection.table_names(include_views=True))

    @in_words()
    def restore(self, dump: Path) -> None:
        """The whole file in one transaction, so that a broken-off copy leaves the empty office."""
        connections.close_all()
        path = Path(_sqlite_path())
        path.parent.mkdir(parents=True, exist_ok=True)
        office = sqlite3.connect(path, timeout=60)
        with closing(sqlite3.connect(dump)) as source, closing(office) as target:
            source.backup(target)
        os.chmod(path, 0o600)

    @in_words()
    def contents(self) -> Contents:
        """Counted in the file itself."""
        with _reading(Path(_sqlite_path())) as ask:
            return _contents(ask, _tables_of_sqlite(ask))


class Postgresql:
    """pg_dump's custom form, of the same snapshot as the counts in the manifest."""

    vendor = "postgresql"
    file_name = "database.dump"

    @in_words()
    def dump(self, target: Path) -> Contents:
        """Count and dump within one snapshot. Raises ProgramMissing, BackupFailed."""
        program = programs.find("pg_dump")
        with psycopg.connect(**parameters(), autocommit=True) as reader:
            reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            row = reader.execute("SELECT pg_export_snapshot()").fetchone()
            snapshot = row[0] if row else ""
            contents = _contents_of_postgresql(reader)
            programs.run(
                [
                    program,
                    "--format=custom",
                    "--no-owner",
                    "--no-privileges",
                    "--no-password",
                    f"--snapshot={snapshot}",
                    f"--file={target}",
                ],
                env=environment(),
            )
        os.chmod(target, 0o600)
        self.check_dump(target)
        return contents

    def check_dump(self, dump: Path) -> None:
        """Its list of contents, then every row of it, unpacked into nothing."""
        program = programs.find("pg_restore")
        try:
            programs.run([program, "--list", str(dump)])
            programs.run([program, "--file=/dev/null", str(dump)])
        except BackupFailed as error:
            said = str(error)
            raise BackupDamaged(
                _("The copy of the database is damaged: %(said)s") % {"said": said}
            ) from error

    def relations(self) -> set[str]:
        """Of the schema we write into; what an extension brought is nobody's data."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.relname FROM pg_class c"
                " WHERE c.relnamespace = current_schema()::regnamespace"
                " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS"
                " (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"
                " AND d.objid = c.oid AND d.deptype = 'e')"
            )
            return {name for (name,) in cursor.fetchall()}

    @in_words()
    def restore(self, dump: Path) -> None:
        """Take our bare tables and their functions away, then fill it in one transaction."""
        program = programs.find("pg_restore")
        connections.close_all()
        with psycopg.connect(**parameters()) as office:
            _drop_ours(office, sorted(own_tables()))
        programs.run(
            [
                program,
                "--no-owner",
                "--no-privileges",
                "--no-password",
                "--single-transaction",
                "--exit-on-error",
                f"--dbname={_facts()['NAME']}",
                str(dump),
            ],
            env=environment(),
        )
        with psycopg.connect(**parameters(), autocommit=True) as office:
            office.execute("ANALYZE")

    @in_words()
    def contents(self) -> Contents:
        """Counted within one snapshot."""
        with psycopg.connect(**parameters()) as reader:
            reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return _contents_of_postgresql(reader)


def environment(**changes: str) -> dict[str, str]:
    """What libpq's programs need to log in; never on a command line, where anyone may read it."""
    facts = _facts()
    found = {
        "PGHOST": facts["HOST"],
        "PGPORT": str(facts["PORT"]),
        "PGUSER": facts["USER"],
        "PGPASSWORD": facts["PASSWORD"],
        "PGDATABASE": facts["NAME"],
    }
    found |= {LIBPQ[k]: str(v) for k, v in facts.get("OPTIONS", {}).items() if k in LIBPQ}
    return {**os.environ, **{k: v for k, v in found.items() if v}, **changes}


def _facts() -> dict[str, Any]:
    return dict(connection.settings_dict)


def parameters() -> dict[str, Any]:
    """The same for a connection of our own: the pool's are busy with the pages."""
    facts = _facts()
    named = {
        "host": facts["HOST"],
        "port": facts["PORT"],
        "user": facts["USER"],
        "password": facts["PASSWORD"],
        "dbname": facts["NAME"],
    }
    options = {k: v for k, v in facts.get("OPTIONS", {}).items() if k in LIBPQ}
    return {k: v for k, v in named.items() if v} | options


def _sqlite_path() -> str:
    return str(connection.settings_dict["NAME"])


@contextmanager
def _reading(path: Path) -> Iterator[Ask]:
    """Ask a SQLite file without being able to change it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)) as file:
        yield lambda sql: file.execute(sql).fetchall()


def _tables_of_sqlite(ask: Ask) -> list[str]:
    rows = ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith(_DERIVED)]


def _contents_of_postgresql(reader: "psycopg.Connection[tuple[Any, ...]]") -> Contents:
    def ask(sql: str) -> Sequence[tuple[Any, ...]]:
        return reader.execute(sql.encode()).fetchall()

    rows = ask(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    )
    return _contents(ask, [name for (name,) in rows])


def _contents(ask: Ask, tables: Sequence[str]) -> Contents:
    """Ask any database the same questions; a table that is not there yet counts as empty."""
    counts = {table: ask(f'SELECT count(*) FROM "{table}"')[0][0] for table in tables}  # noqa: S608 -- names the database gave
    migrations = defaultdict[str, list[str]](list)
    if "django_migrations" in counts:
        for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name"):
            migrations[app].append(name)
    stored = StoredFile._meta.db_table
    office = ask("SELECT name FROM agencies_office") if "agencies_office" in counts else []
    seals = (
        ask("SELECT digest FROM audit_seal ORDER BY id DESC LIMIT 1")
        if "audit_seal" in counts
        else []
    )
    return Contents(
        migrations=dict(migrations),
        counts=counts,
        stored=_paths(ask, stored) if stored in counts else [],
        office=office[0][0] if office else "",
        ledger=seals[0][0] if seals else "",
    )


def _paths(ask: Ask, table: str) -> list[str]:
    """Of every stored file that still has its bytes; a redaction leaves the path empty."""
    return [path for (path,) in ask(f"SELECT path FROM \"{table}\" WHERE path <> ''")]  # noqa: S608 -- our own table


def _drop_ours(office: "psycopg.Connection[tuple[Any, ...]]", names: list[str]) -> None:
    """Our tables, with the functions that their triggers call; whatever else is there stays."""
    tables = (
        "SELECT c.oid FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
        " AND c.relkind IN ('r', 'p') AND c.relname = ANY(%s)"
    )
    functions = office.execute(
        "SELECT DISTINCT t.tgfoid::regprocedure::text FROM pg_trigger t"  # noqa: S608 -- the text above
        f" WHERE NOT t.tgisinternal AND t.tgrelid IN ({tables})".encode(),
        [names],
    ).fetchall()
    for (name,) in office.execute(
        f"SELECT r.oid::regclass::text FROM ({tables}) r".encode(),  # noqa: S608 -- the text above
        [names],
    ).fetchall():
        office.execute(f"DROP TABLE {name} CASCADE".encode())
    for (name,) in functions:
        office.execute(f"DROP FUNCTION {name}".encode())
