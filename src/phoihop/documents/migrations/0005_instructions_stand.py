"""What a leader wrote stands: no later statement changes its words or its duties.

A correction is another instruction. Only that a duty became a task is noted on its row. SQLite
drops the triggers whenever a later migration rebuilds one of these tables: such a migration must
run `drop` before and `make` after.
"""

from django.db import migrations

COLUMNS = {
    "documents_instruction": (
        "document_id",
        "replaces_id",
        "leader_id",
        "leader_name",
        "leader_title",
        "given_on",
        "on_paper",
        "words",
        "answer_wanted",
        "answer_due_on",
        "entered_at",
        "entered_by_id",
    ),
    "documents_duty": ("instruction_id", "what", "lead_agency_id", "due_on"),
}
WORDS = "an instruction stands as it was written"


def changed(columns, is_not):
    return " OR ".join(f"OLD.{column} {is_not} NEW.{column}" for column in columns)


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table, columns in COLUMNS.items():
            schema_editor.execute(
                f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table}"
                f" WHEN {changed(columns, 'IS NOT')}"
                f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END $$"
    )
    for table, columns in COLUMNS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} FOR EACH ROW"
            f" WHEN ({changed(columns, 'IS DISTINCT FROM')})"
            " EXECUTE FUNCTION documents_refuse_change()"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in COLUMNS:
            schema_editor.execute(f"DROP TRIGGER {table}_stands")
        return
    schema_editor.execute("DROP FUNCTION documents_refuse_change() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_incoming_data")]

    operations = [migrations.RunPython(make, drop)]
