"""The benchmark measures what it says: rows as the services keep them, the same pages by hand."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count, F
from django.test import Client
from django.utils import timezone

from bench import scenarios
from bench.data.build import fill
from bench.data.places import World
from bench.data.words import RARE
from bench.measure import measure
from bench.report import HEAD, cells
from phoihop.accounts.models import User
from phoihop.search.models import SearchEntry
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import KEYS, key_of
from phoihop.tasks.viewers import expected_viewers

pytestmark = pytest.mark.long

_PLAIN = Path(__file__).parent.parent / "bench" / "plain" / "templates"
_TASKS = 400
# Tasks, lines of the schedule and milestones, in the order of the page; the words of pictures.
_ROWS = r'href="(/nhiem-vu/\d+/|/lich/tuan/\d+/|/van-ban/\d+/moc/\d+/)"'
_LINKS = r'href="(/nhiem-vu/\?[^"]*|/bieu-do/chuong-trinh/\d+/)"(?: aria-label="([^"]*)")?>([^<]*)<'
_DRAWN = r"(<text [^>]*>[^<]*)</text>"
# Every word of the page and every address and value, in their order; not the key of the form.
_TEXT = r'>\s*([^<>\s][^<>]*?)\s*<|(?:href|action|class|aria-label)="([^"]*)"'
_MONTH = r'<time datetime="(\d{4}-\d\d-\d\d)">|href="/nhiem-vu/(\d+)/"|>Còn (\d+) việc'
_COUNTS = r'<a href="([^"]+)"[^>]*>([^<]+) <span class="num">([^<]+)<'
_CARDS = (
    r'<h3><a href="([^"]*)"|<p class="meta">([^<]*)<|<li><a href="(/nhiem-vu/\d+/[^"]+)">([^<]+)<'
    r'|<span class="num[^"]*">([^<]+)<|class="more" href="([^"]*)state='
)
# Of a task: its addresses, headings, who did what and when, states.
_OF_TASK = (
    r'href="(/nhiem-vu/[^"]*|/danh-gia/[^"]*|/don-doc/[^"]*)"|<h2[^>]*>([^<]+)|<dd>(.*?)</dd>'
    r'|<header><b>([^<]+)</b><time[^>]*>([^<]+)</time><span class="muted">([^<]+)<|"st st-([^"]+)"'
)
_TASKS_COMPARED = 25
_NEARLY = 5


@pytest.fixture
def world(db: None, settings: Any) -> World:
    """A small office, and the addresses of the plain pages."""
    settings.ROOT_URLCONF = "bench.urls"
    [templates] = settings.TEMPLATES
    settings.TEMPLATES = [{**templates, "DIRS": [_PLAIN]}]
    now = timezone.localtime()
    return fill(_TASKS, now.date(), now)


def test_the_rows_are_those_the_services_keep(world: World) -> None:
    tasks = Task.objects.select_related("agreement").prefetch_related(
        "coordinations", "agreement__parties", "viewers"
    )

    for task in tasks:
        assert {row.agency_id: row.level for row in task.viewers.all()} == expected_viewers(task)
    assert tasks.count() == _TASKS
    assert {key_of(task, timezone.localdate(), _NEARLY) for task in tasks} == set(KEYS)
    held = Task.objects.filter(holdings__valid_to=None).annotate(n=Count("holdings"))
    assert held.filter(n=1, holdings__agency=F("lead_agency")).count() == _TASKS
    entries = SearchEntry.objects.filter(kind="tasks.task").annotate(n=Count("viewers"))
    assert sum(entries.values_list("n", flat=True)) == TaskViewer.objects.count()
    assert not Task.objects.filter(updated_at__gt=timezone.now() + timedelta(days=1)).exists()


def test_the_plain_pages_say_what_ours_say(world: World) -> None:
    said = {
        "home, board": r'<li class="todo">.*?href="/nhiem-vu/(\d+)/"',
        "list, inspector": r'id="task-(\d+)"',
        "overdue, inspector": r'id="task-(\d+)"',
        "programme, board": _TEXT,
        "programme, inspector": _TEXT,
        **dict.fromkeys(("month of tasks, contact", "month of tasks, board"), _MONTH),
        "month of tasks, inspector": _MONTH,
        **dict.fromkeys(("counts of lists, contact", "counts of lists, board"), _COUNTS),
        "counts of lists, inspector": _COUNTS,
        "briefing, board": (
            r'<div class="days"><b>(\d+)</b>|href="/co-quan/(\d+)/"|href="/nhiem-vu/(\d+)/"'
            r'|<span class="muted">“([^<]+)<|href="/nhiem-vu/\?mine=([^"]+)">([^<]+)<'
            r'|<b class="big">([^<]+)<|và (\d+) việc khác|<span class="dim">([^<]+)<'
        ),
        "board of tasks, board": _CARDS,
        "board of tasks, inspector": _CARDS,
        "figures, board": r'href="(/danh-gia/so-lieu/\d+/)|href="(/nhiem-vu/\?[^"]*)">([^<]+)<',
        "figures, inspector": r'<td[^>]*>\s*<a href="([^"]*)">([^<]+)<|<b>([\d,]+).%</b>',
        "task page, board": _OF_TASK,
        "task history, board": _OF_TASK + r"|<li>([^<]+: <ins>.*?)</li>",
        "search common, inspector": r'<li class="found">.*?<a href="([^"]+)"',
        "reviews, board": _ROWS + r"|<small>(\d+ mốc)|<p class=.eq-line.>(.*?)</p>|" + _DRAWN,
        "week, board": _ROWS + r'|<td class="hour">(.*?)</td>|class="num">([^<]*)<',
        "week, inspector": _ROWS + r"|co-quan=(\d+)",
        "pictures, board": _LINKS + "|" + _DRAWN,
        "pictures, contact": _LINKS + "|" + _DRAWN,
        "pictures, inspector": _LINKS + "|" + _DRAWN,
        "pictures of a programme, board": _LINKS + "|" + _DRAWN,
        "whole term, board": r'<th scope="col" class="r">(.*?)</th>|<td[^>]*>\s*(.*?)\s*</td>',
        "agreement, board": r'id="noi-dung-(\d+)"|class="num">([^<]*)<|<td data-l[^>]*>(.*?)</td>',
        "agreement, inspector": r'id="noi-dung-(\d+)"|class="btn[^"]*" href="([^"]*)"',
        "inspections, board": r'href="/kiem-tra/(\d+)/"|data-l="[^"]*">(.*?)</td>',
        "opinions, contact": _TEXT,
        "opinions, board": _TEXT,
        "evaluation, board": _TEXT,
        "extension, leader": _TEXT,
        "urging list, board": _TEXT,
        "urging letter, board": _TEXT,
        "succession, administrator": _TEXT,
        "kept lists, keeper": _TEXT,
        "feed, contact": r"[^\r]+",
        "feed, board": r"[^\r]+",
    }
    compared = [one for one in scenarios.scenarios_of(World) if one.label in said]
    assert len(compared) == len(said)
    for scenario in compared:
        assert scenario.plain is not None, scenario.label
        client = Client()
        client.force_login(User.objects.get(username=scenario.user))
        for n in range(_TASKS_COMPARED if scenario.page.startswith("task ") else 1):
            pages = [
                client.get(address).content.decode()
                for address in (scenario.ours(n), scenario.plain(n))
            ]
            ours, plain = (_said(said[scenario.label], page) for page in pages)
            assert ours == plain, scenario.label
            assert ours, scenario.label


def _said(pattern: str, page: str) -> list[Any]:
    """What the pattern finds; every word is asked of the page inside the frame alone."""
    if pattern == _TEXT:
        page = " ".join(page[page.index("<main") : page.index("</main>")].split())
    return re.findall(pattern, page, re.DOTALL)


def test_every_scenario_answers(world: World) -> None:
    Task.objects.filter(pk=1).update(title=RARE)

    rows = [measure(scenario, repeat=1) for scenario in scenarios.scenarios_of(World)]

    by_hand = {row.label.split(",")[0].split()[0] for row in rows if row.plain is not None}
    assert by_hand == {
        *("home", "list", "overdue", "programme", "search", "post"),
        *("month", "counts", "briefing", "reviews", "week", "pictures", "inspections"),
        *("whole", "agreement", "board", "figures", "task"),
        *("opinions", "evaluation", "extension", "urging", "succession", "kept", "feed"),
    }
    assert all(row.ours.p50 > 0 for row in rows)
    assert all(row.plain.queries > 0 for row in rows if row.plain is not None)
    assert all(len(cells(row.as_dict())) == len(HEAD) for row in rows)
