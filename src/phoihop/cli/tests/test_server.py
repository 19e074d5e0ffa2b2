"""The real processes: pages answer, the worker runs beside them, both end together."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from conftest import begin_migrated

pytestmark = pytest.mark.long

PATIENCE_SECONDS = 90
COMMAND = [sys.executable, "-m", "phoihop.cli"]
PORT_FREE = str(Path(__file__).resolve().parents[4] / "tools" / "port_free.py")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a new installation on SQLite, migrated and built."""
    folder = tmp_path_factory.mktemp("office")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
        "PHOIHOP_DATA_DIR": str(folder / "data"),
        "PHOIHOP_BUILD_DIR": str(folder / "build"),
        "PHOIHOP_DATABASE_URL": "",
    }
    begin_migrated(folder / "data")
    for name in ("migrate", "build"):
        subprocess.run([*COMMAND, name], env=environment, check=True, capture_output=True)  # noqa: S603 -- our own command
    return environment


@pytest.fixture
def serving(office: dict[str, str]) -> "Iterator[tuple[subprocess.Popen[bytes], int]]":
    """A server with its worker on a free port, showing another day."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--port", str(port), "--with-worker", "--now", "2019-02-11T08:00"]
    process = subprocess.Popen([*COMMAND, "serve", *options], env=office)  # noqa: S603 -- our own command
    yield process, port
    process.kill()
    process.wait()


def answer(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.2)


def test_serve_answers_with_a_worker_beside_it_and_both_end(
    serving: "tuple[subprocess.Popen[bytes], int]", office: dict[str, str]
) -> None:
    process, port = serving
    wait_until(lambda: answer(port, "/")[0] == 302)
    # Nobody has an account yet: the first page says how to begin.
    assert answer(port, "/dang-nhap/")[0] == 302
    status, page = answer(port, "/thiet-lap/bat-dau/")
    assert status == 200
    assert "Mã thiết lập" in page

    database = Path(office["PHOIHOP_DATA_DIR"]) / "phoihop.sqlite3"

    def count(table: str) -> int:
        with sqlite3.connect(database, timeout=20) as connection:
            found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 -- ours
            return found

    assert count("ui_simulatedclock") == 1
    wait_until(lambda: count("jobs_workerprocess") == 1)
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE_SECONDS)
    assert count("jobs_workerprocess") == 0
    assert answer(port, "/")[0] == 0


def test_a_server_on_a_taken_port_says_so(office: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served, made = (
            subprocess.run(  # noqa: S603 -- our own commands
                command, env=office, check=False, capture_output=True, encoding="utf-8"
            )
            for command in (
                [*COMMAND, "serve", "--port", str(port)],
                [sys.executable, PORT_FREE, str(port)],  # what `make run` begins with
            )
        )
    assert (served.returncode, made.returncode) == (1, 1)
    assert f"Port {port} is taken" in served.stderr
    assert f"phoihop serve --port {port + 1}" in served.stderr
    assert f"make run PORT={port + 1}" in made.stderr
