"""Number and symbol: reading, writing, and giving out without gaps or doubles."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections, connection, transaction

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.audit.models import Event
from phoihop.documents.errors import SeriesExists, SeriesNotOpen
from phoihop.documents.models import NumberSeries, Regime
from phoihop.documents.numbers import (
    Code,
    Run,
    format_code,
    open_series,
    parse_code,
    series_open_on,
    start_series,
    take_number,
)

TERM = Run(Regime.PARTY, "CTr/BTGHU", date(2015, 8, 1), date(2020, 7, 31), last_number=4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("05-CTr/BTGHU", Code(5, "CTr/BTGHU", "party", "CTr")),
        ("Số 127-QĐ/TW", Code(127, "QĐ/TW", "party", "")),
        ("Số: 16 - HD/BTCTW", Code(16, "HD/BTCTW", "party", "HD")),
        ("11-QĐi/TW", Code(11, "QĐi/TW", "party", "QyĐ")),
        ("02-TT/TW", Code(2, "TT/TW", "party", "LT")),
        ("15/QĐ-BNV", Code(15, "QĐ-BNV", "state", "QĐ")),
        ("130 / KH - UBND", Code(130, "KH-UBND", "state", "KH")),
        ("30/2020/NĐ-CP", Code(30, "2020/NĐ-CP", "state", "NĐ")),
        ("20/2023/QH15", Code(20, "2023/QH15", "state", "L")),
        ("12/UBND-VX", Code(12, "UBND-VX", "state", "CV")),
        ("08/GM-UBND", Code(8, "GM-UBND", "state", "")),
        ("14-KH/BTGThU", Code(14, "KH/BTGThU", "party", "KH")),
        ("Nghị quyết TW8 khóa XI", None),
        ("05/03/2020", None),
        ("", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_codes_are_taken_apart(text: str, code: Code | None) -> None:
    assert parse_code(text) == code


@pytest.mark.parametrize(
    ("number", "symbol", "regime", "text"),
    [
        (5, "CTr/BTGHU", Regime.PARTY, "05-CTr/BTGHU"),
        (31, "CV/BTGHU", Regime.PARTY, "31-CV/BTGHU"),
        (5, "KH-UBND", Regime.STATE, "05/KH-UBND"),
        (130, "KH-UBND", Regime.STATE, "130/KH-UBND"),
    ],
)
def test_codes_are_written_as_the_regime_prescribes(
    number: int, symbol: str, regime: str, text: str
) -> None:
    assert format_code(number, symbol, regime) == text
    assert str(parse_code(text)) == text


@pytest.fixture
def series(cast: Cast) -> NumberSeries:
    return start_series(TERM, by=cast.issuer, at=NOW)


def test_the_next_number_follows_the_last_on_paper(series: NumberSeries, cast: Cast) -> None:
    assert take_number(series, date(2019, 2, 28), cast.issuer, NOW) == 5
    assert take_number(series, date(2019, 2, 28), cast.issuer, NOW) == 6
    assert Event.objects.filter(verb="number.taken", object_id=series.pk).count() == 2


def test_a_number_of_an_act_that_fails_is_free_again(series: NumberSeries, cast: Cast) -> None:
    with transaction.atomic():
        take_number(series, date(2019, 2, 28), cast.issuer, NOW)
        transaction.set_rollback(True)

    assert take_number(series, date(2019, 2, 28), cast.issuer, NOW) == 5


@pytest.mark.parametrize("day", [date(2015, 7, 31), date(2020, 8, 1)])
def test_no_number_outside_the_days_of_the_series(
    series: NumberSeries, cast: Cast, day: date
) -> None:
    with pytest.raises(SeriesNotOpen) as caught:
        take_number(series, day, cast.issuer, NOW)

    assert f"{day:%d/%m/%Y}" in str(caught.value)
    series.refresh_from_db()
    assert series.last_number == 4


@pytest.mark.parametrize("who", ["outsider", "lead", "inspector", "administrator"])
def test_only_writers_of_the_agency_take_its_numbers(
    series: NumberSeries, cast: Cast, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        take_number(series, date(2019, 2, 28), getattr(cast, who), NOW)

    series.refresh_from_db()
    assert series.last_number == 4


def test_a_viewer_opens_no_series(cast: Cast) -> None:
    viewer = UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER)

    with pytest.raises(PermissionDenied):
        start_series(TERM, by=viewer, at=NOW)

    assert not NumberSeries.objects.exists()


def test_two_series_of_one_symbol_never_overlap(series: NumberSeries, cast: Cast) -> None:
    with pytest.raises(SeriesExists):
        start_series(Run(Regime.PARTY, "CTr/BTGHU", date(2020, 7, 31)), by=cast.issuer, at=NOW)

    after = start_series(Run(Regime.PARTY, "CTr/BTGHU", date(2020, 8, 1)), by=cast.issuer, at=NOW)
    found = open_series(cast.issuer_agency, Regime.PARTY, "CTr/BTGHU", date(2021, 1, 1))
    assert found == after
    assert series_open_on(cast.issuer_agency, date(2019, 1, 1)) == [series]


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_number_once(cast: Cast) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, which admits one connection at a time")
    series = start_series(TERM, by=cast.issuer, at=NOW)

    with ThreadPoolExecutor(max_workers=4) as pool:
        taken = list(pool.map(lambda _n: _take(series, cast.issuer), range(20)))

    assert sorted(taken) == list(range(5, 25))


def _take(series: NumberSeries, by: User) -> int:
    close_old_connections()
    try:
        return take_number(series, date(2019, 2, 28), by, NOW)
    finally:
        connection.close()
