"""The `phoihop` command. Django is loaded only by the commands that need it."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module

import click


@dataclass(frozen=True)
class Entry:
    """Where a command lives, its line in the list of commands, and whether it needs Django."""

    place: str
    help: str
    needs_django: bool = True


COMMANDS = {
    "serve": Entry("server:serve", "Serve the pages on this computer."),
    "worker": Entry("server:worker", "Carry out what the pages leave to be done."),
    "read": Entry("reading:read", "Read facts from Vietnamese texts.", needs_django=False),
    "import-texts": Entry(
        "office:import_texts", "Hand texts in as drafts for a person to confirm."
    ),
    "load-areas": Entry("office:load_areas", "Load Vietnam's provinces, districts and communes."),
    "setup": Entry("first_day:set_up", "Begin an office in an empty installation."),
    "createadmin": Entry("office:create_admin", "Make one more administrator of an office."),
    "createsample": Entry("office:create_sample", "Fill an empty installation with the sample."),
    "migrate": Entry("upkeep:migrate", "Bring the database to this version."),
    "build": Entry("upkeep:build", "Make fonts, messages and static files."),
    "build-fonts": Entry("upkeep:build_fonts", "Make the two fonts of the pages."),
    "messages": Entry("upkeep:messages", "Compile the Vietnamese messages."),
    "backup": Entry("safekeeping:backup", "Back up database and files while the office works."),
    "restore": Entry("safekeeping:restore", "Put a backup into an empty office and prove it."),
    "restore-drill": Entry("safekeeping:restore_drill", "Try the newest backup somewhere else."),
    "verify-ledger": Entry(
        "safekeeping:verify_ledger", "Seal the history and look whether it was altered."
    ),
    "reindex": Entry("index:reindex", "Write the search index anew from all records."),
    "check": Entry("upkeep:check", "Check the settings; with --deploy as for real work."),
    "doctor": Entry("doctor:doctor", "Look at everything and say how to mend what is missing."),
}


class Commands(click.Group):
    """Loads a command when it is called, and lists all without loading any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded with Django where it needs it."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.needs_django:
            _set_up_django()
        module, name = entry.place.split(":")
        command = getattr(import_module(f"phoihop.cli.{module}"), name)
        if not isinstance(command, click.Command):
            raise TypeError(entry.place)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.command(cls=Commands)
@click.version_option(package_name="phoihop")
def main() -> None:
    """Phối Hợp: coordination between agencies, from signature to result.

    Settings come from environment variables that begin with PHOIHOP_; without any, one office is
    served from the folder `data`. Exit codes: 0 done, 1 not done, 2 wrong use.
    """
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese must come out whole where the terminal says it knows ASCII only.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.config.settings")
    import django  # noqa: PLC0415 -- half a second that `phoihop read` does not need

    django.setup()
