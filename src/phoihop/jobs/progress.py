"""How far a job is, while all that it does is one transaction."""

import logging
from contextlib import suppress

from django.db import DatabaseError, connection, connections

from phoihop.jobs.models import Job

logger = logging.getLogger(__name__)


def write_beside(job: Job) -> None:
    """Write how far it is through a connection of its own, so that others see it at once.

    SQLite lets one connection write at a time: there it stays unsaid until the transaction ends.
    What cannot be written is logged; the job goes on.
    """
    if connection.vendor != "postgresql":
        return
    other = connections.create_connection(connection.alias)
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            # For this transaction alone: the connection goes back to the pool for others.
            cursor.execute("SET LOCAL lock_timeout = 500")
            cursor.execute(
                f"UPDATE {Job._meta.db_table} SET done = %s, total = %s, heartbeat_at = %s"  # noqa: S608 -- the name of the table
                " WHERE id = %s",
                [job.done, job.total, job.heartbeat_at, job.pk],
            )
        other.commit()
    except DatabaseError:
        logger.warning("The progress of job %s could not be written", job.pk, exc_info=True)
        with suppress(DatabaseError):  # where even that fails the connection is gone
            other.rollback()
    finally:
        other.close()
