"""Commands that keep an installation in order."""

import io
import sys
from pathlib import Path
from typing import Never

import click
import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

import phoihop
from phoihop.cli.memory import collecting_seldom
from phoihop.ui import fonts

FONTS = settings.BUILD_DIR / "static" / "ui" / "fonts"


@click.command()
def migrate() -> None:
    """Make or change the tables of the database for this version. Safe to repeat."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    progress = tqdm(total=len(waiting), unit=" steps", disable=None, leave=False)
    with progress as bar, collecting_seldom():
        call_command("migrate", interactive=False, stdout=_Steps(bar), no_color=True)
    call_command("createcachetable", verbosity=0)
    click.echo(f"The database is at this version ({len(waiting)} steps made).")


@click.command()
@click.option("--deploy", is_flag=True, help="As for real work: every warning counts.")
def check(deploy: bool) -> None:
    """Check settings and models. Exit code 1: something is wrong."""
    try:
        call_command("check", deploy=deploy, fail_level="WARNING" if deploy else "ERROR")
    except SystemCheckError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@click.command()
@click.pass_context
def build(ctx: click.Context) -> None:
    """Make what is not kept in the repository: messages, fonts and static files."""
    ctx.invoke(messages)
    ctx.invoke(build_fonts)
    # The folder of the fonts may not have been there when the settings were loaded.
    settings.STATICFILES_DIRS = [settings.BUILD_DIR / "static"]
    call_command("collectstatic", interactive=False, verbosity=0)
    click.echo(f"Static files are in {settings.STATIC_ROOT}.")


@click.command()
@click.option("--force", is_flag=True, help="Make them although they are there.")
def build_fonts(force: bool = False) -> None:
    """Cut the fonts down to Latin and Vietnamese letters, as WOFF2."""
    if not force and not fonts.missing_fonts(FONTS):
        click.echo("The fonts are there.")
        return
    with tqdm(total=len(fonts.font_names()), unit=" fonts", disable=None, leave=False) as bar:

        def tell(_name: str) -> None:
            bar.update()

        fonts.build_fonts(FONTS, tell=tell)
    click.echo(f"The fonts are in {FONTS}.")


@click.command()
def messages() -> None:
    """Compile the message catalogues of all rooms (no gettext needed)."""
    catalogues = message_files()
    for file in tqdm(catalogues, unit=" catalogues", disable=None, leave=False):
        polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))
    click.echo(f"{len(catalogues)} message catalogues compiled.")


class _Steps(io.StringIO):
    """Moves the bar for each migration that Django says it has applied."""

    def __init__(self, bar: "tqdm[Never]") -> None:
        super().__init__()
        self._bar = bar

    def write(self, said: str) -> int:
        """Django writes "Applying tasks.0001_initial..." and later " OK"."""
        if said.strip() == "OK":
            self._bar.update()
        return super().write(said)


def message_files() -> list[Path]:
    """The .po files of all rooms."""
    return sorted(Path(phoihop.__file__).parent.glob("*/locale/*/LC_MESSAGES/*.po"))
