"""`phoihop backup`, `restore`, `restore-drill`, `verify-ledger`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click
from django.db import DatabaseError
from django.utils import timezone
from tqdm import tqdm

from phoihop.audit import ledger
from phoihop.safekeeping import runs
from phoihop.safekeeping.backup import standing_order
from phoihop.safekeeping.jobs import identity as standing_identity
from phoihop.safekeeping.manifest import Progress
from phoihop.safekeeping.restore import restore as restore_backup
from phoihop.ui.errors import Refused

identity_option = click.option(
    "--identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Key file that opens an encrypted backup (age identity, or exported GPG secret key).",
)


@click.command()
@click.option(
    "--to",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the backups; else PHOIHOP_BACKUP_DIR.",
)
@click.option(
    "--encrypt-to",
    "recipients",
    multiple=True,
    metavar="RECIPIENT",
    help="Key of age (age1…) or of GPG; may be given more than once.",
)
@click.option(
    "--with-secret-key",
    is_flag=True,
    help="Keep the secret key too. Who has such a backup can read the second steps.",
)
def backup(place: Path | None, recipients: tuple[str, ...], with_secret_key: bool) -> None:
    """Back up database and files while the office works, then read all of it again.

    Backups past their time are taken away afterwards (PHOIHOP_BACKUP_KEEP). Exit code 1: nothing
    was made that could be restored, or stored files are missing in the office.
    """
    order = standing_order()
    order = replace(
        order,
        folder=place.resolve() if place else order.folder,
        recipients=recipients or order.recipients,
        with_secret_key=with_secret_key,
    )
    with _shown("files") as tell:
        made = runs.backup(order, by=None, tell=tell)
    facts = made.manifest
    click.echo(f"{made.backup.path}")
    click.echo(
        f"{sum(facts.counts.values())} rows in {len(facts.counts)} tables,"
        f" {len(facts.files)} files, {made.size / 1e6:.1f} MB; read again: whole."
    )
    if facts.ledger:
        click.echo(f"Newest digest of the history: {facts.ledger}")
    for name in made.gone:
        click.echo(f"Past its time and taken away: {name}")


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@identity_option
def restore(archive: Path, identity: Path | None) -> None:
    """Put the backup at ARCHIVE into the empty office that the settings name.

    The backup is verified before anything is written, and the office afterwards: counts, digests,
    the chain of the history. An office that is not empty is never touched. Exit code 1: not
    restored, or not all of it is as it was.
    """
    with _shown("files") as tell:
        found = restore_backup(archive.resolve(), identity=identity, at=timezone.now(), tell=tell)
    made = found.manifest
    as_of = timezone.localtime(made.made_at)
    click.echo(f"{made.office or 'An office'} as of {as_of:%d/%m/%Y %H:%M}.")
    click.echo(
        f"{found.rows} rows in {len(made.counts)} tables and {len(made.files)} files are as in the"
        f" backup; {found.events} sealed events looked at."
    )
    if found.migrations:
        click.echo(f"Brought to this version by {found.migrations} migrations.")
    click.echo(f"{found.forgotten.sessions} sessions ended: everyone logs in again.")
    if found.forgotten.codes:
        click.echo(
            f"{found.forgotten.codes} unused one-time codes ended: give new ones to who needs them."
        )
    if found.forgotten.second_steps:
        click.echo(
            f"The secret key is another one: {found.forgotten.second_steps} people set up the"
            " second step and a password anew."
        )
    for fault in found.faults:
        click.echo(f"PROBLEM  {fault}", err=True)
    sys.exit(1 if found.faults else 0)


@click.command()
@identity_option
def restore_drill(identity: Path | None) -> None:
    """Restore the newest backup in a scratch place, verify it, take the place away.

    What came of it stands on the page "Sao lưu". Exit code 1: it could not be restored whole.
    """
    with _shown("steps"):
        tried, said = runs.try_newest(identity=identity or standing_identity(), by=None)
    click.echo(f"{tried.name} can be restored.")
    click.echo(said)


@click.command()
@click.option(
    "--expect",
    default="",
    metavar="DIGEST",
    help="A digest written down earlier: shows that nothing was cut off since.",
)
def verify_ledger(expect: str) -> None:
    """Seal what is new in the history, then look at every event, value and seal.

    Exit code 1: something was altered, taken out or put in past the program; each is named.
    """
    with _shown("seals") as tell:
        with suppress(runs.LedgerBroken):  # told below, fault by fault
            runs.check_ledger(by=None, tell=tell)
        report = ledger.verify(expect=expect)
    for fault in report.faults:
        click.echo(f"PROBLEM  {fault}", err=True)
    click.echo(
        f"{report.events} events under {report.seals} seals;"
        f" {report.redacted} values taken away by redactions."
    )
    click.echo(f"Newest digest: {report.last or 'none'}")
    sys.exit(0 if report.holds else 1)


@contextmanager
def _shown(unit: str) -> Iterator[Progress]:
    """A bar where somebody looks, and refusals as one sentence with exit code 1."""
    try:
        with tqdm(unit=f" {unit}", disable=None, leave=False) as bar:

            def tell(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield tell
    except (Refused, OSError, DatabaseError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
