"""A confirmed review is frozen by the database too: its words, figures, rows and new contents.

Deleting is refused on PostgreSQL only, as for signed agreements (0002). A later migration that
rebuilds one of these tables on SQLite must run `drop` before and `make` after.
"""

from django.db import migrations

REVIEW = "agreements_review"
CHILDREN = ("agreements_reviewline", "agreements_reviewnew")
WORDS = "a confirmed review is frozen"


def confirmed(row):
    return (
        f"EXISTS (SELECT 1 FROM {REVIEW} r"
        f" WHERE r.id = {row}.review_id AND r.confirmed_at IS NOT NULL)"
    )


def sqlite():
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    yield (
        f"CREATE TRIGGER {REVIEW}_frozen BEFORE UPDATE ON {REVIEW}"
        f" WHEN OLD.confirmed_at IS NOT NULL {refuse}"
    )
    for table in CHILDREN:
        yield (
            f"CREATE TRIGGER {table}_frozen_insert BEFORE INSERT ON {table}"
            f" WHEN {confirmed('NEW')} {refuse}"
        )
        yield (
            f"CREATE TRIGGER {table}_frozen_update BEFORE UPDATE ON {table}"
            f" WHEN {confirmed('OLD')} OR {confirmed('NEW')} {refuse}"
        )


def postgresql():
    raising = f"RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'"
    yield (
        f"CREATE FUNCTION {REVIEW}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {raising}; END $$"
    )
    yield (
        f"CREATE TRIGGER {REVIEW}_frozen BEFORE UPDATE OR DELETE ON {REVIEW} FOR EACH ROW"
        f" WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION {REVIEW}_refuse()"
    )
    for table in CHILDREN:
        yield (
            f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF TG_OP <> 'INSERT' THEN IF {confirmed('OLD')} THEN {raising}; END IF; END IF;"
            f" IF TG_OP <> 'DELETE' THEN IF {confirmed('NEW')} THEN {raising}; END IF;"
            " RETURN NEW; END IF; RETURN OLD; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
        )


def make(apps, schema_editor):
    statements = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
    for statement in statements():
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {REVIEW}_frozen")
        for table in CHILDREN:
            schema_editor.execute(f"DROP TRIGGER {table}_frozen_insert")
            schema_editor.execute(f"DROP TRIGGER {table}_frozen_update")
        return
    schema_editor.execute(f"DROP FUNCTION {REVIEW}_refuse() CASCADE")
    for table in CHILDREN:
        schema_editor.execute(f"DROP FUNCTION {table}_frozen() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_terms")]

    operations = [migrations.RunPython(make, drop)]
