"""Word files as offices make them: frames, text boxes, notes, tracked changes, numbers."""

import time
import zipfile
from io import BytesIO

import pytest

from phoihop.reader import Damaged, extract
from phoihop.reader.docx_numbers import in_form

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMES = f'xmlns:w="{W}" xmlns:mc="{MC}"'


def word(body: str, *, names: str = NAMES, **parts: str) -> bytes:
    """A Word file with this body; parts: as footnotes="<w:footnote ..."."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = f"<w:document {names}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {names}>{inside}</w:{name}>")
    return out.getvalue()


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def listed(words: str, number: int = 1, level: int = 0) -> str:
    return p(
        run(words),
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def text(data: bytes) -> str:
    return extract(data, "a.docx").text


def test_frames_around_paragraphs_rows_and_cells_are_read_through() -> None:
    row, cell = "<w:tr><w:tc>{}</w:tc></w:tr>", "<w:tc>{}</w:tc>"
    frame = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    table = (
        "<w:tbl>"
        + frame.format(row.format(p(run("Ban Dân vận"))))
        + "<w:tr>"
        + frame.format(cell.format(p(run("Hội Nông dân"))))
        + cell.format(frame.format(p(run("Quý I"))))
        + "</w:tr></w:tbl>"
    )
    body = f"<w:customXml>{p(run('Kế hoạch'))}</w:customXml>{table}"

    assert text(word(body)) == "Kế hoạch\nBan Dân vận\nHội Nông dân\tQuý I"


def test_a_text_box_has_lines_of_its_own() -> None:
    inside = p(run("Số: 05-KH/BDV")) + p(run("ĐẢNG CỘNG SẢN VIỆT NAM"))
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    frame = "<w:r><mc:AlternateContent>{}</mc:AlternateContent></w:r>"
    both = frame.format(f"<mc:Choice>{box}</mc:Choice>{fallback}")
    old = frame.format(fallback)
    box_lines = "Số: 05-KH/BDV\nĐẢNG CỘNG SẢN VIỆT NAM"

    assert text(word(p(run("Kính gửi") + both + run(" Hội Nông dân")))) == (
        f"{box_lines}\nKính gửi Hội Nông dân"
    )
    assert text(word(p(old) + p(run("Kính gửi")))) == f"{box_lines}\nKính gửi"


def test_footnotes_and_endnotes_stand_behind_the_paper() -> None:
    foot = (
        f'<w:footnote w:type="separator" w:id="0">{p(run("____"))}</w:footnote>'
        f'<w:footnote w:id="1">{p(run("Kế hoạch số 12-KH/TU ngày 1/2/2024"))}</w:footnote>'
    )
    end = f'<w:endnote w:id="1">{p(run("Quyết định số 5"))}</w:endnote>'
    body = p(run("Theo Kế hoạch") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" đã có"))

    found = extract(word(body, footnotes=foot, endnotes=end), "a.docx")

    assert found.text == (
        "Theo Kế hoạch đã có\n\nKế hoạch số 12-KH/TU ngày 1/2/2024\nQuyết định số 5"
    )
    assert found.notes == ()


def test_what_was_deleted_or_moved_away_is_not_read() -> None:
    moved = f"<w:moveFrom>{run('câu dời ')}</w:moveFrom>"
    body = p(moved + run("giữ")) + p(f"<w:moveTo>{run('câu dời')}</w:moveTo>")
    deleted = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p(run("hàng đã xóa")) + "</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{p(run('hàng còn'))}</w:tc></w:tr>"

    assert text(word(f"{body}<w:tbl>{deleted}{kept}</w:tbl>")) == "giữ\ncâu dời\nhàng còn"


def test_the_strict_form_of_the_standard() -> None:
    strict = NAMES.replace(W, STRICT)

    assert text(word(p(run("Kế hoạch")), names=strict)) == "Kế hoạch"
    with pytest.raises(Damaged):
        extract(word(p(run("a")), names='xmlns:w="x"'), "a.docx")


def level(at: int, form: str, words: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{words}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "Điều %2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "decimal", "%2.%4.")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    + '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def test_numbers_that_word_writes_by_itself() -> None:
    gone = p(
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    body = (
        listed("Mục đích")
        + listed("Ban Dân vận", level=1)
        + listed("chủ trì", level=2)
        + listed("báo cáo", level=2)
        + gone
        + listed("Hội Nông dân", level=1)
        + listed("phối hợp", level=2)
        + listed("chi tiết", level=3)
        + listed("Tổ chức")
        + listed("Ban Tổ chức", level=1)
        + listed("ý rời", number=2)
        + listed("Tiếp", number=3)
        + listed("không số", number=0)
    )

    assert text(word(body, numbering=LISTS)).split("\n") == [
        "I. Mục đích",
        "Điều 1. Ban Dân vận",
        "a) chủ trì",
        "b) báo cáo",
        "",
        "Điều 2. Hội Nông dân",
        "a) phối hợp",
        "2.1. chi tiết",
        "II. Tổ chức",
        "Điều 1. Ban Tổ chức",
        "- ý rời",
        "IV. Tiếp",
        "không số",
    ]


def test_a_level_that_never_begins_anew_and_one_that_does_below_the_first_alone() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "Điều %1.")
        + level(1, "decimal", "%1.%2.", '<w:lvlRestart w:val="0"/>')
        + level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    levels = (0, 1, 2, 1, 2, 0, 1, 2)
    body = "".join(listed("A", level=each) for each in levels)

    assert text(word(body, numbering=lists)).split("\n") == [
        "Điều 1. A", "1.1. A", "a) A", "1.2. A", "b) A", "Điều 2. A", "2.3. A", "a) A",
    ]  # fmt: skip


def test_a_list_that_has_the_levels_of_a_style_of_lists() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Kieu"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Kieu"/>'
        + level(0, "decimal", "%1.")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    assert text(word(listed("X") + listed("Y"), numbering=lists)) == "1. X\n2. Y"


def test_numbers_by_the_style_of_the_paragraph() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1.")
        + level(1, "decimal", "%1.%2.", '<w:pStyle w:val="Muc"/>')
        + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Chuong">{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Chuong"/>'
        f"{numbered}</w:style>"
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = "".join(
        p(run(words), f'<w:pStyle w:val="{style}"/>')
        for words, style in (("Một", "Chuong"), ("Hai", "Muc"), ("Ba", "Con"), ("Bốn", "A"))
    )

    found = text(word(body, numbering=lists, styles=styles))

    assert found == "1. Một\n1.1. Hai\n1.2. Ba\nBốn"


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (3, "decimalZero", "03"),
        (0, "upperRoman", "0"),
        (9999999, "lowerLetter", "9999999"),
        (5, "japaneseCounting", "5"),
    ],
)
def test_forms_of_numbers(value: int, form: str, words: str) -> None:
    assert in_form(value, form) == words


def test_what_is_not_read_is_told() -> None:
    head, page = p(run("UBND HUYỆN")), p(run("- 2 -"))
    broken = word(p(run("Kế hoạch")), numbering="<w:num", footnotes="</x>")

    assert extract(word(p(run("a")), header1=head), "a.docx").notes == ("left_out:running",)
    assert extract(word(p(run("a")), footer1=page), "a.docx").notes == ()
    assert extract(broken, "a.docx").text == "Kế hoạch"
    assert extract(broken, "a.docx").notes == ("left_out:numbers", "left_out:notes")


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:vanish/>", False),
        ('<w:b/><w:vanish w:val="true"/>', False),
        ('<w:vanish w:val="1"/>', False),
        ('<w:vanish w:val="0"/>', True),
        ('<w:vanish w:val="false"/>', True),
        ("<w:b/>", True),
    ],
)
def test_hidden_text_is_not_read(properties: str, *, shown: bool) -> None:
    hidden = f"<w:r><w:rPr>{properties}</w:rPr><w:t> mật ong</w:t></w:r>"

    file = word(p(run("Chợ phiên bán") + hidden + run(" và chè.")))
    words = text(file)

    assert ("left_out:hidden" in extract(file, "a.docx").notes) is not shown
    assert words.strip() == ("Chợ phiên bán mật ong và chè." if shown else "Chợ phiên bán và chè.")


STYLES = (
    '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="AnNho"><w:basedOn w:val="An"/></w:style>'
    '<w:style w:type="character" w:styleId="Hien"><w:basedOn w:val="An"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="DoanAn"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>'
)


def styled(words: str, style: str, more: str = "") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{more}</w:rPr><w:t>{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inside", "of_paragraph", "shown"),
    [
        (styled(" mật ong", "An"), "", False),
        (styled(" mật ong", "AnNho"), "", False),
        (run(" mật ong"), "DoanAn", False),
        (styled(" mật ong", "Hien"), "", True),
        (styled(" mật ong", "An", '<w:vanish w:val="0"/>'), "", True),
        (styled(" mật ong", "An"), "DoanAn", True),  # one turns the other over
        (styled(" mật ong", "Khac"), "Vong", True),
        (run(" mật ong"), "An2", True),
    ],
)
def test_words_that_a_style_hides_are_not_read(
    inside: str, of_paragraph: str, *, shown: bool
) -> None:
    properties = f'<w:pStyle w:val="{of_paragraph}"/>' if of_paragraph else ""
    row = f"<w:tbl><w:tr><w:tc>{p(inside, properties)}</w:tc></w:tr></w:tbl>"
    note = f'<w:footnote w:id="2">{p(inside, properties)}</w:footnote>'

    found = extract(word(p(run("Chợ phiên")) + row, styles=STYLES, footnotes=note), "a.docx")

    assert found.text.split() == ["Chợ", "phiên", *(["mật", "ong"] * 2 if shown else [])]
    assert ("left_out:hidden" in found.notes) is not shown


def test_a_long_chain_of_styles_is_followed_once() -> None:
    chain = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(50_000)
    )
    last = '<w:style w:styleId="s50000"><w:rPr><w:vanish/></w:rPr></w:style>'
    begun = time.process_time()

    found = extract(word(p(styled("mật ong", "s0") + run("chè")), styles=chain + last), "a.docx")

    assert found.text == "chè"
    assert time.process_time() - begun < 20
