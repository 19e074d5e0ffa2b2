"""The derived closure says on every day the same as a walk along the links."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from phoihop.agencies.closure import overlap, rebuild_below, rebuild_closure
from phoihop.agencies.models import Agency, AgencyAncestor, AgencyLink
from phoihop.agencies.querysets import alive_on
from phoihop.agencies.tests.factories import AgencyFactory

DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range(12)]
SIZE = 7
# (child, parent, first day, last day): a parent has a lower number, so there is no circle.
links = st.lists(
    st.tuples(
        st.integers(1, SIZE - 1),
        st.integers(0, SIZE - 2),
        st.none() | st.sampled_from(DAYS),
        st.none() | st.sampled_from(DAYS),
    ).filter(lambda row: row[1] < row[0] and (not row[2] or not row[3] or row[2] <= row[3])),
    max_size=10,
    unique_by=lambda row: (row[0], row[3]),  # one open link for each child
)


def walk_up(agency: int, rows: list[AgencyLink], on: date) -> set[tuple[int, int]]:
    """(ancestor, steps) of one agency on one day, itself included: link by link."""
    found, here = set(), {(agency, 0)}
    while here:
        found |= here
        here = {
            (row.parent_id, steps + 1)
            for row in rows
            for child, steps in here
            if row.child_id == child
            and (row.valid_from is None or row.valid_from <= on)
            and (row.valid_to is None or on <= row.valid_to)
        }
    return found


class ClosureTest(TestCase):
    """Hypothesis needs a transaction for each example."""

    @given(links)
    @settings(max_examples=40, deadline=None)
    def test_closure_equals_the_walk(
        self, drawn: list[tuple[int, int, date | None, date | None]]
    ) -> None:
        """Whether derived whole or branch by branch."""
        agencies = AgencyFactory.create_batch(SIZE)
        rebuild_closure()
        for child, parent, first, last in drawn:
            AgencyLink.objects.create(
                child=agencies[child], parent=agencies[parent], valid_from=first, valid_to=last
            )
            rebuild_below(agencies[child])
        step_by_step = rows_of()
        rebuild_closure()
        whole = rows_of()

        assert step_by_step == whole
        known = list(AgencyLink.objects.all())
        for on in DAYS:
            for agency in agencies:
                alive = AgencyAncestor.objects.filter(alive_on(on), agency=agency)
                derived = set(alive.values_list("ancestor", "depth"))
                assert derived == walk_up(agency.pk, known, on)


def rows_of() -> list[tuple[object, ...]]:
    """Every row without its number."""
    fields = ("agency", "ancestor", "depth", "valid_from", "valid_to")
    return sorted(AgencyAncestor.objects.values_list(*fields), key=repr)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ((None, None), (None, None), (None, None)),
        ((DAYS[0], DAYS[3]), (DAYS[3], None), (DAYS[3], DAYS[3])),
        ((DAYS[0], DAYS[3]), (DAYS[4], None), None),
        ((None, DAYS[2]), (DAYS[1], DAYS[5]), (DAYS[1], DAYS[2])),
    ],
)
def test_days_two_spans_share(first: object, second: object, both: object) -> None:
    assert overlap(first, second) == both  # type: ignore[arg-type]  # rows of the table above
    assert overlap(second, first) == both  # type: ignore[arg-type]  # the other way round


@pytest.mark.django_db
def test_a_thousand_agencies_cost_a_handful_of_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    agencies = Agency.objects.bulk_create(
        Agency(
            name=f"A{n}", name_key=f"a{n:05}", name_folded=f"a{n}", kind="other", level="commune"
        )
        for n in range(1000)
    )
    AgencyLink.objects.bulk_create(
        AgencyLink(child=agencies[n], parent=agencies[(n - 1) // 10]) for n in range(1, 1000)
    )
    steps: list[tuple[int, int]] = []
    # SQLite takes some two hundred rows in one statement; 3,890 rows are written here.
    with django_assert_max_num_queries(30):
        rebuild_closure(lambda done, total: steps.append((done, total)))

    assert steps[-1][0] == steps[-1][1] == AgencyAncestor.objects.count()
