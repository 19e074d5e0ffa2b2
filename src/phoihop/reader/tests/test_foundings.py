"""The year of a founding, told by the way, dates no event and is no period of it."""

import pytest

from phoihop.reader import read

_HEAD = "Hội Làm vườn huyện Ba Mít sơ kết công tác"
_HELD = "Sáng 5/3, Hội Làm vườn huyện Ba Mít tổ chức hội nghị sơ kết công tác."


def day_of(text: str) -> str | None:
    """Return the day of the event of a report."""
    event = read(text, kind="news").event
    assert event is not None
    return event.date.date if event.date else None


@pytest.mark.parametrize(
    "founding",
    [
        pytest.param("Năm 2028, Hội được thành lập với 12 cơ sở.", id="founded"),
        pytest.param("Năm 2028 Hội Làm vườn huyện chính thức ra đời.", id="born"),
        pytest.param("Ra đời năm 2028, Hội đã có 12 cơ sở.", id="verb-before"),
        pytest.param("Vườn mẫu được khởi công từ quý II/2028.", id="quarter"),
        pytest.param("Vườn mẫu được khởi công vào tháng 5/2028.", id="month"),
        pytest.param("Ngày 12/3/2028, Hội Làm vườn huyện được thành lập.", id="whole-date"),
        pytest.param("Năm 2028, ông Lê Văn Mít được bầu làm Chủ tịch Hội.", id="election"),
    ],
)
@pytest.mark.parametrize(
    ("below", "day"),
    [
        pytest.param("\nĐăng ngày 6/3/2031", "2031-03-05", id="posted"),
        pytest.param("\nTin đăng ngày 6 tháng 7 năm 2031", "2031-03-05", id="posted-in-words"),
        pytest.param(" (Đăng ngày 6/7/2031)", "2031-03-05", id="posted-in-brackets"),
        pytest.param("\nNăm 2031, Hội phấn đấu trồng 40 ha cây.", "2031-03-05", id="plan"),
        pytest.param("", None, id="no-other-year"),
    ],
)
def test_the_year_of_a_founding_dates_no_event(founding: str, below: str, day: str | None) -> None:
    assert day_of(f"{_HEAD}\n{founding} {_HELD}{below}") == day
    assert day_of(f"{_HEAD}\n{_HELD}\n{founding}{below}") == day


def test_an_election_at_the_meeting_of_a_year_is_of_that_year() -> None:
    held = "Ngày 5/3, Hội Làm vườn tổ chức đại hội năm 2031, ông Lê Văn Mít được bầu làm Chủ tịch."

    assert day_of(f"{_HEAD}\n{held}") == "2031-03-05"


def test_the_year_of_a_founding_is_no_period() -> None:
    event = read(
        f"{_HEAD}\nNăm 2028, Hội được thành lập.\n{_HELD}\nĐăng ngày 6/3/2031", kind="news"
    ).event

    assert event is not None
    assert event.period is None


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("Năm 2031, toàn huyện có thêm 5 tổ hội được thành lập.", id="counted"),
        pytest.param("Năm 2031, nhiều tổ hội được thành lập.", id="several"),
        pytest.param("Năm 2031, Hội sẽ mở lớp; tổ hội mới được thành lập ở xã.", id="clause"),
        pytest.param("Năm 2031, Hội trồng 40 ha cây.", id="work"),
        pytest.param("Trong năm 2031, Hội phấn đấu mỗi thôn một tổ ra đời.", id="aim"),
    ],
)
def test_the_year_of_the_work_reported_dates_the_event(work: str) -> None:
    assert day_of(f"{_HEAD}\n{_HELD}\n{work}") == "2031-03-05"


def test_what_was_founded_in_the_sentence_of_the_event_dates_nothing() -> None:
    held = "Ngày 5/3, xã Ba Mít tổ chức lễ khánh thành nhà văn hóa được khởi công năm 2029."

    assert day_of(f"Khánh thành nhà văn hóa\n{held}") is None
    assert day_of(f"Khánh thành nhà văn hóa\n{held}\nĐăng ngày 6/3/2031") == "2031-03-05"
