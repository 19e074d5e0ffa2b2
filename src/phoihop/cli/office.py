"""Commands that put something into an office."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from django.db import transaction
from tqdm import tqdm

from phoihop.accounts import services as accounts
from phoihop.accounts.models import Role, User
from phoihop.agencies import areas
from phoihop.agencies.models import AgencyKind, Level, Office
from phoihop.reader import DEFAULT, FileRefused
from phoihop.reader.attached import files_inside
from phoihop.reader.ocr import Tell
from phoihop.setup.errors import NoOffice
from phoihop.setup.services import AgencyFacts, agency_called
from phoihop.ui import clock
from phoihop.ui.errors import Refused
from phoihop.workspace.errors import AlreadyReceived, NotAnEmptyOffice
from phoihop.workspace.intake.receive import may_hand_in, receive_file
from phoihop.workspace.intake.summing import handed_in_words, may_not_hand_in_words
from phoihop.workspace.sample import build
from phoihop.workspace.sample.people import PASSWORD, USERS

_TEXTS = {".txt", ".text", ".docx", ".doc", ".pdf", ".html", ".htm", ".eml"}
_SCANS = {".png", ".jpg", ".jpeg", ".tif", ".tiff"}


@click.command()
@click.option("--if-empty", is_flag=True, help="Leave an office that works already in peace.")
def create_sample(if_empty: bool) -> None:
    """Fill an empty installation with the invented office "xã Bình An".

    Safe to repeat. Refuses, with exit code 1, where an office works already.
    """
    with tqdm(unit=" steps", disable=None, leave=False) as bar:

        def tell(stage: str) -> None:
            bar.set_description(stage)
            bar.update()

        try:
            made = build.create_sample(at=clock.now(), progress=tell)
        except NotAnEmptyOffice as refusal:
            if if_empty:
                return
            raise click.ClickException(str(refusal)) from refusal
    click.echo("The sample office was made." if made else "The sample office is there.")
    click.echo(f"Accounts, all with the password {PASSWORD}:")
    for user in USERS:
        click.echo(f"  {user.username:<12} {user.full_name} ({user.says})")


@click.command()
@click.option("--username", prompt="User name")
@click.option("--full-name", prompt="Full name")
@click.option("--agency", "agency_name", prompt="Name of the agency")
@click.option(
    "--kind",
    type=click.Choice(AgencyKind.values),
    default=AgencyKind.OTHER.value,
    show_default=True,
)
@click.option(
    "--level", type=click.Choice(Level.values), default=Level.COMMUNE.value, show_default=True
)
@click.password_option(envvar="PHOIHOP_ADMIN_PASSWORD", help="At least 14 characters.")
def create_admin(  # noqa: PLR0913 -- the facts of one account
    *, username: str, full_name: str, agency_name: str, kind: str, level: str, password: str
) -> None:
    """Make one more administrator of an office that is there.

    An empty installation is begun by `phoihop setup`; here it is refused, with exit code 1.

    At the first log-in the second step is set up. --kind and --level count only when the agency
    is not registered yet.
    """
    at = clock.now()
    try:
        with transaction.atomic():
            if not Office.objects.exists():
                raise NoOffice
            facts = AgencyFacts(name=agency_name, kind=kind, level=level)
            agency = agency_called(facts, at=at)
            user = accounts.create_user(
                username=username,
                full_name=full_name,
                password=password,
                by=None,
                at=at,
            )
            accounts.add_membership(
                user, agency, Role.ADMINISTRATOR, started_on=at.date(), by=None, at=at
            )
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{user.full_name} administers {agency.name}.")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--as", "username", required=True, help="User name of who hands the texts in.")
@click.option("--scans", is_flag=True, help="Recognise the letters of scans and pictures.")
def import_texts(paths: tuple[Path, ...], username: str, scans: bool) -> None:
    """Hand in the texts at PATHS (files, or folders of them) as drafts.

    TXT, DOCX, DOC, PDF, HTML and EML; the files inside an e-mail are handed in beside it. Scans
    and pictures of a folder are taken with --scans (Tesseract).
    Nothing is recorded until a person has confirmed the drafts under "Nhập văn bản". Texts that
    were handed in before are passed by. Exit code 1: a file could not be taken.
    """
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None or not may_hand_in(user):
        raise click.ClickException(may_not_hand_in_words(username))
    tell = _untold if scans else None
    files = sorted(_texts_at(paths, _TEXTS | _SCANS if scans else _TEXTS))
    became = Counter(
        result
        for file in tqdm(files, unit=" texts", disable=None)
        for result in _handed_in(file, user, tell)
    )
    counts = {result: became[result] for result in ("taken", "known", "failed")}
    click.echo(handed_in_words(**counts))
    sys.exit(1 if counts["failed"] else 0)


def _handed_in(file: Path, user: User, tell: Tell | None) -> Iterator[str]:
    """What became of each paper of the file: "taken", "known" or "failed"."""
    try:
        papers = _papers_of(file)
    except OSError as error:
        click.echo(f"{file}: {error}", err=True)
        yield "failed"
        return
    for name, data in papers:
        try:
            receive_file(data, name=name, by=user, at=clock.now(), tell=tell)
            yield "taken"
        except AlreadyReceived:
            yield "known"
        except Refused as error:
            click.echo(f"{file}: {error}", err=True)
            yield "failed"


@click.command()
def load_areas() -> None:
    """Load Vietnam's provinces, districts and communes, as until 30/06/2025 and as since then.

    Loading again brings a newer list in; what the office corrected stays as it is.
    """
    with tqdm(unit=" places", disable=None, leave=False) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        loaded = areas.load_areas(tell, at=clock.now())
    click.echo(
        f"{loaded.places} places and {loaded.conversions} conversions added,"
        f" {loaded.changed} places changed, {loaded.kept} left as the office corrected them."
    )


def _papers_of(file: Path) -> list[tuple[str, bytes]]:
    """The file, and behind an e-mail what it brings; its own page says what is left out."""
    data = file.read_bytes()
    try:
        inside = files_inside(data, file.name, DEFAULT).files
    except FileRefused:  # said of the mail itself
        inside = ()
    return [(file.name, data), *((f"{file.name} › {name}", held) for name, held in inside)]


def _untold(done: int, total: int) -> None:
    """The pages of a scan are not told one by one: the files are."""


def _texts_at(paths: Iterable[Path], suffixes: set[str]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in path.rglob("*") if file.suffix.lower() in suffixes)
        else:
            yield path
