"""What a database keeps of deleted words in places it has not used again yet."""

from django.db import connection

from phoihop.search.fulltext import rebuild


def scrub() -> None:
    """Write index and file anew so that the words are gone from the disk; outside transactions.

    SQLite: the whole file is rewritten and the write-ahead log emptied. PostgreSQL: dead rows are
    vacuumed; the system overwrites their blocks as it needs them (docs/admin/redaction.md).
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rebuild()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")
