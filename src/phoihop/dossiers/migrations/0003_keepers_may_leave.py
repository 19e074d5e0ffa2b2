"""A closed dossier gets another keeper when its keeper leaves; its other facts stay frozen.

A later migration that rebuilds the table of dossiers on SQLite runs `without_keeper` after `make`.
"""

from importlib import import_module

from django.db import migrations

frozen = import_module("phoihop.dossiers.migrations.0002_frozen_when_closed")
FACTS = tuple(field for field in frozen.FACTS if field != "keeper_id")


def freeze(schema_editor, facts):
    dossier = frozen.DOSSIER
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {dossier}_frozen")
        schema_editor.execute(
            f"CREATE TRIGGER {dossier}_frozen BEFORE UPDATE ON {dossier}"
            f" WHEN {frozen.changed('IS NOT', facts)}"
            f" BEGIN SELECT RAISE(ABORT, '{frozen.WORDS}'); END"
        )
        return
    schema_editor.execute(f"DROP TRIGGER {dossier}_frozen ON {dossier}")
    schema_editor.execute(
        f"CREATE TRIGGER {dossier}_frozen BEFORE UPDATE ON {dossier} FOR EACH ROW"
        f" WHEN ({frozen.changed('IS DISTINCT FROM', facts)})"
        " EXECUTE FUNCTION dossiers_refuse_frozen()"
    )


def without_keeper(apps, schema_editor):
    freeze(schema_editor, FACTS)


def with_keeper(apps, schema_editor):
    freeze(schema_editor, frozen.FACTS)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_frozen_when_closed")]

    operations = [migrations.RunPython(without_keeper, with_keeper)]
