"""Take the pictures of the user guide from the running program and its sample office.

usage: python tools/guide_pictures.py [NAME...]     (default: all, in both languages)

Each is the page as its user sees it, without the frame around it, in few colours.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from screenshots import PASSWORD, ROOT, number_from, sample_office
from tqdm import tqdm

TARGET: Final = ROOT / "src/phoihop/workspace/static/workspace/guide"
LANGUAGES: Final = {"vi": "vi-VN", "en": "en-GB"}
WIDTH, TALLEST, COLOURS = 1180, 900, 48


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

SHOTS: Final[dict[str, Shot]] = {
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
        for language in LANGUAGES:
            (TARGET / language).mkdir(parents=True, exist_ok=True)
            for name, shot in tqdm(chosen.items(), unit=" pictures", disable=None):
                place = shot.path.format(number_from(Path(folder), shot.row))
                picture = _taken(browser, address, language, shot, place)
                (TARGET / language / f"{name}.png").write_bytes(picture)
        browser.close()
    return 0


def _taken(browser: Browser, address: str, language: str, shot: Shot, place: str) -> bytes:
    context = browser.new_context(
        base_url=address,
        viewport={"width": WIDTH, "height": TALLEST},
        locale=LANGUAGES[language],
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "phoihop_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto("/")
    page.locator("input[type=password]").wait_for()
    page.locator("input[name=login], input[name=username]").first.fill(shot.user)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit], main button:not([type])").first.click()
    page.wait_for_selector("nav")
    answer = page.goto(place)
    if answer is None or answer.status != 200:  # noqa: PLR2004 -- found
        raise SystemExit(f"{place} gives no page to {shot.user}")
    page.evaluate("document.fonts.ready")
    box = page.locator(shot.part).first.bounding_box()
    if box is None:
        raise SystemExit(f"{place} has no {shot.part}")
    box["height"] = min(box["height"], TALLEST)
    drawn = page.screenshot(clip=box, full_page=True)
    context.close()
    return _small(drawn)


def _small(png: bytes) -> bytes:
    """The picture in few colours: a page of text needs no more."""
    out = BytesIO()
    few = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
