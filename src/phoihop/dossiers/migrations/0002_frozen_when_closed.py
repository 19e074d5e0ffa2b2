"""A closed dossier is frozen by the database too, whatever writes to it.

While it is closed, its facts do not change, and no record is put in or moved. Only opening it
again, or the note that the keeper was reminded, may touch the row.

That a record is taken out of it is refused on PostgreSQL only: on SQLite emptying the tables
between tests deletes row by row. SQLite drops the triggers whenever a later migration rebuilds one
of these tables: such a migration must run `drop` before and `make` after.
"""

from django.db import migrations

FACTS = (
    "owner_id",
    "year",
    "code",
    "title",
    "retention_years",
    "retention_source",
    "keeper_id",
    "note",
    "opened_on",
    "work_ended_on",
)
DOSSIER, ITEM = "dossiers_dossier", "dossiers_dossieritem"
WORDS = "a closed dossier is frozen"


def changed(is_not, facts=FACTS):
    differs = " OR ".join(f"OLD.{field} {is_not} NEW.{field}" for field in facts)
    return f"OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT NULL AND ({differs})"


def closed(row):
    return (
        f"EXISTS (SELECT 1 FROM {DOSSIER} d"
        f" WHERE d.id = {row}.dossier_id AND d.closed_at IS NOT NULL)"
    )


def sqlite():
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    yield (
        f"CREATE TRIGGER {DOSSIER}_frozen BEFORE UPDATE ON {DOSSIER}"
        f" WHEN {changed('IS NOT')} {refuse}"
    )
    yield (
        f"CREATE TRIGGER {ITEM}_frozen_insert BEFORE INSERT ON {ITEM} WHEN {closed('NEW')} {refuse}"
    )
    yield (
        f"CREATE TRIGGER {ITEM}_frozen_update BEFORE UPDATE ON {ITEM}"
        f" WHEN {closed('OLD')} OR {closed('NEW')} {refuse}"
    )


def postgresql():
    yield (
        "CREATE FUNCTION dossiers_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END $$"
    )
    yield (
        f"CREATE TRIGGER {DOSSIER}_frozen BEFORE UPDATE ON {DOSSIER} FOR EACH ROW"
        f" WHEN ({changed('IS DISTINCT FROM')}) EXECUTE FUNCTION dossiers_refuse_frozen()"
    )
    # A WHEN of PostgreSQL may not hold a subquery: the items have a function of their own.
    yield (
        f"CREATE FUNCTION {ITEM}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP <> 'INSERT' THEN IF {closed('OLD')} THEN RAISE EXCEPTION '{WORDS}'"
        " USING ERRCODE = 'check_violation'; END IF; END IF;"
        f" IF TG_OP <> 'DELETE' THEN IF {closed('NEW')} THEN RAISE EXCEPTION '{WORDS}'"
        " USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END IF;"
        " RETURN OLD; END $$"
    )
    yield (
        f"CREATE TRIGGER {ITEM}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {ITEM}"
        f" FOR EACH ROW EXECUTE FUNCTION {ITEM}_frozen()"
    )


def make(apps, schema_editor):
    statements = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
    for statement in statements():
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {DOSSIER}_frozen")
        schema_editor.execute(f"DROP TRIGGER {ITEM}_frozen_insert")
        schema_editor.execute(f"DROP TRIGGER {ITEM}_frozen_update")
        return
    schema_editor.execute("DROP FUNCTION dossiers_refuse_frozen() CASCADE")
    schema_editor.execute(f"DROP FUNCTION {ITEM}_frozen() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
