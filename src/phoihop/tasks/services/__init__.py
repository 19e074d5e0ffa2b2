"""One function for each thing an office does with a task: check, lock, change, record."""

from phoihop.tasks.services.assigning import (
    ItemAssignment,
    TaskFacts,
    assign_from_items,
    assign_task,
    problems_of,
)
from phoihop.tasks.services.carrying import carry_tasks
from phoihop.tasks.services.correcting import edit_task
from phoihop.tasks.services.deciding import (
    confirm_task,
    resume_task,
    return_task,
    suspend_task,
    withdraw_task,
)
from phoihop.tasks.services.duties import DutyAssignment, assign_duties
from phoihop.tasks.services.following import (
    ResultFacts,
    UpdateFacts,
    accept_task,
    change_person,
    post_update,
    submit_result,
    take_back_submission,
)
from phoihop.tasks.services.handing import TaskReceivers, hand_over_tasks, open_tasks_of
from phoihop.tasks.services.many import (
    Outcome,
    change_person_many,
    confirm_many,
    give_back_many,
    move_due_many,
    resume_many,
    return_many,
    suspend_many,
    withdraw_many,
)
from phoihop.tasks.services.milestones import ReviewAssignment, assign_reviews

__all__ = [
    "DutyAssignment",
    "ItemAssignment",
    "Outcome",
    "ResultFacts",
    "ReviewAssignment",
    "TaskFacts",
    "TaskReceivers",
    "UpdateFacts",
    "accept_task",
    "assign_duties",
    "assign_from_items",
    "assign_reviews",
    "assign_task",
    "carry_tasks",
    "change_person",
    "change_person_many",
    "confirm_many",
    "confirm_task",
    "edit_task",
    "give_back_many",
    "hand_over_tasks",
    "move_due_many",
    "open_tasks_of",
    "post_update",
    "problems_of",
    "resume_many",
    "resume_task",
    "return_many",
    "return_task",
    "submit_result",
    "suspend_many",
    "suspend_task",
    "take_back_submission",
    "withdraw_many",
    "withdraw_task",
]
