"""Fill an empty database; gather its statistics."""

from datetime import date, datetime
from random import Random

from django.db import connection
from tqdm import tqdm

from bench.data.places import World, build_world
from bench.data.programmes import build_programmes
from bench.data.shape import shape_of
from bench.data.traces import write_traces
from bench.data.work import Plan, build_tasks

SEED = 20_190_416


def fill(tasks: int, today: date, at: datetime) -> World:
    """Write the data of one size around `today`; the same seed gives the same data."""
    rng = Random(SEED)
    shape = shape_of(tasks)
    world = build_world(shape, rng, at)
    programmes = build_programmes(shape, world, rng, today, at)
    with tqdm(total=tasks, desc="tasks", unit="task") as bar:
        traces = build_tasks(Plan(shape, world, programmes, today), rng, bar.update)
    with tqdm(total=len(traces), desc="history", unit="event") as bar:
        write_traces(traces, rng, bar.update)
    return world


def analyze() -> None:
    """Let the planner know what is there; outside a transaction, where alone PostgreSQL does so."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
