"""What a signed paper amends or continues, and as which number, is frozen with it.

A later migration that rebuilds the table on SQLite runs `drop` before and `make` after; the other
tables stand as in 0006.
"""

from importlib import import_module

from django.db import migrations

before = import_module("phoihop.agreements.migrations.0006_text_is_frozen")
differs = import_module("phoihop.agreements.migrations.0002_frozen_when_signed").differs

TABLE = "agreements_agreement"
TEXT = (*before.TEXT, "amends_id", "amendment_number", "renews_id")


def condition(is_not, text=TEXT):
    return (
        f"OLD.signed_at IS NOT NULL AND (({differs(text, is_not)})"
        f" OR (OLD.paper_id IS NOT NULL AND ({differs(before.SIGNING, is_not)})))"
    )


def make(apps, schema_editor, text=TEXT):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} WHEN"
            f" {condition('IS NOT', text)} BEGIN SELECT RAISE(ABORT, '{before.WORDS}'); END"
        )
        return
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN"
        f" ({condition('IS DISTINCT FROM', text)}) EXECUTE FUNCTION agreements_refuse_frozen()"
    )


def drop(apps, schema_editor):
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    schema_editor.execute(f"DROP TRIGGER {TABLE}_frozen{on}")


def renew(apps, schema_editor):
    drop(apps, schema_editor)
    make(apps, schema_editor)


def put_back(apps, schema_editor):
    drop(apps, schema_editor)
    make(apps, schema_editor, before.TEXT)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0008_reviews_frozen")]

    operations = [migrations.RunPython(renew, put_back)]
