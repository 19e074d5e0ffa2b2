"""The full-text index: generated tsvectors with GIN on PostgreSQL, FTS5 with triggers on SQLite.

One vector for each column: with weights in a single one PostgreSQL reads every row that has the
word to see which weight it bears.

SQLite drops the triggers whenever a later migration rebuilds the table of entries: such a
migration must run `drop` before and `make` after. `phoihop doctor` looks for them.
"""

from django.db import migrations

COLUMNS = ("title_exact", "exact", "title_folded", "folded")

MAKE = {
    "postgresql": [
        statement
        for column in COLUMNS
        for statement in (
            f"ALTER TABLE search_searchentry ADD COLUMN {column}_tsv tsvector"
            f" GENERATED ALWAYS AS (strip(to_tsvector('simple', {column}))) STORED",
            f"CREATE INDEX search_entry_{column}_tsv ON search_searchentry"
            f" USING gin ({column}_tsv) WITH (fastupdate = off)",
        )
    ],
    "sqlite": [
        """
        CREATE VIRTUAL TABLE search_words USING fts5(
            title_exact, exact, title_folded, folded,
            content='search_searchentry', content_rowid='id',
            detail=column, tokenize="unicode61 remove_diacritics 0"
        )
        """,
        """
        CREATE TRIGGER search_words_insert AFTER INSERT ON search_searchentry BEGIN
            INSERT INTO search_words(rowid, title_exact, exact, title_folded, folded)
            VALUES (new.id, new.title_exact, new.exact, new.title_folded, new.folded);
        END
        """,
        """
        CREATE TRIGGER search_words_delete AFTER DELETE ON search_searchentry BEGIN
            INSERT INTO search_words(search_words, rowid, title_exact, exact, title_folded, folded)
            VALUES ('delete', old.id, old.title_exact, old.exact, old.title_folded, old.folded);
        END
        """,
        """
        CREATE TRIGGER search_words_update AFTER UPDATE ON search_searchentry BEGIN
            INSERT INTO search_words(search_words, rowid, title_exact, exact, title_folded, folded)
            VALUES ('delete', old.id, old.title_exact, old.exact, old.title_folded, old.folded);
            INSERT INTO search_words(rowid, title_exact, exact, title_folded, folded)
            VALUES (new.id, new.title_exact, new.exact, new.title_folded, new.folded);
        END
        """,
        "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    ],
}
DROP = {
    # Dropping a column drops its index.
    "postgresql": [
        f"ALTER TABLE search_searchentry DROP COLUMN {column}_tsv" for column in COLUMNS
    ],
    "sqlite": [
        "DROP TRIGGER search_words_insert",
        "DROP TRIGGER search_words_delete",
        "DROP TRIGGER search_words_update",
        "DROP TABLE search_words",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
