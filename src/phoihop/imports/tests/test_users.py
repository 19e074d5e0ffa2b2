"""Accounts from a sheet: roles, rights, first passwords."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from conftest import NOW, Cast
from phoihop.accounts.models import Membership, User
from phoihop.agencies.tests.factories import OfficialFactory
from phoihop.imports import services
from phoihop.imports.errors import SheetNotTaken
from phoihop.imports.findings import Told, What
from phoihop.imports.kinds import KINDS
from phoihop.imports.models import SheetUpload, UploadState
from phoihop.imports.tests.books import handed_in
from phoihop.jobs.worker import run_waiting

NOTHING = services.Decision({})


def handed(cast: Cast, *rows: dict[str, object]) -> SheetUpload:
    return services.hand_in(handed_in("users", *rows), by=cast.administrator, at=NOW)


def told(upload: SheetUpload) -> dict[int, Told]:
    return {one.line: one for one in services.told_of(upload)}


def user(username: str, name: str = "Nguyễn Thị Mẫu", **facts: object) -> dict[str, object]:
    return {
        "username": username,
        "full_name": name,
        "agency": "BTG",
        "role": "Chuyên viên",
        **facts,
    }


def test_an_account_comes_with_role_rights_and_official(cast: Cast) -> None:
    official = OfficialFactory.create(full_name="Nguyễn Thị Mẫu")
    upload = handed(
        cast,
        user("Mau.NT", is_contact="x", official="nguyễn thị mẫu"),
        user("mau.nt", role="Văn thư", agency="GDĐT"),
    )

    services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)

    made = User.objects.get(username="mau.nt")
    assert made.official == official
    assert not made.has_usable_password()
    roles = Membership.objects.filter(user=made).values_list("agency", "role", "is_contact")
    assert set(roles) == {
        (cast.issuer_agency.pk, "specialist", True),
        (cast.lead_agency.pk, "clerk", False),
    }


def test_codes_are_made_for_accounts_that_wait_for_their_first_log_in(cast: Cast) -> None:
    upload = handed(cast, user("mot", "Người Một"), user("hai", "Người Hai"))
    services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)
    User.objects.filter(username="mot").update(last_seen_at=NOW)

    made = services.print_codes(upload, by=cast.administrator, at=NOW, real_at=timezone.now())

    assert [sheet.user.username for sheet in made] == ["hai"]
    with pytest.raises(PermissionDenied):
        services.print_codes(upload, by=cast.issuer, at=NOW, real_at=timezone.now())


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    services.confirm(handed(cast, user("mau")), NOTHING, by=cast.administrator, at=NOW)

    again = handed(cast, user("mau"), user("mau", role="Lãnh đạo"))

    assert [one.what for one in services.told_of(again)] == [What.KNOWN, What.NEW]
    services.confirm(again, NOTHING, by=cast.administrator, at=NOW)
    assert again.made == []
    assert Membership.objects.filter(user__username="mau").count() == 2


def test_rights_are_changed_only_if_asked_for(cast: Cast) -> None:
    services.confirm(handed(cast, user("mau")), NOTHING, by=cast.administrator, at=NOW)
    upload = handed(cast, user("mau", is_contact="có"))
    assert told(upload)[2].what == What.CHANGED

    decision = services.Decision({}, updates=True)
    services.confirm(upload, decision, by=cast.administrator, at=NOW)

    assert Membership.objects.get(user__username="mau").is_contact


@pytest.mark.django_db(transaction=True)
def test_a_few_dozen_accounts_are_left_to_the_worker(cast: Cast) -> None:
    upload = handed(cast, *(user(f"dong{number}", f"Người {number}") for number in range(31)))
    assert upload.state == UploadState.READING
    run_waiting()
    upload.refresh_from_db()

    assert services.confirm(upload, NOTHING, by=cast.administrator, at=NOW) is None
    assert not User.objects.filter(username="dong0").exists()

    run_waiting()
    assert User.objects.filter(username__startswith="dong").count() == 31


def test_a_file_holds_at_most_five_hundred_accounts(cast: Cast) -> None:
    rows = [user(f"dong{number}") for number in range(501)]

    with pytest.raises(SheetNotTaken, match="500"):
        handed(cast, *rows)
    assert str(KINDS["users"].most) in str(KINDS["users"].lede)
    assert handed(cast, *rows[:500]).state == UploadState.READING


def test_faults_of_a_line(cast: Cast) -> None:
    upload = handed(
        cast,
        user("Nguyễn Văn"),
        user(cast.lead.username, "Người Khác"),
        user("mot", "Người Một"),
        user("mot", "Người Hai"),
        user("hai", role="Sếp", agency="Không đâu", is_contact="chắc vậy", official="Không Ai"),
        user("mot", "Người Một"),
    )

    faults = {line: {mark.column for mark in one.faults} for line, one in told(upload).items()}
    assert faults[2] == {"username"}
    assert faults[3] == {"username"}
    assert faults[4] == set()
    assert faults[5] == {"username"}
    assert faults[6] == {"role", "agency", "is_contact", "official"}
    assert faults[7] == {"role"}


def test_only_an_administrator_imports_accounts(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        services.hand_in(handed_in("users", user("mau")), by=cast.issuer_leader, at=NOW)
    assert not User.objects.filter(username="mau").exists()
