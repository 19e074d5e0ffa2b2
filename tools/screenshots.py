"""Take the pictures of the README from the running program and its sample office.

usage: python tools/screenshots.py [FOLDER]     (default: docs/pictures)
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "src" / "phoihop" / "workspace" / "sample" / "texts"
USER, PASSWORD = "hanh", "phoi-hop-binh-an"
SIZE = {"width": 1280, "height": 860}
PATIENCE_SECONDS = 60
# Where each picture is taken: an address, with the number of the row it asks for.
SHOTS = {
    "home": ("/", ""),
    "programme": (
        "/nhiem-vu/chuong-trinh/{}/",
        "SELECT agreement_id FROM tasks_task GROUP BY 1 ORDER BY count(*) DESC",
    ),
    "intake": ("/nhap-van-ban/{}/", "SELECT min(id) FROM workspace_intake"),
    "task": (
        "/nhiem-vu/{}/",
        "SELECT task_id FROM tasks_update GROUP BY 1 ORDER BY count(*) DESC, 1",
    ),
}


def main(target: Path) -> int:
    """Write one PNG for each place; return the exit code."""
    target.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sample_office(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            base_url=address,
            viewport=SIZE,  # type: ignore[arg-type]  # width and height
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        _sign_in(page)
        for name, (path, row) in tqdm(SHOTS.items(), unit=" pictures", disable=None):
            _take(page, path.format(number_from(Path(folder), row)), target / f"{name}.png")
        browser.close()
    return 0


@contextmanager
def sample_office(folder: Path) -> Iterator[str]:
    """The address of a new sample office with one text handed in; gone afterwards."""
    environment = {**os.environ, "PHOIHOP_DATA_DIR": str(folder), "PHOIHOP_DATABASE_URL": ""}
    command = [sys.executable, "-m", "phoihop.cli"]
    steps = ("migrate", "createsample", f"import-texts {TEXTS} --as {USER}")
    for step in steps:
        subprocess.run(  # noqa: S603 -- our own command
            [*command, *step.split()], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*command, "serve", "--port", str(port)], env=environment)  # noqa: S603 -- our own command
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urlopen(address):  # noqa: S310 -- our own server
                return
        except HTTPError:
            return
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill(USER)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/")


def number_from(folder: Path, question: str) -> int | None:
    """The number that a question to the office's database gives; None without a question."""
    if not question:
        return None
    with closing(sqlite3.connect(folder / "phoihop.sqlite3")) as connection:
        number: int = connection.execute(question).fetchone()[0]
        return number


def _take(page: Page, path: str, file: Path) -> None:
    answer = page.goto(path)
    if answer is None or answer.status != 200:  # noqa: PLR2004 -- found
        raise SystemExit(f"{path} gives no page")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"))
