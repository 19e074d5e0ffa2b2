"""`phoihop read`: files in, facts out; and the page and the summary it writes."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest

from phoihop.reader import read, read_files, to_html, to_text
from phoihop.reader.refusal_words import sentence_of
from phoihop.reader.refusals import (
    Damaged,
    FileRefused,
    NoProgram,
    TooLarge,
    WrongFormat,
    ZipBomb,
)
from phoihop.reader.tests import texts
from phoihop.reader.tests.papers import OLD_WORD, PAGE, mail
from phoihop.reader.tests.scans import PLAN, scan


def run(paths: list[Path], form: str = "json", out: Path | None = None) -> tuple[int, str, str]:
    stdout, stderr = StringIO(), StringIO()
    code = read_files(paths, format=form, out=out, stdout=stdout, stderr=stderr)
    return code, stdout.getvalue(), stderr.getvalue()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "ky-ket.txt"
    path.write_text(texts.SIGNING, "utf-8")
    return path


def test_one_object_a_line_with_its_source(report: Path) -> None:
    code, out, err = run([report, report])

    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [each["source"] for each in answers] == [str(report)] * 2
    assert answers[0]["people"][0]["name"] == "Vũ Thị Lụa"


def test_a_folder_of_answers(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "answers"

    for form in ("json", "text", "html"):
        assert run([report], form, target)[0] == 0

    assert {path.name for path in target.iterdir()} == {
        "ky-ket.json", "ky-ket.txt", "ky-ket.html",
    }  # fmt: skip
    assert "source" not in json.loads((target / "ky-ket.json").read_text("utf-8"))


def test_a_bad_file_does_not_stop_the_rest(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"MZ" + bytes(50))

    code, out, err = run([bad, tmp_path / "missing.txt", report])

    assert code == 1
    assert len(out.splitlines()) == 1
    assert "bad.pdf: wrong_format" in err
    assert "missing.txt" in err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.docx",
            b"PK\x03\x04" + bytes(200),
            "wrong_format: Its name says DOCX, but what it holds",
        ),
        ("b.pdf", bytes(range(256)), "wrong_format: It is no PDF file"),
        ("c.xlsx", b"PK\x03\x04" + bytes(200), "Read are TXT, DOCX"),
        ("d.txt", b"", "damaged: The file is empty."),
        ("e.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "no_text_layer: A scan"),
        ("f.pdf", b"%PDF-1.4\n" + bytes(300), "damaged: The file is damaged"),
    ],
)
def test_why_a_file_is_refused_is_a_sentence(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    code, _out, err = run([path])

    assert code == 1
    assert said in err
    assert "reason=" not in err
    assert "found=" not in err


def test_people_are_told_in_vietnamese_and_without_codes(tmp_path: Path) -> None:
    bad = tmp_path / "b.pdf"
    bad.write_bytes(bytes(range(256)))

    _code, _out, err = run([bad, tmp_path / "missing.txt"], form="text")

    first, second = err.splitlines()
    assert first == f"{bad}: Nội dung không phải PDF như tên tệp. Hãy thử một bản khác."
    assert second == f"{tmp_path / 'missing.txt'}: Không có tệp này."


def test_the_line_of_a_scan_names_the_option(tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    path.write_bytes(scan(PLAN[:1]))

    assert "--scans" in run([path])[2]


def test_progress_for_many_files(report: Path) -> None:
    _, _, err = run([report] * 11)

    assert "11/11" in err


def test_offsets_fit_a_file_in_decomposed_letters(tmp_path: Path) -> None:
    import unicodedata  # noqa: PLC0415

    text = unicodedata.normalize("NFD", texts.SIGNING)
    path = tmp_path / "nfd.txt"
    path.write_text(text, "utf-8")

    person = json.loads(run([path])[1])["people"][0]

    assert text[person["start"] : person["end"]] == person["text"]


def test_an_unknown_format_is_an_error(report: Path) -> None:
    with pytest.raises(ValueError, match="format"):
        run([report], "xml")


def test_the_page_escapes_and_marks() -> None:
    source = 'Tin <b>mới</b>\nĐồng chí Vũ Thị Lụa - Bí thư Huyện ủy phát biểu: "<script>".\n'

    page = to_html(read(source), source)

    assert "<script" not in page
    assert "<b>" not in page
    assert ">Vũ Thị Lụa</mark>" in page
    assert 'class="position"' in page


def test_the_page_holds_the_whole_text() -> None:
    from html import unescape  # noqa: PLC0415
    from re import sub  # noqa: PLC0415

    page = to_html(read(texts.SIGNING), texts.SIGNING)
    shown = page.split("<pre>")[1].split("</pre>")[0]

    assert unescape(sub(r"<[^>]+>", "", shown)) == texts.SIGNING


def test_the_summary_is_vietnamese() -> None:
    summary = to_text(read(texts.SIGNING))

    assert "Sự kiện: ký kết, sáng ngày 15/03/2024" in summary
    assert "- Vũ Thị Lụa: Ủy viên Ban Thường vụ Huyện ủy; Trưởng Ban Tuyên giáo" in summary
    assert "- CT số 05-CT/TW ngày 15/05/2016 của Bộ Chính trị" in summary


def test_a_folder_and_what_is_attached_to_a_mail(report: Path, tmp_path: Path) -> None:
    box = tmp_path / "box"
    (box / "2024").mkdir(parents=True)
    (box / "2024" / "tin.txt").write_text(texts.SIGNING, "utf-8")
    (box / "tin.html").write_text(PAGE, "utf-8")
    (box / "tin.eml").write_bytes(mail("Kính gửi", ke_doc=OLD_WORD))
    target = tmp_path / "answers"

    code, _out, err = run([box, report], "json", target)

    assert (code, err) == (0, "")
    found = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    # Two files of one name keep their endings.
    assert found == {
        "2024/tin.json", "tin.html.json", "tin.eml.json", "tin.eml.ke.json", "ky-ket.json",
    }  # fmt: skip


def test_a_run_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    box, target = tmp_path / "box", tmp_path / "answers"
    box.mkdir()
    for number in range(12):
        (box / f"{number:02}.txt").write_text(f"Bài {number}. {texts.SIGNING}", "utf-8")
    assert run([box], "json", target)[0] == 0
    (target / "03.json").unlink()
    os.utime(box / "05.txt", (2**33, 2**33))  # written anew since
    before = {path.name: path.stat().st_mtime_ns for path in target.iterdir()}

    stdout, stderr = StringIO(), StringIO()
    read_files(
        [box], format="json", out=target, stdout=stdout, stderr=stderr, resume=True, processes=2
    )

    after = {path.name: path.stat().st_mtime_ns for path in target.iterdir()}
    assert "2 read, 10 skipped, 0 failed" in stderr.getvalue()
    assert {name for name in after if after[name] != before.get(name)} == {"03.json", "05.json"}


def test_a_scan_is_read_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    path.write_bytes(scan(PLAN))
    stdout, stderr = StringIO(), StringIO()

    assert run([path])[0] == 1
    read_files([path], format="json", out=None, stdout=stdout, stderr=stderr, scans=True)

    answer = json.loads(stdout.getvalue())
    assert answer["notes"] == ["recognised"]
    assert answer["confidence"] > 80
    assert answer["people"][0]["name"] == "Trần Văn An"


def test_many_files_on_two_cores_come_in_order(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"MZ" + bytes(50))
    stdout, stderr = StringIO(), StringIO()

    code = read_files(
        [report] * 6 + [bad] + [report] * 6,
        format="json",
        out=None,
        stdout=stdout,
        stderr=stderr,
        processes=2,
    )

    assert code == 1
    assert len(stdout.getvalue().splitlines()) == 12
    assert "12 read, 0 skipped, 1 failed" in stderr.getvalue()


@pytest.mark.parametrize(
    ("form", "words", "summary"),
    [
        ("json", "no_text_layer: A scan or a picture", "12 read, 0 skipped, 1 failed"),
        ("text", ": Bản quét hoặc ảnh chưa có lớp chữ", "12 tệp đã đọc, 0 bỏ qua"),
        ("html", ": Bản quét hoặc ảnh chưa có lớp chữ", "12 tệp đã đọc, 0 bỏ qua"),
    ],
)
def test_what_is_said_of_the_files_is_in_the_language_of_the_answers(
    tmp_path: Path, form: str, words: str, summary: str
) -> None:
    """And how far it is stands before each name."""
    box = tmp_path / "box"
    box.mkdir()
    for number in range(12):
        (box / f"{number:02}.txt").write_text(f"Bài {number}. {texts.SIGNING}", "utf-8")
    (box / "99.pdf").write_bytes(scan(PLAN))

    code, _out, err = run([box], form, tmp_path / "out")

    assert code == 1
    assert words in err
    assert summary in err
    assert "7/13 06.txt" in err


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    "refusal",
    [
        Damaged("a", reason="empty"), Damaged("a", reason="encrypted"), Damaged("a", reason="xml"),
        TooLarge("a", size=9, limit=5, of="file"), TooLarge("a", size=9, limit=5, of="pages"),
        WrongFormat("a", found="exe", expected="pdf"), WrongFormat("a", found=None, expected="pdf"),
        WrongFormat("a", found="exe", expected=None), NoProgram("a", program="antiword"),
        ZipBomb("a", reason="ratio"),
    ],
)  # fmt: skip
def test_every_refusal_is_a_sentence(refusal: FileRefused, language: str) -> None:
    words = sentence_of(refusal, language)

    assert words[0].isupper()
    assert words.endswith(".")
    assert "{" not in words
    assert "None" not in words
    assert any(letter in words.lower() for letter in "ệấọạảếđ") == (language == "vi")


@pytest.mark.parametrize("blank", ["  \n\n", "\ufeff\n", "\n--- |\n"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_of_a_file_without_a_word_it_says_that_there_is_nothing_to_read(
    tmp_path: Path, form: str, blank: str
) -> None:
    (tmp_path / "a.txt").write_text(blank, "utf-8")

    code, out, _err = run([tmp_path / "a.txt"], form, None)

    assert code == 0
    assert "Văn bản trống: không có chữ nào để đọc." in out
    assert "tin, bài" not in out


def test_a_file_of_a_single_word_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mít", "utf-8")

    _code, out, _err = run([tmp_path / "a.txt"], "text", None)

    assert "Loại văn bản: tin, bài" in out
