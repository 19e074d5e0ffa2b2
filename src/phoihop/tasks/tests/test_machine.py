"""The life of a task, act after act in any order: rows, conditions and a plain model agree."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import AgencyKind
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.tasks import services
from phoihop.tasks.asking_models import OPEN_EXTENSION
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.models import Task
from phoihop.tasks.services import ExtensionFacts, LeadFacts, ResultFacts, TaskFacts, UpdateFacts
from phoihop.tasks.states import KEYS, in_state, key_of

START = datetime(2019, 3, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DUE = date(2019, 3, 20)
NEARLY = 5


class Life(RuleBasedStateMachine):
    """One task of a board, led by one of two agencies; `model` is what a clerk would remember."""

    @initialize()
    def assign(self) -> None:
        self.now = START
        board = AgencyFactory.create(kind=AgencyKind.PARTY_BOARD)
        self.issuer: User = UserFactory.create(agency=board)
        self.leader: User = UserFactory.create(
            agency=board, role=Role.LEADER, may_approve_extensions=True
        )
        self.leads: list[User] = [self._worker() for _number in range(2)]
        self.stranger: User = UserFactory.create()
        self.task = services.assign_task(self._facts(self.leads[0]), by=self.issuer, at=self.now)
        self.model: dict[str, Any] = {
            "lead": 0,
            "due": DUE,
            "submitted": None,
            "returned": False,
            "done": None,
            "suspended": False,
            "withdrawn": False,
            "asked": None,
            "parts": {},
        }
        self.events = Event.objects.count()

    def _worker(self) -> User:
        agency, official = AgencyFactory.create(), OfficialFactory.create()
        TenureFactory.create(official=official, agency=agency)
        kind = AgencyKind.PARTY_BOARD
        type(agency).objects.filter(pk=agency.pk).update(kind=kind)
        agency.kind = kind
        return UserFactory.create(agency=agency, official=official)

    def _facts(self, user: User, due: date = DUE) -> TaskFacts:
        if user.acting_agency is None:
            raise AssertionError
        return TaskFacts(
            title="Việc thử",
            product="Báo cáo",
            lead_agency=user.acting_agency,
            person_in_charge=user.official,
            due_on=due,
        )

    @property
    def lead(self) -> User:
        number: int = self.model["lead"]
        return self.leads[number]

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def runs(self) -> bool:
        model = self.model
        return not (model["done"] or model["withdrawn"] or model["suspended"])

    def _do(self, allowed: bool, act: Callable[[], object]) -> bool:
        """Do it: as the model foresees it succeeds, or is refused by name and changes nothing."""
        before = Task.objects.filter(pk=self.task.pk).values().get()
        count = Event.objects.count()
        refused: TaskRefused | None = None
        try:
            with transaction.atomic():
                act()
        except TaskRefused as error:
            refused = error
        if refused is not None:
            assert str(refused), type(refused)
            assert not allowed, type(refused)
            assert Task.objects.filter(pk=self.task.pk).values().get() == before
            assert Event.objects.count() == count
            return False
        assert allowed, "the model forbids it"
        assert Event.objects.count() > count
        return True

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def a_stranger_may_nothing(self) -> None:
        for act in (services.accept_task, services.resume_task, services.confirm_task):
            with pytest.raises(PermissionDenied), transaction.atomic():
                act(self.task, by=self.stranger, at=self.now)

    @rule(percent=st.integers(0, 100))
    def update(self, percent: int) -> None:
        allowed = self.runs and self.model["submitted"] is None and not self._live_parts()
        facts = UpdateFacts("Đã làm", percent)
        self._do(allowed, lambda: services.post_update(self.task, facts, by=self.lead, at=self.now))

    def _live_parts(self) -> list[int]:
        return [pk for pk, state in self.model["parts"].items() if state != "withdrawn"]

    @rule(despite=st.booleans())
    def submit(self, despite: bool) -> None:
        is_open = "open" in self.model["parts"].values()
        allowed = self.runs and self.model["submitted"] is None and (despite or not is_open)
        facts = ResultFacts("Xong", despite_parts=despite)
        if self._do(
            allowed, lambda: services.submit_result(self.task, facts, by=self.lead, at=self.now)
        ):
            self.model |= {"submitted": self.today, "was_returned": self.model["returned"]}
            self.model["returned"] = False

    @rule()
    def take_back(self) -> None:
        if self.model["submitted"] is None:
            return
        if self._do(
            self.runs, lambda: services.take_back_submission(self.task, by=self.lead, at=self.now)
        ):
            ever = self.task.submissions.filter(returned_at__isnull=False).exists()
            self.model |= {"submitted": None, "returned": ever}

    @rule()
    def confirm(self) -> None:
        allowed = self.runs and self.model["submitted"] is not None
        if self._do(allowed, lambda: services.confirm_task(self.task, by=self.issuer, at=self.now)):
            self.model |= {"done": self.model["submitted"], "submitted": None, "asked": None}

    @rule()
    def give_back(self) -> None:
        allowed = self.runs and self.model["submitted"] is not None
        if self._do(
            allowed,
            lambda: services.return_task(self.task, reason="Thiếu", by=self.issuer, at=self.now),
        ):
            self.model |= {"submitted": None, "returned": True}

    @rule(days=st.integers(-5, 30))
    def ask_for_more_time(self, days: int) -> None:
        wanted = self.model["due"] + timedelta(days=days)
        allowed = self.runs and self.model["submitted"] is None and self.model["asked"] is None
        allowed = allowed and wanted > self.model["due"] and wanted >= self.today
        facts = ExtensionFacts(wanted, "Mưa")
        if self._do(
            allowed, lambda: services.ask_extension(self.task, facts, by=self.lead, at=self.now)
        ):
            self.model["asked"] = wanted

    @rule(yes=st.booleans())
    def decide(self, yes: bool) -> None:
        asked = self.task.extensions.filter(OPEN_EXTENSION).first()
        if asked is None:
            return
        if yes:
            done = self._do(
                self.runs,
                lambda: services.approve_extension(asked, by=self.leader, at=self.now),
            )
            self.model |= {"due": self.model["asked"]} if done else {}
        else:
            done = self._do(
                self.runs,
                lambda: services.refuse_extension(
                    asked, reason="Không", by=self.leader, at=self.now
                ),
            )
        self.model |= {"asked": None} if done else {}

    @rule()
    def suspend(self) -> None:
        if self._do(
            self.runs,
            lambda: services.suspend_task(self.task, reason="Chờ", by=self.issuer, at=self.now),
        ):
            self.model["suspended"] = True

    @rule()
    def resume(self) -> None:
        allowed = self.model["suspended"] and not self.model["withdrawn"]
        if self._do(allowed, lambda: services.resume_task(self.task, by=self.issuer, at=self.now)):
            self.model["suspended"] = False

    @rule(really=st.integers(0, 3))
    def withdraw(self, really: int) -> None:
        if really:  # seldom: nothing happens after it
            return
        allowed = not (self.model["done"] or self.model["withdrawn"])
        if self._do(
            allowed,
            lambda: services.withdraw_task(self.task, reason="Thôi", by=self.issuer, at=self.now),
        ):
            parts = {
                pk: "withdrawn" if state == "open" else state
                for pk, state in self.model["parts"].items()
            }
            self.model |= {"withdrawn": True, "asked": None, "parts": parts}

    @rule()
    def reassign(self) -> None:
        other = 1 - self.model["lead"]
        user = self.leads[other]
        if user.acting_agency is None:
            raise AssertionError
        facts = LeadFacts(user.acting_agency, user.official, "Phân công lại")
        allowed = self.runs and self.model["submitted"] is None
        if self._do(
            allowed, lambda: services.change_lead(self.task, facts, by=self.issuer, at=self.now)
        ):
            self.model |= {"lead": other, "asked": None}

    @rule()
    def pass_a_part_on(self) -> None:
        allowed = self.runs and self.model["submitted"] is None
        allowed = allowed and self.today <= self.model["due"] and len(self.model["parts"]) < 2
        if not allowed:
            return
        receiver = self.leads[1 - self.model["lead"]]
        facts = self._facts(receiver, self.model["due"])
        part = services.assign_part(self.task, facts, by=self.lead, at=self.now)
        self.model["parts"][part.pk] = "open"

    @invariant()
    def rows_conditions_and_model_agree(self) -> None:
        if not hasattr(self, "task"):
            return
        self.task.refresh_from_db()
        task, model, on = self.task, self.model, self.today
        key = key_of(task, on, NEARLY)
        mine = Task.objects.filter(pk=task.pk)
        assert [k for k in KEYS if in_state(mine, k, on, NEARLY).exists()] == [key]
        assert key == self._expected(on)
        assert (task.due_on, task.first_due_on) == (model["due"], DUE)
        assert task.lead_agency == self.lead.acting_agency
        holdings = list(task.holdings.order_by("valid_from", "pk"))
        assert [row.valid_to for row in holdings].count(None) == 1
        for first, second in pairwise(holdings):
            assert first.valid_to == second.valid_from - timedelta(days=1)
        assert task.extensions.filter(OPEN_EXTENSION).exists() == (model["asked"] is not None)
        withdrawn = task.parts.filter(withdrawn_on__isnull=False).count()
        assert withdrawn == list(model["parts"].values()).count("withdrawn")
        count = Event.objects.count()
        assert count >= self.events  # history only grows
        self.events = count

    def _expected(self, on: date) -> str:
        model = self.model
        due = model["due"]
        tries = (
            ("withdrawn", model["withdrawn"]),
            ("paused", model["suspended"]),
            ("donelate", model["done"] is not None and model["done"] > due),
            ("done", model["done"] is not None),
            ("wait", model["submitted"] is not None),
            ("late", on > due),
            ("back", model["returned"]),
            ("soon", (due - on).days <= NEARLY),
        )
        return next((key for key, fits in tries if fits), "go")


@pytest.mark.django_db
@pytest.mark.differs
def test_the_life_of_a_task() -> None:
    class Rolled(Life):
        """Each run in a transaction that is taken back at its end."""

        def __init__(self) -> None:
            super().__init__()
            self.around = transaction.atomic()
            self.around.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    run_state_machine_as_test(
        Rolled, settings=settings(max_examples=12, stateful_step_count=20, deadline=None)
    )
