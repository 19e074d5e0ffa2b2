"""Papers in other formats: an old Word file, a saved web page, an e-mail."""

from email.message import EmailMessage
from pathlib import Path

OLD_WORD = (Path(__file__).parent / "ke-hoach.doc").read_bytes()
PAGE = """<!-- saved --><!DOCTYPE html><html><head><title>Báo</title><script>x();</script></head>
<body><nav><a href="/">Trang chủ</a></nav><h1>Hội nghị   giao ban</h1>
<article><p>Sáng 5/2/2024, Huyện ủy
Bình An tổ&nbsp;chức<br>hội nghị.<!-- ẩn --></p><table><tr><td>Số</td><td>12</td></tr></table>
<p>Đồng chí <b>Trần Văn An</b>, Bí thư Huyện ủy chủ trì.</p></article>
<aside>Tin khác</aside><footer>Liên hệ</footer></body></html>"""


def mail(body: str, *, html: str = "", **files: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "Văn phòng <van-phong@binh-an.example>"
    message["To"] = "ban-tuyen-giao@binh-an.example"
    message["Subject"] = "Kế hoạch phối hợp tuyên truyền năm 2024"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in files.items():
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return message.as_bytes()
