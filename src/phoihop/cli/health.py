"""What the doctor looks at, one function a subject. Each yields findings in plain words."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core import checks
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from phoihop.cli.index import INDEXED
from phoihop.cli.upkeep import FONTS, message_files
from phoihop.jobs.models import Job, JobState, WorkerProcess
from phoihop.jobs.services import lost_after
from phoihop.safekeeping import programs, runs, shelf
from phoihop.safekeeping.models import RunKind
from phoihop.search import engine, fulltext
from phoihop.search.models import SearchEntry
from phoihop.ui import clock, fonts
from phoihop.ui.errors import Refused

_OLDEST = {"sqlite": (3, 35), "postgresql": (15,)}
_LEAST_FREE = 1_000_000_000
_CLOCKS_DIFFER = timedelta(seconds=5)


@dataclass(frozen=True)
class Finding:
    """said: what was seen; mend: what to do, "" when all is well."""

    said: str
    mend: str = ""
    is_problem: bool = False


def problem(said: str, mend: str) -> Finding:
    """Something that must be mended."""
    return Finding(said, mend, is_problem=True)


def database() -> Iterator[Finding]:
    """Reachable, new enough, at this version, with the table of counters."""
    connection.ensure_connection()
    version = connection.get_database_version()
    named = f"{connection.display_name} {'.'.join(map(str, version))}"
    if version < _OLDEST[connection.vendor]:
        yield problem(f"{named} is too old", f"Needed: {_OLDEST[connection.vendor]} or newer.")
    else:
        yield Finding(f"{named} answers")
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield problem(f"{len(waiting)} migrations wait", "Run `phoihop migrate`.")
        return
    yield Finding("at this version")
    cache.set("phoihop-doctor", "well", 10)
    if cache.get("phoihop-doctor") != "well":
        yield problem("counters of wrong passwords are not kept", "Run `phoihop migrate`.")


def data_files() -> Iterator[Finding]:
    """The folder of files can be written and has room; the key is nobody else's."""
    folder = settings.DATA_DIR / "files"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield problem(f"{folder} cannot be written: {error.strerror}", "Give us this folder.")
        return
    free = shutil.disk_usage(folder).free
    said = f"{folder} can be written, {free / 1e9:.1f} GB free"
    few = free < _LEAST_FREE
    yield problem(said, "Make room: uploads will fail soon.") if few else Finding(said)
    key = settings.DATA_DIR / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield problem(f"others may read {key}", f"Run `chmod 600 {key}`.")


def search_index() -> Iterator[Finding]:
    """The full-text index fits the entries, the entries fit the records, and one is found."""
    mend = "Run `phoihop reindex`."
    if fault := fulltext.fault():
        yield problem(f"the full-text index is damaged: {fault}", mend)
    for indexed in INDEXED:
        missing, orphans = indexed.missing().count(), indexed.orphans().count()
        if missing or orphans:
            yield problem(f"{indexed.kind}: {missing} not indexed, {orphans} gone", mend)
    entry = SearchEntry.objects.filter(everyone=True).exclude(title_folded="").last()
    if entry is not None:
        nobody = engine.Audience(agency_id=None)
        found = engine.find(nobody, entry.title_folded, engine.Filters(kinds=[entry.kind]))
        if not found.total:
            yield problem(f"“{entry.title}” is not found", mend)
    yield Finding(f"{SearchEntry.objects.count()} entries looked at")


def job_queue() -> Iterator[Finding]:
    """Nothing lost, nothing given up, and somebody at work when something waits."""
    now = timezone.now()
    alive = WorkerProcess.objects.filter(beat_at__gt=now - lost_after()).count()
    waiting = Job.objects.filter(state=JobState.QUEUED).count()
    silent = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=now - lost_after()).count()
    start = "Start `phoihop worker` (or `phoihop serve --with-worker`)."
    said = f"{alive} workers at work, {waiting} jobs wait"
    if alive:
        yield Finding(said)
    elif waiting or silent:
        yield problem(said, start)
    else:
        yield Finding(said, start)
    if silent:
        yield problem(f"{silent} jobs lost their worker", "A worker takes them up again.")
    for job in Job.objects.filter(state=JobState.FAILED).order_by("-finished_at")[:5]:
        yield problem(f"{job} failed: {job.error[:200]}", "Mend the cause, then hand it in again.")


def backups() -> Iterator[Finding]:
    """A whole one is young enough, stands on another disk, and the last drill restored it."""
    place = shelf.shelf()
    said = f"{len(place.rows)} backups in {place.place}"
    if (late := runs.backup_is_late(timezone.now())) is not None:
        yield problem(f"{said}. {late}", "Run `phoihop backup`; a worker makes one every day.")
    else:
        yield Finding(said)
    if place.same_disk:
        yield Finding(
            "the backups stand on the disk of the data", "Let PHOIHOP_BACKUP_DIR name another."
        )
    for kind in (RunKind.BACKUP, RunKind.DRILL):
        run = runs.last(kind)
        if run is not None and not run.succeeded:
            yield problem(f"the last {kind} failed: {run.words[:200]}", "Mend the cause.")
        elif run is None and kind == RunKind.DRILL and place.rows:
            yield Finding("no backup was ever tried", "Run `phoihop restore-drill`.")
    for program in ("pg_dump", "pg_restore") if connection.vendor == "postgresql" else ():
        try:
            programs.find(program)
        except Refused as missing:
            yield problem(f"{program} is not installed", str(missing))


def history() -> Iterator[Finding]:
    """The chain of the history was looked at, and holds."""
    run = runs.last(RunKind.LEDGER)
    if run is None:
        yield Finding("the history was not sealed yet", "Run `phoihop verify-ledger`.")
    elif run.succeeded:
        yield Finding(f"sealed and unaltered on {timezone.localtime(run.finished_at):%d/%m/%Y}")
    else:
        yield problem(f"the history was altered: {run.words[:300]}", "Run `phoihop verify-ledger`.")


def mail() -> Iterator[Finding]:
    """The mail server answers, when one is set."""
    if not settings.EMAIL_HOST:
        yield Finding(
            "no server is set; nothing is mailed", "To change it, see PHOIHOP_EMAIL_HOST."
        )
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    post = get_connection()
    try:
        post.open()
    except (OSError, SMTPException) as error:
        yield problem(f"{server} cannot be used: {error}", "See PHOIHOP_EMAIL_HOST and its like.")
        return
    post.close()
    yield Finding(f"{server} answers")


def built_files() -> Iterator[Finding]:
    """Fonts, messages and static files were made."""
    mend = "Run `phoihop build`."
    if missing := fonts.missing_fonts(FONTS):
        yield problem(f"fonts are missing: {', '.join(missing)}", mend)
    else:
        yield Finding("fonts are there")
    old = [
        file.parents[3].name
        for file in message_files()
        if not (made := file.with_suffix(".mo")).exists()
        or made.stat().st_mtime < file.stat().st_mtime
    ]
    if old:
        yield problem(f"messages are not compiled: {', '.join(old)}", mend)
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        yield problem("static files are not collected", mend)


def clocks() -> Iterator[Finding]:
    """The zone, the database's clock against ours, and whether a day is simulated."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (there,) = cursor.fetchone()
        if abs(there - now) > _CLOCKS_DIFFER:
            yield problem(
                f"the database's clock differs by {abs(there - now).total_seconds():.0f} s",
                "Let both computers follow a time server (chrony, systemd-timesyncd).",
            )
    yield Finding(f"{timezone.localtime(now):%d/%m/%Y %H:%M}, {settings.TIME_ZONE}")
    if clock.is_simulated():
        yield Finding(
            f"a simulated clock shows {clock.now():%d/%m/%Y %H:%M}",
            "An administrator ends it in the banner on the page.",
        )


def deployment() -> Iterator[Finding]:
    """In production all of Django's deployment checks hold."""
    if not settings.PRODUCTION:
        said = "not for real work: PHOIHOP_PRODUCTION is off"
        yield Finding(said, "For real work see docs/admin/settings.md.")
        return
    found = checks.run_checks(include_deployment_checks=True)
    for message in found:
        yield problem(f"{message.id}: {message.msg}", message.hint or "See docs/admin/settings.md.")
    if not found:
        yield Finding(f"ready for real work on {', '.join(settings.ALLOWED_HOSTS)}")
    if os.environ.get("PHOIHOP_DEBUG"):
        yield Finding("PHOIHOP_DEBUG is ignored in production", "Take it away.")
