"""`phoihop serve` and `phoihop worker`."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import datetime

import click
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from phoihop.cli.first_day import welcome
from phoihop.jobs import worker as jobs
from phoihop.ui import clock
from phoihop.ui.errors import Refused
from phoihop.ui.services import set_simulated_now

_WORKER_STOPS_WITHIN = 30
_WORKER_RESTARTS_AFTER = 2.0


class Moment(click.ParamType[datetime]):
    """A day and time in the office's zone, as 2019-02-11T08:00."""

    name = "day and time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Aware; a day alone means its midnight."""
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day and time such as 2019-02-11T08:00", param, ctx)
        return moment if moment.tzinfo else timezone.make_aware(moment)


now_option = click.option(
    "--now",
    type=Moment(),
    help="Start a simulated clock at this moment (not in production). It stays until an"
    " administrator ends it on the page.",
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--with-worker", is_flag=True, help="Carry out jobs as well.")
@now_option
def serve(host: str, port: int, workers: int, with_worker: bool, now: datetime | None) -> None:
    """Serve the pages until Ctrl+C."""
    _must_be_free(host, port)
    _must_be_ready()
    _simulate(now)
    welcome()
    for address in _addresses(host, port):
        click.echo(f"  {address}")
    connections.close_all()
    server = Server(
        "phoihop.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=int(os.environ.get("PHOIHOP_THREADS", "8")),
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    if not with_worker:
        server.serve()
        return
    with _WorkerBeside():
        server.serve()


@click.command()
@click.option("--once", is_flag=True, help="Carry out what waits now, then stop.")
@now_option
def worker(once: bool, now: datetime | None) -> None:
    """Carry out jobs (reading texts, the day's upkeep) until SIGTERM or Ctrl+C.

    More than one may run. A job whose worker dies is taken up again by another.
    """
    _must_be_migrated()
    _simulate(now)
    if once:
        click.echo(f"{jobs.run_waiting()} jobs")
        return
    jobs.run(clock.now)


def _simulate(now: datetime | None) -> None:
    if now is not None:
        try:
            set_simulated_now(now, by=None)
        except Refused as refusal:
            raise click.ClickException(str(refusal)) from refusal
    if clock.is_simulated():
        click.echo(f"Simulated clock: {clock.now():%d/%m/%Y %H:%M}")


def _must_be_ready() -> None:
    _must_be_migrated()
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        raise click.ClickException("Static files are missing: run `phoihop build`.")


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            said = f"Cannot listen on {host}, port {port}: {error.strerror}."
            if error.errno == errno.EADDRINUSE:
                said = (
                    f"Port {port} is taken: another program listens there, perhaps Phối Hợp"
                    f" already. Stop it, or take another port: phoihop serve --port {port + 1}"
                )
            raise click.ClickException(said) from error


def _must_be_migrated() -> None:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException("The database is not at this version: run `phoihop migrate`.")


def _addresses(host: str, port: int) -> list[str]:
    """Both names of this computer: passkeys need the name, old habits the number."""
    names = ["localhost", "127.0.0.1"] if host in {"127.0.0.1", "0.0.0.0"} else [host]  # noqa: S104
    return [f"http://{name}:{port}" for name in names]


class _WorkerBeside:
    """A worker process next to the server, started again should it die."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._process = self._start()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_WORKER_STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "phoihop.cli", "worker"])

    def _watch(self) -> None:
        while True:
            code = self._process.wait()
            if self._stop.wait(_WORKER_RESTARTS_AFTER):
                return
            click.echo(f"The worker ended ({code}) and is started again.", err=True)
            self._process = self._start()
