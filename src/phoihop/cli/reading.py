"""`phoihop read`."""

import sys
from pathlib import Path

import click

from phoihop.reader.command import FORMATS, read_files


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write one file for each text into this folder.",
)
def read(files: tuple[Path, ...], form: str, out: Path | None) -> None:
    """Read facts from FILES (TXT, DOCX or PDF with a text layer), with the words that prove them.

    Nothing is stored and no database is needed. Exit code 1: a file could not be read.
    """
    sys.exit(read_files(files, format=form, out=out, stdout=sys.stdout, stderr=sys.stderr))
