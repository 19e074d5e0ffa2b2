"""What agencies that end hold, by hand: one question for each sort of things."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q

from phoihop.accounts.models import Membership, ReadScope
from phoihop.agencies.models import Agency, AgencyLink
from phoihop.agreements.models import (
    Agreement,
    OpinionRequest,
    Party,
    PartySuccessor,
    Review,
    ReviewKind,
)
from phoihop.calendars.models import WeekEntry
from phoihop.documents.models import Document, Milestone, NumberSeries
from phoihop.dossiers.models import Dossier
from phoihop.inspections.models import Check, Plan
from phoihop.scoring.models import EvaluationDispute, RowDispute
from phoihop.tasks.models import RecurringPartner, RecurringTask, Task, TaskCoordination


class Thing(NamedTuple):
    """One of them. mark: "late", "none" or "". follows: goes with that one, else to `else_to`.

    beside: other ending agencies with a part in it.
    """

    pk: int
    agency: int
    label: str = ""
    mark: str = ""
    follows: tuple[str, int] | None = None
    else_to: int | None = None
    beside: frozenset[int] = frozenset()


Rows = Callable[[Sequence[int], date], list[Thing]]


class Sort(NamedTuple):
    """itself: what becomes of them without a question; left: where nobody chose."""

    key: str
    words: str
    effect: str
    things: Rows
    missing: str = ""
    itself: str = ""
    left: str = ""


_OPEN = {"done_on": None, "withdrawn_on": None}
_COURSE = ("due_on", "suspended_on", "submitted_on", "returned_on")


def _mark(on: date, due: date | None, *course: date | None) -> str:
    suspended, submitted, returned = course
    if suspended or submitted:
        return ""
    if due is None:
        return "" if returned else "none"
    return "late" if due < on else ""


def _led(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = Task.objects.filter(lead_agency__in=agencies, **_OPEN).order_by("due_sort", "pk")
    return [
        Thing(pk, agency, code, _mark(on, *course))
        for pk, agency, code, *course in rows.values_list("pk", "lead_agency", "code", *_COURSE)
    ]


def _coordinated(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = TaskCoordination.objects.filter(
        agency__in=agencies, task__done_on=None, task__withdrawn_on=None
    ).order_by("task__due_sort", "pk")
    fields = ("pk", "agency", "task", "task__code", "task__lead_agency")
    return [
        Thing(pk, agency, code, _mark(on, *course), ("tasks.led", task), lead)
        for pk, agency, task, code, lead, *course in rows.values_list(
            *fields, *(f"task__{name}" for name in _COURSE)
        )
    ]


def _assigned(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = Task.objects.filter(assigner__in=agencies, **_OPEN).order_by("due_sort", "pk")
    return [
        Thing(pk, agency, code, _mark(on, *course), ("tasks.led", pk), lead)
        for pk, agency, code, lead, *course in rows.values_list(
            "pk", "assigner", "code", "lead_agency", *_COURSE
        )
    ]


def _running(on: date) -> "Any":
    return RecurringTask.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), stopped_at=None)


def _recurring_led(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = _running(on).filter(lead_agency__in=agencies).order_by("pk")
    return [Thing(pk, lead, f"VTK-{pk}") for pk, lead in rows.values_list("pk", "lead_agency")]


def _recurring_parts(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = RecurringPartner.objects.filter(agency__in=agencies, recurring__in=_running(on))
    return [
        Thing(pk, agency, f"VTK-{recurring}", "", ("tasks.recurring_led", recurring), lead)
        for pk, agency, recurring, lead in rows.order_by("recurring", "pk").values_list(
            "pk", "agency", "recurring", "recurring__lead_agency"
        )
    ]


def _recurring_assigned(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = _running(on).filter(assigner__in=agencies).order_by("pk")
    return [
        Thing(pk, agency, f"VTK-{pk}", "", ("tasks.recurring_led", pk), lead)
        for pk, agency, lead in rows.values_list("pk", "assigner", "lead_agency")
    ]


def _below(agencies: Sequence[int], on: date) -> list[Thing]:
    links = AgencyLink.objects.filter(
        Q(child__valid_to=None) | Q(child__valid_to__gte=on), parent__in=agencies, valid_to=None
    ).exclude(child__in=agencies)
    return [
        Thing(*row)
        for row in links.order_by("child__name_key", "pk").values_list(
            "child", "parent", "child__name"
        )
    ]


def _seats(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Membership.objects.filter(agency__in=agencies, ended_on=None)
    return [
        Thing(*row)
        for row in rows.order_by("user__name_key", "pk").values_list(
            "pk", "agency", "user__full_name"
        )
    ]


def _scopes(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = ReadScope.objects.filter(agency__in=agencies, valid_to=None)
    return [Thing(*row) for row in rows.values_list("pk", "agency")]


def _archives(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Agency.objects.filter(pk__in=agencies).order_by("name_key", "pk")
    return [Thing(pk, pk, name) for pk, name in rows.values_list("pk", "name")]


def _series(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = NumberSeries.objects.filter(Q(last_day=None) | Q(last_day__gte=on), owner__in=agencies)
    return [Thing(*row) for row in rows.values_list("pk", "owner", "symbol")]


def _reviewed(agencies: Sequence[int], _on: date) -> list[Thing]:
    """Papers with reviews still to be held, of the register or taken over."""
    rows = Document.objects.filter(
        Q(owner__in=agencies, milestone_keeper=None) | Q(milestone_keeper__agency__in=agencies),
        milestones__in=Milestone.objects.filter(closed_at=None, dropped_at=None),
        hidden_at=None,
    ).annotate(n=Count("milestones"))
    return [
        Thing(pk, keeper or owner, code or str(kind))
        for pk, owner, keeper, code, kind in rows.values_list(
            "pk", "owner", "milestone_keeper__agency", "code", "kind"
        )
    ]


def _paper_drafts(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Document.objects.filter(owner__in=agencies, is_draft=True, hidden_at=None)
    return [Thing(*row) for row in rows.values_list("pk", "owner", "code")]


def _in_force(agencies: Sequence[int], on: date) -> list[Thing]:
    """Signed papers that bind them, with the other ending agencies that they bind."""
    bound = Party.objects.filter(Q(agency__in=agencies) | Q(successors__agency__in=agencies))
    rows = Agreement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on),
        Q(renewed_on=None) | Q(renewed_on__gt=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
        Q(owner__in=agencies) | Q(pk__in=bound.order_by().values("agreement")),
        signed_at__isnull=False,
        amends=None,
    )
    found = []
    for one in rows.order_by("signed_on", "pk").prefetch_related("parties__successors"):
        there: set[int | None] = {one.owner_id}
        for party in one.parties.all():
            there |= {party.agency_id, *(heir.agency_id for heir in party.successors.all())}
        first, *others = [agency for agency in agencies if agency in there]
        label = f"{one.code}, {one.signed_on:%d/%m/%Y}"
        found.append(Thing(one.pk, first, label, beside=frozenset(others)))
    return found


def _drafts(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Agreement.objects.filter(owner__in=agencies, signed_at=None, hidden_at=None)
    return [
        Thing(
            one.pk,
            one.owner_id,
            str(one.get_kind_display()),
            follows=("agreements.in_force", one.amends_id) if one.amends_id else None,
        )
        for one in rows.order_by("pk")
    ]


def _expired(agencies: Sequence[int], on: date) -> list[Thing]:
    """Papers of the last year that nobody has held the final review of."""
    held = Review.objects.filter(
        Q(kind=ReviewKind.END)
        | Q(kind=ReviewKind.YEAR, agreement__valid_from__year=F("agreement__valid_to__year")),
        confirmed_at__isnull=False,
    )
    kept = PartySuccessor.objects.filter(
        party__agency=F("party__agreement__owner"), agency__in=agencies
    )
    keepers = dict(kept.values_list("party__agreement", "agency"))
    rows = Agreement.objects.filter(
        Q(owner__in=agencies) | Q(pk__in=keepers),
        signed_at__isnull=False,
        amends=None,
        ended_on=None,
        renewed_on=None,
        valid_to__lt=on,
        valid_to__gte=on - timedelta(days=365),
    ).exclude(pk__in=held.values("agreement"))
    return [
        Thing(
            one.pk,
            one.owner_id if one.owner_id in agencies else keepers[one.pk],
            f"{one.code}, {one.signed_on:%d/%m/%Y}",
        )
        for one in rows.order_by("valid_to", "pk")
    ]


def _places(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Party.objects.filter(
        agency__in=agencies, agreement__signed_at=None, agreement__hidden_at=None
    ).exclude(agreement__owner__in=agencies)
    return [Thing(*row) for row in rows.order_by("agreement", "pk").values_list("pk", "agency")]


def _answers(agencies: Sequence[int], _on: date) -> list[Thing]:
    """Closed tasks with an objection or a second look that waits."""
    rows = Task.objects.filter(
        Q(done_on__isnull=False) | Q(withdrawn_on__isnull=False),
        Exists(RowDispute.objects.filter(task=OuterRef("pk"), answered_at=None))
        | Exists(
            EvaluationDispute.objects.filter(evaluation__task=OuterRef("pk"), answered_at=None)
        ),
        assigner__in=agencies,
    )
    return [Thing(*row) for row in rows.order_by("due_sort").values_list("pk", "assigner", "code")]


def _opinions(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = OpinionRequest.objects.filter(
        agency__in=agencies,
        answer="",
        replaced_at=None,
        round__closed_at=None,
        round__agreement__hidden_at=None,
    ).exclude(round__agreement__owner__in=agencies)
    return [Thing(*row) for row in rows.values_list("pk", "agency")]


def _week(agencies: Sequence[int], on: date) -> list[Thing]:
    rows = WeekEntry.objects.standing().filter(agency__in=agencies, day__gte=on)
    return [Thing(*row) for row in rows.values_list("pk", "agency")]


def _dossiers(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Dossier.objects.not_handed_over().filter(owner__in=agencies)
    return [Thing(*row) for row in rows.values_list("pk", "owner", "code")]


def _plans(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Plan.objects.filter(owner__in=agencies, concluded_on=None).order_by("pk")
    return [
        Thing(pk, owner, f"{first:%d/%m/%Y}–{last:%d/%m/%Y}")
        for pk, owner, first, last in rows.values_list("pk", "owner", "first_day", "last_day")
    ]


def _checks(agencies: Sequence[int], _on: date) -> list[Thing]:
    rows = Check.objects.filter(agency__in=agencies, visited_on=None, called_off_at=None)
    return [Thing(*row) for row in rows.values_list("pk", "agency")]


SORTS = (
    Sort(
        "tasks.led",
        "Việc đang mở",
        "Giữ nguyên hai hạn, lịch sử và các yêu cầu đang chờ; chậm đến lúc đó tính cho cơ quan cũ.",
        _led,
        missing="Còn {n} việc chưa có cơ quan nhận: {what}",
    ),
    Sort(
        "tasks.coordinated",
        "Phần việc phối hợp đang mở",
        "Phần việc chuyển nguyên; cơ quan chủ trì không đổi.",
        _coordinated,
        missing="Còn {n} phần việc phối hợp chưa có cơ quan nhận: {what}",
    ),
    Sort(
        "tasks.assigned",
        "Việc đang mở do các cơ quan này giao",
        "Nơi kế thừa xác nhận kết quả.",
        _assigned,
        missing="Còn {n} việc chưa có cơ quan xác nhận: {what}",
    ),
    Sort(
        "tasks.recurring_led",
        "Việc theo kỳ",
        "Các kỳ tới do cơ quan nhận chủ trì, hoặc thôi giao.",
        _recurring_led,
        missing="Còn {n} việc theo kỳ chưa quyết định: {what}",
    ),
    Sort(
        "tasks.recurring_parts",
        "Phần phối hợp của việc theo kỳ",
        "Phần phối hợp của các kỳ tới được chuyển nguyên trạng.",
        _recurring_parts,
        missing="Còn {n} việc theo kỳ chưa quyết định: {what}",
    ),
    Sort(
        "tasks.recurring_assigned",
        "Việc theo kỳ do các cơ quan này giao",
        "Cơ quan kế thừa giao việc các kỳ tới và xác nhận kết quả.",
        _recurring_assigned,
        missing="Còn {n} việc theo kỳ chưa quyết định: {what}",
    ),
    Sort(
        "agencies.below",
        "Cơ quan trực thuộc",
        "Từ ngày đó trực thuộc cơ quan nhận, nếu không thì không trực thuộc cơ quan nào.",
        _below,
        left="end",
    ),
    Sort(
        "accounts.seats",
        "Tư cách người dùng",
        "Không ai được vai trò cao hơn trước; quyền kèm theo vai trò chấm dứt.",
        _seats,
        missing="Còn {n} tư cách chưa có cơ quan nhận: {what}",
    ),
    Sort(
        "accounts.scopes",
        "Phạm vi đọc cơ quan khác",
        "Chấm dứt cùng cơ quan có quyền đó.",
        _scopes,
        itself="end",
    ),
    Sort(
        "accounts.archive",
        "Đọc phần để lại cơ quan cũ",
        "Việc đã xong, văn bản, hồ sơ giữ tên cũ; nơi kế thừa được đọc.",
        _archives,
        left="stay",
    ),
    Sort(
        "documents.series",
        "Dãy số",
        "Khóa ở số cuối; nơi kế thừa mở dãy số mới từ 01.",
        _series,
        itself="end",
    ),
    Sort(
        "documents.milestones",
        "Văn bản còn mốc sơ kết, tổng kết",
        "Nơi nhận theo dõi các mốc; văn bản vẫn ở sổ cũ.",
        _reviewed,
        missing="Còn {n} văn bản chưa có cơ quan theo dõi mốc sơ kết, tổng kết: {what}",
    ),
    Sort(
        "documents.drafts",
        "Dự thảo văn bản đi",
        "Giữ nguyên: cơ quan đã kết thúc không phát hành văn bản nữa. "
        "Phát hành trước, hoặc nơi nhận soạn lại.",
        _paper_drafts,
        itself="stay",
    ),
    Sort(
        "agreements.in_force",
        "Văn bản phối hợp",
        "Lời văn, chữ ký giữ nguyên; văn bản cũ giữ tên cũ.",
        _in_force,
        missing="Còn {n} văn bản phối hợp chưa chọn: {what}",
    ),
    Sort(
        "agreements.expired",
        "Văn bản phối hợp đã hết hạn, chờ tổng kết",
        "Cơ quan nhận tổng kết và soạn được văn bản ký tiếp.",
        _expired,
        missing="Còn {n} văn bản phối hợp chưa chọn: {what}",
    ),
    Sort(
        "agreements.drafts",
        "Dự thảo văn bản phối hợp",
        "Cơ quan nhận làm tiếp dự thảo.",
        _drafts,
        missing="Còn {n} dự thảo chưa chọn: {what}",
    ),
    Sort(
        "agreements.parties",
        "Là một bên trong dự thảo của cơ quan khác",
        "Giữ nguyên: cơ quan soạn thảo ghi cơ quan nhận vào thay.",
        _places,
        itself="stay",
    ),
    Sort(
        "agreements.opinions",
        "Ý kiến đã hỏi mà chưa trả lời",
        "Giữ nguyên: cơ quan soạn thảo lấy ý kiến lại của nơi nhận.",
        _opinions,
        itself="stay",
    ),
    Sort(
        "scoring.answers",
        "Ý kiến và đề nghị xem lại phải trả lời",
        "Cơ quan kế thừa trả lời; số liệu và đánh giá giữ nguyên.",
        _answers,
        missing="Không còn ai trả lời ý kiến về {n} nhiệm vụ: {what}",
    ),
    Sort(
        "dossiers.kept",
        "Hồ sơ chưa nộp lưu trữ",
        "Giữ nguyên trong phông lưu trữ của cơ quan cũ: "
        "cần kết thúc và nộp lưu hồ sơ trước khi thực hiện.",
        _dossiers,
        itself="stay",
    ),
    Sort(
        "calendars.week",
        "Lịch tuần sắp tới",
        "Các dòng lịch từ ngày thực hiện chuyển sang lịch của nơi nhận; "
        "các dòng trước đó giữ nguyên.",
        _week,
        left="stay",
    ),
    Sort(
        "inspections.plans",
        "Kế hoạch kiểm tra chưa kết thúc",
        "Nơi nhận tiếp tục kế hoạch và kết luận.",
        _plans,
        missing="Còn {n} kế hoạch kiểm tra chưa có cơ quan nhận: {what}",
    ),
    Sort(
        "inspections.checks",
        "Cuộc kiểm tra sắp đến tại các cơ quan này",
        "Giữ nguyên: cơ quan kiểm tra bỏ cuộc kiểm tra ấy, hoặc lập lại tại nơi nhận.",
        _checks,
        itself="stay",
    ),
)
