"""The full-text index: a generated tsvector with GIN on PostgreSQL, FTS5 with triggers on SQLite.

SQLite drops the triggers whenever a later migration rebuilds the table of entries: such a
migration must run `drop` before and `make` after. `phoihop doctor` looks for them.
"""

from django.db import migrations

MAKE = {
    "postgresql": [
        """
        ALTER TABLE search_searchentry ADD COLUMN tsv tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title_exact), 'A')
            || setweight(to_tsvector('simple', exact), 'B')
            || setweight(to_tsvector('simple', title_folded), 'C')
            || setweight(to_tsvector('simple', folded), 'D')
        ) STORED
        """,
        "CREATE INDEX search_entry_tsv ON search_searchentry USING gin (tsv)"
        " WITH (fastupdate = off)",
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
    "postgresql": [
        "DROP INDEX search_entry_tsv",
        "ALTER TABLE search_searchentry DROP COLUMN tsv",
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
