"""Fill an empty database, and gather its statistics."""

from datetime import date, datetime
from random import Random

from django.db import connection
from tqdm import tqdm

from bench.data.beside import build_beside
from bench.data.follow import build_following
from bench.data.papers import build_papers
from bench.data.places import World, build_world
from bench.data.programmes import build_programmes
from bench.data.shape import shape_of
from bench.data.traces import write_traces
from bench.data.work import Plan, build_tasks

SEED = 20_190_416


def fill(tasks: int, today: date, at: datetime, papers: int = 0) -> World:
    """Write the data of one size around `today`; the same seed gives the same data.

    papers: documents beside those that the tasks come from.
    """
    rng = Random(SEED)
    shape = shape_of(tasks)
    world = build_world(shape, rng, at)
    programmes = build_programmes(shape, world, rng, today, at)
    with tqdm(total=tasks, desc="tasks", unit="task") as bar:
        traces = build_tasks(Plan(shape, world, programmes, today), rng, bar.update)
    with tqdm(total=len(traces), desc="history", unit="event") as bar:
        write_traces(traces, rng, bar.update)
    build_beside(world, rng, today, at)
    build_following(world, programmes, Random(SEED), today, at)
    if papers:
        with tqdm(total=papers, desc="papers", unit="paper") as bar:
            build_papers(world, papers, rng, at, bar.update)
    analyze()
    return world


def analyze() -> None:
    """Let the planner know what is there: without, PostgreSQL takes every table for a small one."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def vacuum() -> None:
    """Mark the rows of PostgreSQL as seen by all, which it does outside a transaction only."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
