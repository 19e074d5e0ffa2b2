"""A directive whose reviews are given out, as the tests of reviews tell it."""

from typing import Any

from conftest import Cast
from phoihop.agencies.models import Official
from phoihop.documents.models import Document
from phoihop.documents.tests.test_milestones import at, day, one_of
from phoihop.tasks.models import Task
from phoihop.tasks.services import ReviewAssignment, assign_reviews


def given(cast: Cast, directive: Document, official: Official, **more: Any) -> Task:
    facts: dict[str, Any] = {
        "milestone": one_of(directive, 10),
        "lead_agency": cast.lead_agency,
        "person_in_charge": official,
        "due_on": day("07/11/2022"),
    } | more
    return assign_reviews([ReviewAssignment(**facts)], by=cast.issuer, at=at("10/01/2022"))[0]
