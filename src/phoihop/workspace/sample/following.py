"""What followed the tasks of the sample: a scale with two evaluations, and one inspection."""

from collections.abc import Mapping
from datetime import date, timedelta

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.inspections import services as inspections
from phoihop.inspections.models import Check
from phoihop.inspections.services import CheckFacts, FindingFacts, PlanFacts
from phoihop.scoring import scale
from phoihop.scoring.evaluating import evaluate
from phoihop.tasks.models import Task
from phoihop.workspace.sample.stories import moment

_GRADES = (
    ("Hoàn thành xuất sắc", 10),
    ("Hoàn thành tốt", 8),
    ("Hoàn thành", 6),
    ("Chưa đạt yêu cầu", 0),
)
# Task, mark, words, days before today.
_EVALUATED = (
    ("Nhóm Zalo cảnh báo của 14 thôn", 0, "Đủ 14 thôn, có người trực trả lời.", 6),
    ("Rà soát sổ tiêm chủng của ba trường mầm non", 2, "Đủ số liệu nhưng chậm một tuần.", 4),
)
_PLAN = "Kiểm tra sử dụng cụm loa truyền thanh ở thôn"
_PURPOSE = "Theo chương trình công tác quý; xem việc trực, ghi sổ và bảo quản cụm loa."
_SEEN = "Cả hai thôn phát đủ buổi; thôn Bến Gỗ chưa ghi sổ trực từ đầu tháng."
_FOUND = "Thôn Bến Gỗ chưa có sổ trực truyền thanh của tháng này."


def make_following(users: Mapping[str, User], agencies: Mapping[str, Agency], *, on: date) -> None:
    """Make them as the specialist and the administrator would have on screen."""
    _evaluate(users, on)
    _inspect(users["hanh"], agencies, users["dichvu"], on)


def _evaluate(users: Mapping[str, User], on: date) -> None:
    begun = on - timedelta(days=150)
    grades = [
        scale.add_grade(
            scale.GradeFacts(words, order, points, begun), by=users["quantri"], at=moment(begun)
        )
        for order, (words, points) in enumerate(_GRADES, start=1)
    ]
    for title, mark, words, days in _EVALUATED:
        at = moment(on - timedelta(days=days), 10)
        task = Task.objects.get(title=title)
        evaluate(task, grades[mark], words=words, by=users["hanh"], at=at)


def _inspect(by: User, agencies: Mapping[str, Agency], contact: User, on: date) -> None:
    """Two checks, one of them still to come; what was found on the first is a task by now."""

    def day(days: int) -> date:
        return on + timedelta(days=days)

    plan = inspections.make_plan(
        PlanFacts(_PLAN, day(-15), day(25), _PURPOSE), by=by, at=moment(day(-18))
    )
    checks = [
        inspections.add_check(
            plan,
            CheckFacts(agencies[key], day(days), "Đỗ Thị Hạnh, Vũ Thị Thơm", what),
            by=by,
            at=moment(day(-18), 9),
        )
        for key, days, what in (
            ("dvc", -9, "Trực và bảo quản cụm loa thôn Đồng Mít, thôn Bến Gỗ"),
            ("vhxh", 16, "Biên tập bản tin phát trên cụm loa"),
        )
    ]
    _find(checks[0], by, contact, on)


def _find(check: Check, by: User, contact: User, on: date) -> None:
    """What was seen on a check of nine days ago, what was wrong, and the task made of it."""
    seen, told, due = (on + timedelta(days=days) for days in (-9, -8, 21))
    inspections.enter_visit(check, seen, _SEEN, by=by, at=moment(seen, 16))
    found = FindingFacts(_FOUND, "Lập và ghi đủ sổ trực truyền thanh của các thôn", due)
    finding = inspections.enter_finding(check, found, by=by, at=moment(told))
    inspections.send_findings(check, by=by, at=moment(told, 9))
    inspections.make_task(
        finding,
        product="Sổ trực truyền thanh",
        due_on=found.due_on,
        person=contact.official,
        by=by,
        at=moment(on - timedelta(days=7)),
    )
