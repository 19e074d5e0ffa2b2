"""Take the pictures of the user guide from the running program and its sample office.

usage: python tools/guide_pictures.py [NAME...]     (default: all, in both languages)

Each is the page as its user sees it, without the frame around it, in few colours.
"""

import base64
import hmac
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright
from screenshots import PASSWORD, ROOT, TEXTS, number_from, sample_office
from tqdm import tqdm

TARGET: Final = ROOT / "src/phoihop/workspace/static/workspace/guide"
LANGUAGES: Final = {"vi": "vi-VN", "en": "en-GB"}
WIDTH, TALLEST, COLOURS = 1180, 900, 48
ZONE: Final = "Asia/Ho_Chi_Minh"
ADMINISTRATOR, SPECIALIST = "quantri", "hanh"
# Which office ends in the picture of a succession, and which takes over.
ENDING, HEIR = "KT", "VHXH"


@dataclass(frozen=True)
class Shot:
    """Where a picture is taken: by whom, at which address, of the row that a question finds.

    part: what is shown, as a CSS selector.
    """

    user: str
    path: str
    row: str = ""
    part: str = "main"


_MULTI_YEAR: Final = (
    "SELECT id FROM agreements_agreement WHERE signed_on IS NOT NULL"
    " ORDER BY valid_to - valid_from DESC, id"
)
_WITH_TASKS: Final = "SELECT agreement_id FROM tasks_task GROUP BY 1 ORDER BY count(*) DESC"
_RUNNING: Final = (
    "SELECT task_id FROM tasks_update JOIN tasks_task ON task_id = tasks_task.id"
    " WHERE done_on IS NULL AND due_on IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
)
_DIRECTIVE: Final = "SELECT document_id FROM documents_milestone GROUP BY 1 ORDER BY count(*) DESC"

_CONCLUSION: Final = "SELECT id FROM workspace_intake WHERE name LIKE '06-%'"
_CONFIRMED: Final = "SELECT id FROM workspace_intake WHERE confirmed_at IS NOT NULL"

# A bar that stays in sight while one scrolls would lie across the middle of a tall picture.
_LAID_DOWN: Final = """() => {
  for (const one of document.querySelectorAll("main *"))
    if (["sticky", "fixed"].includes(getComputedStyle(one).position)) one.style.position = "static";
}"""

SHOTS: Final[dict[str, Shot]] = {
    "03-doi-chieu": Shot("hanh", "/nhap-van-ban/{}/", _CONCLUSION),
    "03-de-xuat": Shot("hanh", "/nhap-van-ban/{}/", _CONFIRMED),
    "17-y-kien": Shot(
        "hanh", "/phoi-hop/{}/y-kien/", "SELECT agreement_id FROM agreements_opinionround"
    ),
    "18-ca-giai-doan": Shot("hanh", "/giai-doan/{}/", _MULTI_YEAR),
    "19-cac-moc": Shot("hanh", "/van-ban/{}/", _DIRECTIVE),
    "19-bieu-do": Shot("hanh", "/bieu-do/chuong-trinh/{}/", _WITH_TASKS),
    "20-nhiem-vu": Shot("hanh", "/nhiem-vu/{}/", _RUNNING),
    "21-bang": Shot("hanh", "/nhiem-vu/bang/"),
    "21-so-lieu": Shot("hanh", "/danh-gia/so-lieu/"),
    "22-cong-van": Shot("hanh", "/don-doc/cong-van/soan/"),
    "22-kiem-tra": Shot("hanh", "/kiem-tra/{}/", "SELECT id FROM inspections_plan"),
    "23-xem-truoc": Shot("quantri", "/ke-thua/{}/", "SELECT id FROM succession_act"),
    "24-lich-tuan": Shot("hanh", "/lich/tuan/"),
}


def main(names: list[str]) -> int:
    """Write one PNG for each picture and language; return the exit code."""
    chosen = {name: SHOTS[name] for name in names or SHOTS}
    with (
        tempfile.TemporaryDirectory() as folder,
        sample_office(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        entered = {
            user: _enter(browser, address, user)
            for user in dict.fromkeys(shot.user for shot in chosen.values())
        }
        for language in LANGUAGES:
            (TARGET / language).mkdir(parents=True, exist_ok=True)
            for name, shot in tqdm(chosen.items(), unit=" pictures", disable=None):
                place = shot.path.format(number_from(Path(folder), shot.row))
                context = _reader(browser, address, language, entered[shot.user])
                picture = _taken(context, place, shot.part)
                context.close()
                (TARGET / language / f"{name}.png").write_bytes(picture)
        browser.close()
    return 0


def _enter(browser: Browser, address: str, user: str) -> StorageState:
    """Sign in; what the browser keeps then opens every page. Some prepare what is to be shown."""
    context = browser.new_context(base_url=address, locale="vi-VN", timezone_id=ZONE)
    page = context.new_page()
    page.goto("/")
    page.locator("input[name=login]").fill(user)
    page.locator("input[name=password]").fill(PASSWORD)
    _send(page)
    if user == ADMINISTRATOR:
        _second_step(page)
        _prepare_succession(page)
    if user == SPECIALIST:
        _prepare_text(page)
    kept = context.storage_state()
    context.close()
    return kept


def _second_step(page: Page) -> None:
    """Administrators come no further without it: a code of the app."""
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.locator("input[name=code]").fill(_code_of(secret))
    _send(page)


def _send(page: Page) -> None:
    """Press the button of the form, and see the page that answers."""
    with page.expect_navigation():
        page.locator("main button[type=submit], main button:not([type])").first.click()


def _code_of(secret: str) -> str:
    """What an authenticator app shows at this moment (RFC 6238)."""
    counter = int(time.time()) // 30
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, counter.to_bytes(8, "big"), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def _prepare_succession(page: Page) -> None:
    """A draft that only the guide shows: an office of the commune ends, another takes over."""
    today = datetime.now(ZoneInfo(ZONE)).date()
    first = (today + timedelta(days=40)).replace(day=1)
    page.goto("/ke-thua/them/")
    page.locator("[name=title]").fill("Sắp xếp các phòng thuộc UBND xã Bình An")
    page.locator("[name=on]").fill(f"{first:%d/%m/%Y}")
    page.locator("[name=paper]").fill("118/QĐ-UBND")
    page.locator("[name=paper_on]").fill(f"{today:%d/%m/%Y}")
    _send(page)
    page.goto(f"{page.url}ket-thuc/")
    page.locator("[name=agencies]").fill(ENDING)
    page.locator("[name=heirs]").fill(HEIR)
    _send(page)


def _prepare_text(page: Page) -> None:
    """One more conclusion, gone through and confirmed: what it proposes can be shown."""
    (file,) = TEXTS.glob("06-*.txt")
    page.goto("/nhap-van-ban/")
    page.locator("[name=text]").fill(file.read_text("utf-8").replace("Số 0", "Số 1"))
    with page.expect_navigation():
        page.locator("main form button.btn-main").click()
    while page.locator("[data-act=accept]").count():
        choice = page.locator(".fact:not(.did)").first.locator("input[required]")
        if choice.count():
            choice.first.check()
        with page.expect_navigation():
            page.locator("[data-act=accept]").first.click()
    with page.expect_navigation():
        page.locator("[data-key=m]").click()


def _reader(browser: Browser, address: str, language: str, entered: StorageState) -> BrowserContext:
    context = browser.new_context(
        base_url=address,
        viewport={"width": WIDTH, "height": TALLEST},
        locale=LANGUAGES[language],
        timezone_id=ZONE,
        reduced_motion="reduce",
        storage_state=entered,
    )
    context.add_cookies([{"name": "phoihop_language", "value": language, "url": address}])
    return context


def _taken(context: BrowserContext, place: str, part: str) -> bytes:
    page = context.new_page()
    answer = page.goto(place)
    if answer is None or answer.status != 200:  # noqa: PLR2004 -- found
        raise SystemExit(f"no page at {place}")
    page.evaluate("document.fonts.ready")
    page.evaluate(_LAID_DOWN)
    box = page.locator(part).first.bounding_box()
    if box is None:
        raise SystemExit(f"{place} has no {part}")
    box["height"] = min(box["height"], TALLEST)
    return _small(page.screenshot(clip=box, full_page=True))


def _small(png: bytes) -> bytes:
    """The picture in few colours: a page of text needs no more."""
    out = BytesIO()
    few = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
