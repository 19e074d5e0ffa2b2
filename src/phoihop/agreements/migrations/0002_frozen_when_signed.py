"""The text of a signed agreement is frozen by the database too, whatever writes to it.

Once signed, its text, parties, legal bases, contents and signatories do not change; once the
paper stands in the register, neither do the facts of the signing.

Deleting is refused on PostgreSQL only: on SQLite emptying the tables between tests deletes row
by row, and no service deletes agreements. SQLite drops the triggers whenever a later migration
rebuilds one of these tables: such a migration must run `drop` before and `make` after.
"""

from django.db import migrations

TEXT = (
    "kind",
    "owner_id",
    "title",
    "purpose",
    "principles",
    "methods",
    "information_regime",
    "valid_from",
    "valid_to",
)
SIGNING = (
    "signed_on",
    "signed_at",
    "signed_by_id",
    "ready_at",
    "ready_by_id",
    "place",
    "code",
    "series_id",
    "paper_id",
    "scan_id",
    "scan_name",
)
CHILDREN = ("party", "legalbasis", "contentitem", "signatory")
WORDS = "a signed agreement is frozen"


def differs(fields, is_not):
    return " OR ".join(f"OLD.{field} {is_not} NEW.{field}" for field in fields)


def condition(is_not):
    return (
        f"OLD.signed_at IS NOT NULL AND (({differs(TEXT, is_not)})"
        f" OR (OLD.paper_id IS NOT NULL AND ({differs(SIGNING, is_not)})))"
    )


def signed(row):
    return (
        "EXISTS (SELECT 1 FROM agreements_agreement a"
        f" WHERE a.id = {row}.agreement_id AND a.signed_at IS NOT NULL)"
    )


def item_signed(row):
    return (
        "EXISTS (SELECT 1 FROM agreements_agreement a JOIN agreements_contentitem i"
        f" ON i.agreement_id = a.id WHERE i.id = {row}.item_id AND a.signed_at IS NOT NULL)"
    )


def tables():
    rules = [(f"agreements_{child}", signed) for child in CHILDREN]
    return [*rules, ("agreements_itemcoordination", item_signed)]


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
        for table, _ in tables():
            schema_editor.execute(f"DROP TRIGGER {table}_frozen_insert")
            schema_editor.execute(f"DROP TRIGGER {table}_frozen_update")
        return
    schema_editor.execute("DROP FUNCTION agreements_refuse_frozen() CASCADE")
    for table, _ in tables():
        schema_editor.execute(f"DROP FUNCTION {table}_frozen() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
