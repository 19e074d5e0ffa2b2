"""What was done with a sample task since it was assigned, through the services of the screens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.documents import files
from phoihop.documents.models import StoredFile
from phoihop.tasks.models import Task
from phoihop.tasks.services import (
    ResultFacts,
    UpdateFacts,
    accept_task,
    confirm_task,
    post_update,
    return_task,
    submit_result,
    suspend_task,
    withdraw_task,
)

_DONE_SO_FAR = (
    "Đã thống nhất kế hoạch với các thôn, phân công người phụ trách từng việc.",
    "Đã làm xong ở 5 thôn, còn 9 thôn theo lịch; tài liệu đã gửi đủ.",
    "Đã hoàn thành phần việc ở cơ sở, đang tổng hợp số liệu để báo cáo.",
)
_RESULT = "Đã hoàn thành theo kế hoạch; kèm bảng tổng hợp của 14 thôn."
_PARTNER = "Đã phối hợp thông báo trên loa truyền thanh và cử người cùng tham gia."


@dataclass(frozen=True)
class Hands:
    """Who acts on a task: its lead, a coordinating agency if any, who confirms, who decides."""

    lead: User
    partner: User | None
    issuer: User
    leader: User


def moment(on: date, hour: int = 9) -> datetime:
    """A working hour of that day."""
    return timezone.make_aware(datetime.combine(on, time(hour, 15)))


@dataclass(frozen=True)
class Life:
    """A task between the day it was assigned and `today`."""

    task: Task
    hands: Hands
    today: date

    @property
    def due(self) -> date:
        """The due day; for a standing task, today."""
        return self.task.due_on or self.today

    def between(self, share: float) -> date:
        """A day that share of the way from assignment to the due day, never after yesterday."""
        start = self.task.assigned_on
        on = start + timedelta(days=int((self.due - start).days * share))
        return max(start, min(on, self.today - timedelta(days=1)))

    def accept(self) -> None:
        """The lead takes it on."""
        accept_task(self.task, by=self.hands.lead, at=moment(self.between(0.05), 8))

    def update(self, share: float, percent: int) -> None:
        """The lead reports; a coordinating agency adds its part."""
        at = self.between(share)
        words = _DONE_SO_FAR[min(percent // 35, 2)]
        facts = UpdateFacts(words=words, percent=percent, files=_evidence(self.task, percent))
        post_update(self.task, facts, by=self.hands.lead, at=moment(at))
        if self.hands.partner is not None and percent < 60:  # noqa: PLR2004 -- of some tasks
            said = UpdateFacts(words=_PARTNER)
            post_update(self.task, said, by=self.hands.partner, at=moment(at, 15))

    def submit(self, on: date) -> None:
        """The lead hands in the result."""
        day = min(on, self.today)
        facts = ResultFacts(_RESULT, files=_evidence(self.task, 100))
        submit_result(self.task, facts, by=self.hands.lead, at=moment(day, 8))

    def confirm(self, on: date) -> None:
        """Who assigned it confirms; the leader where its own agency leads."""
        own = self.task.lead_agency_id == self.task.assigner_id
        by = self.hands.leader if own else self.hands.issuer
        confirm_task(self.task, by=by, at=moment(min(on, self.today), 16))

    def send_back(self, on: date) -> None:
        """Who assigned it returns the result."""
        own = self.task.lead_agency_id == self.task.assigner_id
        by = self.hands.leader if own else self.hands.issuer
        reason = "Thiếu số liệu của 3 thôn; đề nghị bổ sung biểu và gửi lại."
        return_task(self.task, reason=reason, by=by, at=moment(min(on, self.today), 16))


def new(life: Life) -> None:
    """Not accepted yet."""


def going(life: Life) -> None:
    """Accepted and reported."""
    life.accept()
    life.update(0.4, 30)
    life.update(0.7, 65)


def late(life: Life) -> None:
    """Reported, past its due day."""
    life.accept()
    life.update(0.5, 40)


def submitted(life: Life) -> None:
    """Handed in before the due day, waits for an answer."""
    going(life)
    life.submit(min(life.due, life.today) - timedelta(days=1))


def submitted_late(life: Life) -> None:
    """Handed in after the due day, waits for an answer."""
    going(life)
    life.submit(life.due + timedelta(days=4))


def returned(life: Life) -> None:
    """Handed in and returned, still in time."""
    submitted(life)
    life.send_back(life.today)


def returned_late(life: Life) -> None:
    """Returned, and past its due day."""
    going(life)
    life.submit(life.due - timedelta(days=1))
    life.send_back(life.due)


def done(life: Life) -> None:
    """Done in time."""
    going(life)
    life.submit(life.due - timedelta(days=2))
    life.confirm(life.due)


def late_done(life: Life) -> None:
    """Done after the due day."""
    going(life)
    life.submit(life.due + timedelta(days=5))
    life.confirm(life.due + timedelta(days=6))


def paused(life: Life) -> None:
    """Suspended by the agency that assigned it."""
    going(life)
    reason = "Chờ kinh phí bổ sung của tỉnh."
    suspend_task(life.task, reason=reason, by=life.hands.issuer, at=moment(life.today, 8))


def withdrawn(life: Life) -> None:
    """Withdrawn by the agency that assigned it."""
    life.accept()
    reason = "Đã gộp vào tài liệu của tỉnh."
    withdraw_task(life.task, reason=reason, by=life.hands.issuer, at=moment(life.today, 8))


STORIES: dict[str, Callable[[Life], None]] = {
    story.__name__: story
    for story in (
        new,
        going,
        late,
        submitted,
        submitted_late,
        returned,
        returned_late,
        done,
        late_done,
        paused,
        withdrawn,
    )
}


def _evidence(task: Task, percent: int) -> list[tuple[StoredFile, str]]:
    """A small text file, as a contact person would attach a list."""
    words = f"{task.title}\nTiến độ: {percent} %\n" + "".join(
        f"Thôn {n}: {min(100, percent + n)} %\n" for n in range(1, 15)
    )
    name = f"tong-hop-{percent}.txt"
    return [(files.store(words.encode(), name, accept=files.EVIDENCE), name)]
