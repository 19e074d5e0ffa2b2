"""The commands do what their help says, and their exit codes tell."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result
from django.utils import timezone
from pytest_django.fixtures import Settings

from conftest import NOW, Cast
from phoihop.accounts import codes
from phoihop.accounts.models import Membership, Role, User
from phoihop.agencies.models import Agency, Office
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.cli import COMMANDS, health, main, office_health
from phoihop.cli.first_day import welcome
from phoihop.jobs.models import Job, JobState
from phoihop.reader.tests.papers import PAGE, mail
from phoihop.reader.tests.scans import PLAN, scan
from phoihop.search.models import SearchEntry
from phoihop.setup.models import SetUpCode
from phoihop.setup.services import check_code
from phoihop.workspace.models import Intake

Run = Callable[..., Result]
TEXT = "Sáng 12/3/2026, tại xã Bình An, Ban Xây dựng Đảng ký chương trình phối hợp với Trạm Y tế."


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def test_help_names_every_command_without_loading_any() -> None:
    code = (
        "import sys; from phoihop.cli import main; main(['--help'], standalone_mode=False);"
        "main(['read', '--help'], standalone_mode=False); assert 'django' not in sys.modules"
    )
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.output


def test_an_unknown_command_is_wrong_use(run: Run) -> None:
    assert run("no-such-thing").exit_code == 2


def test_a_path_that_is_not_there_stops_no_other(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text("Tin huyện\nĐồng chí Lê Văn Mít dự.\n", "utf-8")

    done = run("read", tmp_path / "khong-co.txt", file, "--format", "json")

    assert done.exit_code == 1
    assert "khong-co.txt" in done.output
    assert "Lê Văn Mít" in done.output


def test_read_gives_the_facts_of_a_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = run("read", file, "--format", "json")
    assert done.exit_code == 0
    assert '"source"' in done.output


def test_pages_of_several_texts_go_into_a_folder(run: Run, tmp_path: Path) -> None:
    for name in ("mot.txt", "hai.txt"):
        (tmp_path / name).write_text("Giao Phòng Y tế huyện báo cáo.", "utf-8")

    refused = run("read", tmp_path, "--format", "html")
    done = run("read", tmp_path, "--format", "html", "--out", tmp_path / "trang")

    assert refused.exit_code == 2
    assert "hãy thêm --out" in refused.output
    assert done.exit_code == 0
    assert {page.name for page in (tmp_path / "trang").iterdir()} == {"mot.html", "hai.html"}


ADMIN = ["--username", "quantri", "--full-name", "Lê Văn Quản", "--agency", "Đảng ủy xã Hòa An"]


@pytest.fixture
def office() -> Office:
    return Office.objects.create(name="Hòa An", agency=AgencyFactory.create(name=ADMIN[-1]))


@pytest.mark.django_db
def test_createadmin_makes_one_more_administrator(run: Run, office: Office) -> None:
    done = run("createadmin", *ADMIN, "--password", "mat khau du dai 2026")
    assert done.exit_code == 0, done.output
    member = Membership.objects.get()
    assert (member.user.username, member.role) == ("quantri", Role.ADMINISTRATOR)
    assert member.agency == office.agency
    again = run("createadmin", *ADMIN, "--password", "mat khau du dai 2026")
    assert again.exit_code == 1
    assert Membership.objects.count() == Agency.objects.count() == 1


@pytest.mark.django_db
def test_createadmin_does_not_begin_an_office(run: Run) -> None:
    refused = run("createadmin", *ADMIN, "--password", "mat khau du dai 2026")
    assert refused.exit_code == 1
    assert "phoihop setup" in refused.output
    assert not Office.objects.exists()
    assert not Agency.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_createadmin_leaves_nothing_behind_when_the_password_is_weak(
    run: Run, office: Office
) -> None:
    facts = [*ADMIN[:-1], "Ban Tuyên giáo"]
    assert run("createadmin", *facts, "--password", "12345678").exit_code == 1
    assert Agency.objects.get() == office.agency
    assert not User.objects.exists()


SETUP = [
    "setup", "--agency", "Đảng ủy xã Hòa An", "--kind", "party_committee", "--level", "commune",
    "--letters", "ĐU", "--superior", "Tỉnh ủy Sông Lam", "--superior-kind", "party_committee",
    "--superior-level", "province", "--username", "quantri", "--full-name", "Lê Văn Quản",
]  # fmt: skip


@pytest.mark.django_db
def test_setup_makes_the_office_and_prints_a_code_for_the_first_log_in(run: Run) -> None:
    done = run(*SETUP)
    assert done.exit_code == 0, done.output
    assert Office.objects.get().name == "Đảng ủy xã Hòa An"
    user = User.objects.get()
    found = re.search(r"One-time code: (\S+)", done.output)
    assert found is not None
    now = timezone.now()
    codes.use_code("quantri", found[1], "mot cau du dai 2026", at=now, real_at=now)
    user.refresh_from_db()
    assert user.check_password("mot cau du dai 2026")


@pytest.mark.django_db
def test_setup_asks_for_what_no_option_says(run: Run) -> None:
    answers = "Đảng ủy xã Hòa An\nparty_committee\ncommune\n\nLê Văn Quản\nquantri\n"
    done = CliRunner().invoke(main, ["setup"], input=answers)
    assert done.exit_code == 0, done.output
    assert Agency.objects.count() == 1


@pytest.mark.django_db
def test_setup_leaves_an_office_that_exists_alone(run: Run) -> None:
    assert run(*SETUP).exit_code == 0
    for again in (run(*SETUP), run("setup"), run("setup", "--code")):
        assert again.exit_code == 1
        assert "đã có cơ quan" in again.output
    assert User.objects.count() == 1
    assert not SetUpCode.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [("--username", "Có Dấu"), ("--superior", "đảng uỷ xã hoà an")])
def test_a_refused_setup_leaves_nothing_behind(run: Run, wrong: tuple[str, str]) -> None:
    done = run(*SETUP, *wrong)
    assert done.exit_code == 1
    assert not Office.objects.exists()
    assert not Agency.objects.exists()


@pytest.mark.django_db
def test_setup_code_opens_a_browser_and_is_not_kept(run: Run) -> None:
    done = run("setup", "--code")
    code = done.output.rsplit(": ", 1)[1].strip()
    assert check_code(code, real_at=timezone.now()) == SetUpCode.objects.get().digest
    assert not Office.objects.exists()


@pytest.mark.django_db
def test_an_empty_installation_says_how_to_begin_and_a_working_one_nothing(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    welcome()
    assert "phoihop setup" in capsys.readouterr().out
    assert SetUpCode.objects.exists()
    run(*SETUP)
    welcome()
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_the_doctor_sees_what_an_office_lacks(run: Run, cast: Cast) -> None:
    assert [found.is_problem for found in office_health.office()] == [True]
    Office.objects.create(name="Ban Tuyên giáo An Lạc", agency=cast.issuer_agency)
    said = [(found.said, found.is_problem) for found in office_health.office()]
    assert ("missing: A series of numbers", False) in said
    assert (f"missing: Days off of {timezone.localtime().year}", False) in said
    assert not any(is_problem for _said, is_problem in said)
    Authenticator.objects.filter(user=cast.administrator).delete()
    problems = [found.said for found in office_health.office() if found.is_problem]
    assert problems == ["missing: The second step of Quản Trị Viên"]


@pytest.mark.django_db
def test_createsample_leaves_a_working_office_alone(run: Run) -> None:
    AgencyFactory.create()
    refused = run("createsample")
    assert refused.exit_code == 1
    assert run("createsample", "--if-empty").exit_code == 0
    assert Agency.objects.count() == 1


def test_import_texts_makes_drafts_once_and_names_what_it_cannot_take(
    run: Run, cast: Cast, tmp_path: Path
) -> None:
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")
    done = run("import-texts", tmp_path, "--as", cast.issuer.username)
    assert done.exit_code == 0, done.output
    assert "Đã đưa vào 1 văn bản; 0 văn bản đã có từ trước; 0 tệp không nhận được." in done.output
    (tmp_path / "khác.pdf").write_bytes(b"MZ\x90\0 not a PDF")
    done = run("import-texts", tmp_path, "--as", cast.issuer.username)
    assert done.exit_code == 1
    assert "Đã đưa vào 0 văn bản; 1 văn bản đã có từ trước; 1 tệp không nhận được." in done.output
    assert Intake.objects.count() == 1


def test_import_texts_takes_every_kind_in_a_folder(run: Run, cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "trang.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "quét.png").write_bytes(scan(PLAN, form="PNG"))

    without = run("import-texts", tmp_path, "--as", cast.issuer.username)
    with_scans = run("import-texts", tmp_path, "--as", cast.issuer.username, "--scans")

    assert (
        "Đã đưa vào 1 văn bản; 0 văn bản đã có từ trước; 0 tệp không nhận được." in without.output
    )
    assert (
        "Đã đưa vào 1 văn bản; 1 văn bản đã có từ trước; 0 tệp không nhận được."
        in with_scans.output
    )
    assert Intake.objects.get(name="quét.png").confidence is not None


def test_import_texts_needs_somebody_who_may_hand_in(run: Run, cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")
    assert run("import-texts", tmp_path, "--as", cast.inspector.username).exit_code == 1
    assert run("import-texts", tmp_path, "--as", "khong-co").exit_code == 1
    assert not Intake.objects.exists()


def test_serve_has_no_simulated_clock_where_it_is_not_allowed(
    run: Run, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()
    done = run("serve", "--port", "8499", "--now", "2019-02-11T08:00")
    assert done.exit_code == 1
    assert run("serve", "--now", "31/02/2019").exit_code == 2


@pytest.mark.django_db
def test_serve_says_what_is_missing(run: Run, settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    done = run("serve")
    assert done.exit_code == 1
    assert "phoihop build" in done.output


@pytest.mark.django_db(transaction=True)
def test_worker_once_carries_out_what_waits(run: Run) -> None:
    done = run("worker", "--once")
    assert (done.exit_code, done.output) == (0, "0 jobs\n")


@pytest.mark.differs
def test_reindex_brings_back_what_the_index_lost(run: Run, cast: Cast) -> None:
    agencies = Agency.objects.count()
    SearchEntry.objects.create(kind="agencies.agency", object_id=10**9, title="Đã mất", url="/")
    said = [found.said for found in health.search_index() if found.is_problem]
    assert f"agencies.agency: {agencies} not indexed, 1 gone" in said
    assert run("reindex").exit_code == 0
    assert [found for found in health.search_index() if found.is_problem] == []
    assert not SearchEntry.objects.filter(object_id=10**9).exists()


@pytest.mark.differs
@pytest.mark.django_db
def test_the_doctor_sees_jobs_that_nobody_carries_out(run: Run) -> None:
    assert [found.is_problem for found in health.job_queue()] == [False]
    long_ago = timezone.now() - timedelta(hours=1)
    for key, state in enumerate([JobState.QUEUED, JobState.RUNNING, JobState.FAILED]):
        Job.objects.create(
            kind="x", key=str(key), state=state, queued_at=NOW, heartbeat_at=long_ago, error="vỡ"
        )
    problems = [found.said for found in health.job_queue() if found.is_problem]
    assert len(problems) == 3
    assert "vỡ" in problems[2]


@pytest.mark.django_db
def test_the_doctor_ends_with_one_when_something_is_missing(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    done = run("doctor")
    assert done.exit_code == 1
    assert "static files are not collected" in done.output
    assert "127.0.0.1:9 cannot be used" in done.output
    assert "Database  " in done.output


@pytest.mark.differs
@pytest.mark.django_db
def test_check_finds_nothing_wrong(run: Run) -> None:
    assert run("check").exit_code == 0


def test_import_texts_hands_in_what_a_mail_brings(run: Run, cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "thu.eml").write_bytes(mail("Kính gửi Hội.", ke_txt="Hội nghị ký kết".encode()))

    done = run("import-texts", tmp_path / "thu.eml", "--as", cast.issuer.username)

    assert "Đã đưa vào 2 văn bản; 0 văn bản đã có từ trước; 0 tệp không nhận được." in done.output
    assert set(Intake.objects.values_list("name", flat=True)) == {"thu.eml", "thu.eml › ke.txt"}
