"""`phoihop setup`, and what `phoihop serve` says of an empty installation."""

from typing import Any

import click
from django.db import transaction
from django.utils import timezone

from phoihop.accounts import codes
from phoihop.accounts.services import NewAccount
from phoihop.agencies.models import AgencyKind, Level
from phoihop.setup import services
from phoihop.setup.errors import OfficeExists
from phoihop.setup.services import AgencyFacts, Founding
from phoihop.ui import clock
from phoihop.ui.errors import Refused

_KINDS = click.Choice(AgencyKind.values)
_LEVELS = click.Choice(Level.values)


@click.command()
@click.option("--code", "only_code", is_flag=True, help="Print a new set-up code for a browser.")
@click.option("--agency", help="Full name of the agency.")
@click.option("--kind", type=_KINDS, help="Kind of the agency.")
@click.option("--level", type=_LEVELS, help="Level of the agency.")
@click.option("--letters", default="", help="Its letters, as in symbols of papers.")
@click.option("--agency-code", default="", help="Its identification code.")
@click.option("--office-name", default="", help="Name on the screens, if another.")
@click.option("--superior", help="Full name of the superior agency; empty for none.")
@click.option("--superior-kind", type=_KINDS)
@click.option("--superior-level", type=_LEVELS)
@click.option("--username", help="User name of the first administrator.")
@click.option("--full-name", help="Full name of the first administrator.")
def set_up(*, only_code: bool, **given: Any) -> None:
    """Begin an office in an empty installation: the agency, its superior, an administrator.

    Asks for what no option says, and prints a one-time code for the first log-in. With --code
    nothing is made: it prints the set-up code with which the office is begun in a browser. Exit
    code 1: there is an office already.
    """
    try:
        if only_code:
            _print_code()
            return
        if not services.is_empty():
            raise OfficeExists  # before anything is asked
        founding = _founding(given)
        with transaction.atomic():
            user = services.found_office(founding, at=clock.now())
            sheets = codes.make_codes([user], by=None, at=clock.now(), real_at=clock.real_now())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{founding.agency.name} is set up; {user.full_name} administers it.")
    click.echo(f"  User name: {user.username}")
    click.echo(f"  One-time code: {sheets[0].code}")
    click.echo(
        "On the log-in page press “Tôi có mã một lần” and choose a password with it"
        f" until {timezone.localtime(sheets[0].valid_until):%d/%m/%Y %H:%M}."
        " The second step is asked for at once."
    )
    click.echo("What is missing stands under Quản trị, Thiết lập cơ quan.")


def welcome() -> None:
    """Print how an empty installation is begun, with a new code; nothing where one works."""
    if not services.is_empty():
        return
    click.echo("This installation is empty. Open one of the addresses below in a browser.")
    _print_code()
    click.echo("Without a browser: phoihop setup")


def _print_code() -> None:
    code = services.new_code(real_at=clock.real_now())
    hours = round(services.CODE_LASTS.total_seconds() / 3600)
    click.echo(f"Set-up code, for one use within {hours} hours: {code}")


def _founding(given: dict[str, Any]) -> Founding:
    agency = _agency(given)
    superior = _superior(given)
    return Founding(
        agency=agency,
        superior=superior,
        office_name=given["office_name"],
        administrator=NewAccount(
            full_name=given["full_name"] or click.prompt("Full name of the administrator"),
            username=given["username"] or click.prompt("User name of the administrator"),
        ),
    )


def _agency(given: dict[str, Any]) -> AgencyFacts:
    return AgencyFacts(
        name=given["agency"] or click.prompt("Full name of the agency"),
        kind=given["kind"] or click.prompt("Kind of the agency", type=_KINDS),
        level=given["level"] or click.prompt("Level of the agency", type=_LEVELS),
        short_name=given["letters"],
        code=given["agency_code"],
    )


def _superior(given: dict[str, Any]) -> AgencyFacts | None:
    name = given["superior"]
    if name is None:
        name = click.prompt("Full name of the superior agency (empty for none)", default="")
    if not name.strip():
        return None
    return AgencyFacts(
        name=name,
        kind=given["superior_kind"] or click.prompt("Kind of the superior agency", type=_KINDS),
        level=given["superior_level"] or click.prompt("Level of the superior agency", type=_LEVELS),
    )
