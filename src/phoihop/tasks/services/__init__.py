"""One function for each thing an office does with a task: check, lock, change, record."""

from phoihop.tasks.services.assigning import (
    ItemAssignment,
    TaskFacts,
    assign_from_items,
    assign_task,
    problems_of,
)
from phoihop.tasks.services.carrying import carry_by_signing, carry_tasks
from phoihop.tasks.services.contributing import reopen_contribution, set_contribution
from phoihop.tasks.services.correcting import edit_task
from phoihop.tasks.services.deciding import (
    confirm_task,
    resume_task,
    return_task,
    suspend_task,
    withdraw_task,
)
from phoihop.tasks.services.dues import (
    ExtensionFacts,
    approve_extension,
    ask_extension,
    move_due,
    put_due,
    refuse_extension,
    take_back_extension,
)
from phoihop.tasks.services.duties import DutyAssignment, assign_duties
from phoihop.tasks.services.explaining import (
    ExplanationFacts,
    answer_explanation,
    ask_explanation,
    cancel_explanation,
)
from phoihop.tasks.services.following import (
    ResultFacts,
    UpdateFacts,
    accept_task,
    change_person,
    post_update,
    submit_result,
    take_back_submission,
)
from phoihop.tasks.services.halting import Halted
from phoihop.tasks.services.handing import (
    TaskReceivers,
    hand_over_tasks,
    notice_departed,
    open_tasks_of,
)
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
from phoihop.tasks.services.parts import assign_part
from phoihop.tasks.services.reassigning import LeadFacts, change_lead, put_holder
from phoihop.tasks.services.recurring import (
    RecurringFacts,
    add_recurring,
    make_periods,
    stop_recurring,
)
from phoihop.tasks.services.rewording import Rewording, reword_task
from phoihop.tasks.services.yearly import count_in_year

__all__ = [
    "DutyAssignment",
    "ExplanationFacts",
    "ExtensionFacts",
    "Halted",
    "ItemAssignment",
    "LeadFacts",
    "Outcome",
    "RecurringFacts",
    "ResultFacts",
    "ReviewAssignment",
    "Rewording",
    "TaskFacts",
    "TaskReceivers",
    "UpdateFacts",
    "accept_task",
    "add_recurring",
    "answer_explanation",
    "approve_extension",
    "ask_explanation",
    "ask_extension",
    "assign_duties",
    "assign_from_items",
    "assign_part",
    "assign_reviews",
    "assign_task",
    "cancel_explanation",
    "carry_by_signing",
    "carry_tasks",
    "change_lead",
    "change_person",
    "change_person_many",
    "confirm_many",
    "confirm_task",
    "count_in_year",
    "edit_task",
    "give_back_many",
    "hand_over_tasks",
    "make_periods",
    "move_due",
    "move_due_many",
    "notice_departed",
    "open_tasks_of",
    "post_update",
    "problems_of",
    "put_due",
    "put_holder",
    "refuse_extension",
    "reopen_contribution",
    "resume_many",
    "resume_task",
    "return_many",
    "return_task",
    "reword_task",
    "set_contribution",
    "stop_recurring",
    "submit_result",
    "suspend_many",
    "suspend_task",
    "take_back_extension",
    "take_back_submission",
    "withdraw_many",
    "withdraw_task",
]
