"""This week's schedule of the board of the sample, and one line of the week before."""

from datetime import date, time, timedelta

from phoihop.accounts.models import User
from phoihop.agencies.models import Official
from phoihop.calendars.week import week_of
from phoihop.calendars.week_acts import WeekFacts, enter_week_entry
from phoihop.workspace.sample.stories import moment

# Weekday, hour, what, where, who takes part.
_LINES = (
    (0, time(7, 30), "Giao ban lãnh đạo Ban", "Phòng họp tầng 2", "Toàn Ban"),
    (0, time(14), "Làm việc với Phòng Văn hóa – Xã hội về số liệu nhà văn hóa thôn",
     "Phòng Văn hóa – Xã hội", "Đỗ Thị Hạnh"),
    (1, time(8), "Thường trực Đảng ủy nghe tiến độ đường liên thôn", "Hội trường Đảng ủy", ""),
    (2, time(8), "Tiếp dân tại trụ sở", "Phòng tiếp dân", ""),
    (2, time(14), "Họp chuẩn bị giao ban quý", "Phòng họp tầng 2", "Đầu mối các cơ quan"),
    (3, time(7, 30), "Kiểm tra truyền thanh thôn Đồng Mít, thôn Bến Gỗ", "Tại hai thôn",
     "Trung tâm Dịch vụ công"),
    (4, time(15), "Duyệt dự thảo chương trình giao ban quý", "Phòng họp tầng 2", "Đỗ Thị Hạnh"),
)  # fmt: skip


def make_week(head: Official, *, by: User, on: date) -> None:
    """Enter the lines as the specialist would have on the last working day before."""
    monday = week_of(on).monday
    at = moment(monday - timedelta(days=3))
    first = _LINES[0]
    days = [(monday - timedelta(days=7), first)]
    days += [(monday + timedelta(days=line[0]), line) for line in _LINES]
    for day, (_weekday, hour, words, place, people) in days:
        facts = WeekFacts(
            day=day, starts_at=hour, words=words, place=place, chair=head, participants=people
        )
        enter_week_entry(facts, by=by, at=at)
