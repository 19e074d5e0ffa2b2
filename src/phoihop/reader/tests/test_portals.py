"""Portals made of `div`: menu and footer go by what the page calls them, the paper never does."""

import pytest

from phoihop.reader.web import html_text

ARTICLE = (
    "<div class='detail'><p>Sáng 12/3, xã Mường Mây tổ chức hội nghị giao ban khoa giáo.</p>"
    "<p>Đồng chí Lò Thị Xuân, Bí thư Đảng ủy xã chủ trì và kết luận hội nghị.</p></div>"
)


def page(around: str) -> str:
    return html_text(f"<body><form id='aspnetForm'>{around}{ARTICLE}</form></body>", "a.html")


@pytest.mark.parametrize(
    "around",
    [
        "<div id='menu'><a>Trang chủ</a><a>Giới thiệu</a></div>",
        "<div class='top nav-bar'><ul><li>Trang chủ</li></ul></div>",
        "<div role='navigation'>Trang chủ</div>",
        "<div class='Footer'>Trang chủ do ông Phạm Văn Chân phụ trách</div>",
        "<ul class='tin-khac'><li>Trang chủ</li><li>Ông Trần Văn Khác thăm trường</li></ul>",
        "<div id='breadcrumb'>Trang chủ</div>",
        "<div class='related-news'><a>Trang chủ</a></div>",
        "<section id='tin-lien-quan'><h3>Tin liên quan</h3><a>Trang chủ</a></section>",
        "<div class='box news_other'><ul><li>Trang chủ</li></ul></div>",
        "<div class='tin-cung-chuyen-muc'><p>Trang chủ</p></div>",
    ],
)
def test_what_the_page_calls_menu_or_footer_is_no_text(around: str) -> None:
    words = page(around)

    assert "Trang chủ" not in words
    assert words.startswith("Sáng 12/3")
    assert words.endswith("kết luận hội nghị.")


@pytest.mark.parametrize(
    "around",
    [
        "<div class='menu-content'>Trang chủ</div>",
        "<div id='navigable'>Trang chủ</div>",
        "<div class='summary'>Trang chủ</div>",
        "<div class='related-documents'>Trang chủ</div>",
        "<p class='lien-quan-den-dat-dai'>Trang chủ</p>",
        # A heading of the page: whatever it stands in is kept.
        "<div class='nav'><h1>Trang chủ</h1></div>",
    ],
)
def test_what_only_sounds_so_is_kept(around: str) -> None:
    assert "Trang chủ" in page(around)


@pytest.mark.parametrize("name", ["menu", "sidebar", "footer", "related"])
def test_a_paper_in_a_part_of_such_a_name_is_kept(name: str) -> None:
    words = html_text(f"<body><p>Tin mới</p><div class='{name}'>{ARTICLE}</div></body>", "a.html")

    assert "chủ trì và kết luận" in words


def test_a_menu_in_a_paper_goes_and_the_paper_stays() -> None:
    inside = "<div class='related'>Xem thêm</div>"
    words = html_text(f"<body><div class='main menu'>{ARTICLE}{inside}</div></body>", "a.html")

    assert "Xem thêm" not in words
    assert "chủ trì và kết luận" in words


def test_other_reports_are_left_out_though_each_is_marked_as_an_article() -> None:
    others = "<article><h3>Tin cũ</h3><p>Ông Trần Văn Khác thăm trường.</p></article>" * 2
    words = html_text(
        f"<body><article>{ARTICLE}</article><div class='related-news'>{others}</div></body>",
        "a.html",
    )

    assert "Tin cũ" not in words
    assert "chủ trì và kết luận" in words


def test_the_only_article_of_a_page_stays_wherever_it_stands() -> None:
    words = html_text(
        "<body><p>Trang của xã Mường Mây, cập nhật hằng ngày, phục vụ bà con.</p>"
        "<div class='related'><article><p>Chợ phiên.</p></article></div></body>",
        "a.html",
    )

    assert "Chợ phiên." in words
