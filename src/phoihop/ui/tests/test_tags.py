"""Days, figures and marks as Vietnamese writes them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from phoihop.ui.templatetags import ui

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 20), "còn 2 ngày"),
        (date(2026, 11, 18), "hạn hôm nay"),
        (date(2026, 11, 12), "quá 6 ngày"),
        (None, ""),
    ],
)
def test_the_gap_of_a_due_date(on: date | None, words: str) -> None:
    assert ui.due_gap(on, TODAY) == words


def test_the_first_due_date_shows_only_where_it_differs() -> None:
    changed = ui.due(date(2026, 11, 25), today=TODAY, first=date(2026, 11, 20))
    same = ui.due(date(2026, 11, 25), today=TODAY, first=date(2026, 11, 25))

    assert "hạn đầu" in changed
    assert "20/11/2026" in changed
    assert "hạn đầu" not in same


def test_a_done_task_says_no_gap() -> None:
    assert "gap" not in ui.due(date(2026, 11, 12), today=TODAY, key="done", gap="-")


def test_moments_are_shown_in_the_office_s_zone() -> None:
    late_evening = datetime(2026, 11, 17, 18, 30, tzinfo=UTC)

    assert ui.moment(late_evening) == "18/11/2026 01:30"
    assert ui.day(late_evening) == "18/11/2026"
    assert ">18/11/2026<" in ui.day_element(date(2026, 11, 18))


@pytest.mark.parametrize(
    ("value", "words"), [(75, "75\u202f%"), (96.7, "96,7\u202f%"), (None, ""), (0, "0\u202f%")]
)
def test_percentages(value: float | None, words: str) -> None:
    assert ui.percent_words(value) == words


def test_numbers_are_grouped() -> None:
    assert ui.number(1234.5) == "1.234,5"
    assert ui.number(12500000) == "12.500.000"


@pytest.mark.parametrize(
    ("size", "words"), [(900, "900 B"), (65536, "64 KB"), (1887436, "1,8 MB"), (None, "")]
)
def test_file_sizes(size: int | None, words: str) -> None:
    assert ui.filesize(size) == words


@pytest.mark.parametrize("key", ui.STATES)
def test_every_state_has_icon_and_words(key: str) -> None:
    html = ui.state(key)

    assert "<use " in html
    assert str(ui.STATES[key][2]) in html


def test_states_are_named_as_the_office_says() -> None:
    with translation.override("vi"):
        assert "Quá hạn" in ui.state("late")
        assert "Quá hạn 8 ngày" in ui.state("late", "Quá hạn 8 ngày")
        assert "Đã thu hồi" in ui.state("withdrawn")


def test_words_from_users_are_escaped() -> None:
    assert "<b>" not in ui.state("late", "<b>")


def test_a_misspelt_icon_is_noticed() -> None:
    with pytest.raises(TemplateSyntaxError, match="nope"):
        ui.icon("nope")


def test_query_with_keeps_other_parameters_and_leaves_the_page() -> None:
    request = RequestFactory().get("/", {"state": "late", "agency": "3", "after": "abc"})

    html = Template('{% query_with state="soon" agency=None q="Sở & ngành" %}').render(
        Context({"request": request})
    )

    assert html == "?state=soon&amp;q=S%E1%BB%9F+%26+ng%C3%A0nh"


@pytest.mark.parametrize(
    ("name", "icon"),
    [
        ("a.PDF", "pdf"),
        ("b.jpeg", "img"),
        ("c.xlsx", "xls"),
        ("d", "clip"),
        (SafeString("e.pdf"), "pdf"),
    ],
)
def test_files_are_told_apart_by_icon(name: str, icon: str) -> None:
    assert ui.file_icon(name) == icon


def test_history_shows_old_and_new_and_the_real_time() -> None:
    entry: dict[str, Any] = {
        "at": datetime(2026, 11, 4, 8, 30, tzinfo=UTC),
        "who": "Lương Văn Khải",
        "agency": "Ban Xây dựng Đảng",
        "words": "Gia hạn",
        "changes": [{"field": "Hạn", "old": "20/11/2026", "new": "<i>25/11/2026"}],
        "real_at": datetime(2026, 11, 5, 1, 0, tzinfo=UTC),
    }

    html = render_to_string("ui/_history.html", {"entries": [entry]})

    assert "20/11/2026</del>" in html
    assert "&lt;i&gt;25/11/2026</ins>" in html
    assert "giờ thật là 05/11/2026 08:00" in html
