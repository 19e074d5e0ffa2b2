"""The columns of before go; the guards of 0002 stand again, over sections, clauses and drafts too.

A later migration that rebuilds one of these tables on SQLite runs `drop` before and `make` after.
"""

from importlib import import_module

from django.db import migrations

before = import_module("phoihop.agreements.migrations.0002_frozen_when_signed")

TEXT = ("kind", "owner_id", "title", "valid_from", "valid_to")
SIGNING = (*before.SIGNING, "sent_at", "answer_by", "signing_from", "based_on_id")
CHILDREN = (*before.CHILDREN, "section", "clause")
WORDS = before.WORDS
NEVER_CHANGED = "a draft that was sent never changes"
REVISION = "agreements_revision"


def condition(is_not):
    return (
        f"OLD.signed_at IS NOT NULL AND (({before.differs(TEXT, is_not)})"
        f" OR (OLD.paper_id IS NOT NULL AND ({before.differs(SIGNING, is_not)})))"
    )


def tables():
    rules = [(f"agreements_{child}", before.signed) for child in CHILDREN]
    return [*rules, ("agreements_itemcoordination", before.item_signed)]


def sqlite():
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    yield (
        "CREATE TRIGGER agreements_agreement_frozen BEFORE UPDATE ON agreements_agreement"
        f" WHEN {condition('IS NOT')} {refuse}"
    )
    for table, rule in tables():
        yield (
            f"CREATE TRIGGER {table}_frozen_insert BEFORE INSERT ON {table}"
            f" WHEN {rule('NEW')} {refuse}"
        )
        yield (
            f"CREATE TRIGGER {table}_frozen_update BEFORE UPDATE ON {table}"
            f" WHEN {rule('OLD')} OR {rule('NEW')} {refuse}"
        )
    yield (
        f"CREATE TRIGGER {REVISION}_frozen BEFORE UPDATE ON {REVISION}"
        f" BEGIN SELECT RAISE(ABORT, '{NEVER_CHANGED}'); END"
    )


def postgresql():
    yield (
        "CREATE FUNCTION agreements_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END $$"
    )
    refuse = "EXECUTE FUNCTION agreements_refuse_frozen()"
    yield (
        "CREATE TRIGGER agreements_agreement_frozen BEFORE UPDATE ON agreements_agreement"
        f" FOR EACH ROW WHEN ({condition('IS DISTINCT FROM')}) {refuse}"
    )
    yield (
        "CREATE TRIGGER agreements_agreement_kept BEFORE DELETE ON agreements_agreement"
        f" FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) {refuse}"
    )
    yield (
        f"CREATE TRIGGER {REVISION}_frozen BEFORE UPDATE OR DELETE ON {REVISION}"
        f" FOR EACH ROW {refuse}"
    )
    # A WHEN of PostgreSQL may not hold a subquery: each table has its function.
    for table, rule in tables():
        yield (
            f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF TG_OP <> 'INSERT' THEN IF {rule('OLD')} THEN RAISE EXCEPTION '{WORDS}'"
            " USING ERRCODE = 'check_violation'; END IF; END IF;"
            f" IF TG_OP <> 'DELETE' THEN IF {rule('NEW')} THEN RAISE EXCEPTION '{WORDS}'"
            " USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END IF;"
            " RETURN OLD; END $$"
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
        schema_editor.execute("DROP TRIGGER agreements_agreement_frozen")
        schema_editor.execute(f"DROP TRIGGER {REVISION}_frozen")
        for table, _ in tables():
            schema_editor.execute(f"DROP TRIGGER {table}_frozen_insert")
            schema_editor.execute(f"DROP TRIGGER {table}_frozen_update")
        return
    schema_editor.execute("DROP FUNCTION agreements_refuse_frozen() CASCADE")
    for table, _ in tables():
        schema_editor.execute(f"DROP FUNCTION {table}_frozen() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_text_in_sections")]

    operations = [
        *(
            migrations.RemoveField(model_name="agreement", name=name)
            for name in ("purpose", "principles", "methods", "information_regime")
        ),
        migrations.RunPython(make, drop),
    ]
