"""`phoihop doctor`: look at everything, say what is wrong and how to mend it."""

import sys
from collections.abc import Callable, Iterator

import click
from django.db import DatabaseError

from phoihop.cli import account_health, health, office_health, reading_health
from phoihop.cli.health import Finding

# The first look decides whether the others, which ask the database, make sense.
LOOKS: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
    ("Database", health.database),
    ("Files", health.data_files),
    ("Office", office_health.office),
    ("Accounts", account_health.accounts),
    ("Passkeys", account_health.passkeys),
    ("Search", health.search_index),
    ("Jobs", health.job_queue),
    ("Backups", health.backups),
    ("History", health.history),
    ("Mail", health.mail),
    ("Reader", reading_health.programs_of_the_reader),
    ("Pages", health.built_files),
    ("Clock", health.clocks),
    ("Settings", health.deployment),
)


@click.command()
def doctor() -> None:
    """Look at database, files, the office, search, jobs, mail, fonts and clock.

    Each line says OK, NOTE or PROBLEM and how to mend it. Exit code 1: there is a problem.
    """
    problems = 0
    for subject, look in LOOKS:
        for finding in _findings(look):
            problems += finding.is_problem
            word = "PROBLEM" if finding.is_problem else "NOTE" if finding.mend else "OK"
            click.echo(f"{word:<8} {subject:<9} {finding.said}")
            if finding.mend:
                click.echo(f"{'':<18} → {finding.mend}")
    click.echo(f"{problems} problems." if problems else "All is well.")
    sys.exit(1 if problems else 0)


def _findings(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except DatabaseError as error:
        yield Finding(
            f"the database refused: {str(error).splitlines()[0]}",
            "Mend the database first (see PHOIHOP_DATABASE_URL), then `phoihop migrate`.",
            is_problem=True,
        )
