"""Pictures of pages, as a scanner gives them."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
PLAN = (
    "KẾ HOẠCH",
    "phối hợp tuyên truyền năm 2024",
    "Thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị,",
    "đồng chí Trần Văn An, Trưởng Ban Tuyên giáo Huyện ủy chủ trì hội nghị.",
)


def scan(*pages: Sequence[str], form: str = "PDF") -> bytes:
    """Return pages without a letter of text: PDF, PNG, JPEG or TIFF."""
    drawn = [_page(lines) for lines in pages]
    out = BytesIO()
    if form in {"PDF", "TIFF"}:
        drawn[0].save(out, form, save_all=True, append_images=drawn[1:], resolution=200)
    else:
        drawn[0].save(out, form)
    return out.getvalue()


def _page(lines: Sequence[str]) -> Image.Image:
    page = Image.new("L", (1654, 2339), 255)  # A4 at 200 dots an inch
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(FONT, 34)
    for number, line in enumerate(lines):
        pen.text((150, 200 + 60 * number), line, font=font, fill=0)
    return page
