"""`python -m bench`: fill, measure and print, for each size on each database."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from bench.databases import named_postgresql, postgresql_beside, sqlite_file
from bench.report import as_markdown, as_text

_SIZES = "2000,60000"
_REPEAT = 60


def main() -> None:
    """Print a table for each size and database; exit code 1 when a page answered wrongly."""
    asked = _arguments()
    show = as_markdown if asked.markdown else as_text
    for tasks in asked.sizes:
        for name, database in _databases(tasks):
            with database as url:
                rows = _measured(url, tasks, asked)
            papers = f", {asked.papers:,} papers" if asked.papers else ""
            print(show(f"{name}, {tasks:,} tasks{papers}", rows), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure our pages beside a bare view and beside the same pages by hand.",
        epilog="With PHOIHOP_BENCH_PG=postgresql://user@host:port/name also on PostgreSQL, in new "
        "databases name_2000 and name_60000 that are dropped afterwards.",
    )
    parser.add_argument(
        "--sizes", type=_sizes, default=_sizes(_SIZES), help=f"tasks, comma-separated ({_SIZES})"
    )
    parser.add_argument(
        "--repeat", type=int, default=_REPEAT, help=f"requests of each kind ({_REPEAT})"
    )
    parser.add_argument(
        "--only", action="append", default=[], help="just the rows that begin so, as “home”"
    )
    parser.add_argument(
        "--papers", type=int, default=0, help="documents beside the tasks, for the search (0)"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    sizes = [int(size) for size in text.split(",")]
    if any(size < 1 for size in sizes):
        raise argparse.ArgumentTypeError("a size is a number of tasks, at least 1")
    return sizes


def _databases(tasks: int) -> Sequence[tuple[str, AbstractContextManager[str]]]:
    databases = [("SQLite", sqlite_file(tasks))]
    if url := named_postgresql():
        databases.append(("PostgreSQL", postgresql_beside(url, tasks)))
    return databases


def _measured(url: str, tasks: int, asked: argparse.Namespace) -> list[dict[str, Any]]:
    """Rows of one database, from a process of its own: settings are read once a process."""
    only = [f"--only={beginning}" for beginning in asked.only]
    run = subprocess.run(  # noqa: S603 -- ourselves
        [
            sys.executable,
            "-m",
            "bench.one",
            f"--tasks={tasks}",
            f"--repeat={asked.repeat}",
            f"--papers={asked.papers}",
            *only,
        ],
        env={**os.environ, "PHOIHOP_DATABASE_URL": url},
        stdout=subprocess.PIPE,
        check=False,
    )
    if run.returncode:
        sys.exit(1)
    rows: list[dict[str, Any]] = json.loads(run.stdout)
    return rows


if __name__ == "__main__":
    main()
