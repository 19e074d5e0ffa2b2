"""One database of one size, in a process of its own: fill it if need be, measure, print JSON."""

import argparse
import json
import os
import sys

import django


def main() -> None:
    """Arguments come from `bench.__main__`; the database from PHOIHOP_DATABASE_URL."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, required=True)
    parser.add_argument("--repeat", type=int, required=True)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--papers", type=int, default=0)
    parser.add_argument("--filled", action="store_true")
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after the set-up
    from django.utils import timezone  # noqa: PLC0415
    from tqdm import tqdm  # noqa: PLC0415

    from bench.data.build import fill, vacuum  # noqa: PLC0415
    from bench.data.places import World  # noqa: PLC0415
    from bench.measure import measure  # noqa: PLC0415
    from bench.scenarios import scenarios_of  # noqa: PLC0415

    if not asked.filled:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        now = timezone.localtime()
        fill(asked.tasks, now.date(), now, papers=asked.papers)
        vacuum()
    chosen = [
        scenario
        for scenario in scenarios_of(World)
        if not asked.only or scenario.label.startswith(tuple(asked.only))
    ]
    rows = [measure(scenario, asked.repeat).as_dict() for scenario in tqdm(chosen, desc="pages")]
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
