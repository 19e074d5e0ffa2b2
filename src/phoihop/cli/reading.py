"""`phoihop read`."""

import sys
from pathlib import Path

import click

from phoihop.reader.command import FORMATS, read_files
from phoihop.reader.refusal_words import language_beside, said


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write one file for each text into this folder.",
)
@click.option(
    "--processes", type=click.IntRange(1), help="How many at once; by default one a core."
)
@click.option("--scans", is_flag=True, help="Recognise the letters of scans and pictures.")
@click.option("--resume", is_flag=True, help="With --out: leave out what was answered already.")
def read(  # noqa: PLR0913, PLR0917 -- one argument an option
    files: tuple[Path, ...],
    form: str,
    out: Path | None,
    processes: int | None,
    scans: bool,
    resume: bool,
) -> None:
    """Read facts from FILES and folders, with the words that prove them.

    TXT, DOCX, DOC (with antiword or LibreOffice), PDF, HTML and EML with what is attached; scans
    and pictures with --scans (Tesseract). Nothing is stored and no database is needed. Exit code
    1: a file could not be read.
    """
    if resume and out is None:
        raise click.UsageError(said("resume_needs_out", language_beside(form)))
    if form == "html" and out is None and (len(files) > 1 or files[0].is_dir()):
        raise click.UsageError(said("pages_need_out", language_beside(form)))
    code = read_files(
        files,
        format=form,
        out=out,
        stdout=sys.stdout,
        stderr=sys.stderr,
        processes=processes,
        scans=scans,
        resume=resume,
    )
    sys.exit(code)
