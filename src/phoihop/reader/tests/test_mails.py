"""E-mails as programs send them: blank forms, forwarded mails, files without a name, too many."""

from email.message import EmailMessage
from pathlib import Path

from phoihop.reader import DEFAULT, Limits, extract
from phoihop.reader.attached import files_inside
from phoihop.reader.command import read_files


def letter(subject: str = "Kế hoạch phối hợp", words: str = "Kính gửi Hội.") -> EmailMessage:
    message = EmailMessage()
    message["From"] = message["To"] = "a@binh-an.example"
    message["Date"] = "Mon, 01 Jan 2024 00:00:00 +0700"
    message["Subject"] = subject
    message.set_content(words)
    return message


def names(message: EmailMessage, limits: Limits = DEFAULT) -> list[str]:
    return [name for name, _data in files_inside(message.as_bytes(), "thu.eml", limits).files]


def test_blank_plain_words_beside_markup() -> None:
    message = letter(words="\n \n")
    message.add_alternative("<p>Nội dung thật</p>", subtype="html")

    assert extract(message.as_bytes(), "a.eml").text == "Kế hoạch phối hợp\n\nNội dung thật"


def test_both_forms_are_read_once_and_further_words_too() -> None:
    message = letter()
    message.add_alternative("<p>Kính gửi Hội.</p>", subtype="html")
    message.make_mixed()
    further = EmailMessage()
    further.set_content("Phần hai")
    message.attach(further)

    found = extract(message.as_bytes(), "a.eml")

    assert found.text == "Kế hoạch phối hợp\n\nKính gửi Hội.\n\n\nPhần hai"
    assert names(message) == []


def test_a_forwarded_mail_is_a_file_and_so_is_what_it_brings() -> None:
    inner = letter("Chuyển: 5/KH", "Nội dung thư chuyển tiếp")
    inner.add_attachment(b"abc", maintype="text", subtype="plain", filename="con.txt")
    message = letter()
    message.add_attachment(inner)

    found = files_inside(message.as_bytes(), "thu.eml", DEFAULT)

    assert [name for name, _data in found.files] == ["Chuyển: 5-KH.eml", "con.txt"]
    assert "Nội dung thư chuyển tiếp" in extract(found.files[0][1], "c.eml").text


def test_a_mail_attached_as_a_plain_file_brings_its_files() -> None:
    inner = letter()
    inner.add_attachment(b"abc", maintype="text", subtype="plain", filename="con.txt")
    message = letter()
    message.add_attachment(
        inner.as_bytes(), maintype="application", subtype="octet-stream", filename="thu-cu.eml"
    )

    assert names(message) == ["thu-cu.eml", "con.txt"]


def test_files_without_a_name_and_two_of_one_name() -> None:
    message = letter()
    message.add_attachment("Kế hoạch số 1".encode(), maintype="text", subtype="plain")
    for data in (b"%PDF-1.4 a", b"%PDF-1.4 b"):
        message.add_attachment(data, maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(b"%PDF-1.4 c", maintype="application", subtype="pdf")

    assert names(message) == ["tep-kem-1.txt", "a.pdf", "3-a.pdf", "tep-kem-4.pdf"]


def test_a_name_made_for_a_second_file_may_be_that_of_another() -> None:
    message = letter()
    for data, name in ((b"a", "a.txt"), (b"b", "3-a.txt"), (b"c", "a.txt")):
        message.add_attachment(data, maintype="text", subtype="plain", filename=name)

    found = files_inside(message.as_bytes(), "a.eml", DEFAULT)
    assert found.files == (("a.txt", b"a"), ("3-a.txt", b"b"), ("4-a.txt", b"c"))


def test_a_file_inside_a_form_of_the_words() -> None:
    """As some phones send it: words, or marked words with the file among them."""
    message = letter()
    message.add_alternative("<p>Kính gửi Hội.</p>", subtype="html")
    marked = message.get_payload(1)
    assert isinstance(marked, EmailMessage)
    marked.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")

    assert extract(message.as_bytes(), "a.eml").text == "Kế hoạch phối hợp\n\nKính gửi Hội."
    assert names(message) == ["a.pdf"]


def test_a_mail_that_is_nothing_but_a_file() -> None:
    message = letter()
    message.set_content(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")

    assert names(message) == ["a.pdf"]


def test_files_beyond_the_limits_are_told() -> None:
    message = letter()
    for number in range(DEFAULT.attachments + 3):
        message.add_attachment(
            b"a%d" % number, maintype="text", subtype="plain", filename=f"{number}.txt"
        )

    assert len(names(message)) == DEFAULT.attachments
    assert extract(message.as_bytes(), "a.eml").notes == ("left_out:attachments:3",)
    assert names(message, Limits(unpacked=4)) == ["0.txt", "1.txt"]
    assert files_inside(message.as_bytes(), "a.eml", Limits(unpacked=4)).left_out == 21


def test_pictures_among_the_words_are_told() -> None:
    message = letter()
    message.add_alternative('<p>Kính gửi <img src="cid:1"></p>', subtype="html")
    marked = message.get_payload(1)
    assert isinstance(marked, EmailMessage)
    marked.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")

    assert extract(message.as_bytes(), "a.eml").notes == ("left_out:pictures",)
    assert names(message) == []


def test_the_command_keeps_attachments_of_one_stem_apart(tmp_path: Path) -> None:
    message = letter()
    for name in ("ke.txt", "ke.html"):
        message.add_attachment(
            f"<html><p>{name}</p>".encode() if "html" in name else b"Binh An",
            maintype="application",
            subtype="octet-stream",
            filename=name,
        )
    (tmp_path / "thu.eml").write_bytes(message.as_bytes())
    out = tmp_path / "out"
    with (tmp_path / "said").open("w") as said:
        code = read_files([tmp_path / "thu.eml"], format="json", out=out, stdout=said, stderr=said)

    assert code == 0
    assert sorted(one.name for one in out.iterdir()) == [
        "thu.json", "thu.ke.html.json", "thu.ke.json",
    ]  # fmt: skip
