"""What `phoihop read` says of its files, in the language of the answers it writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from phoihop.reader.refusals import FileRefused

# English beside JSON, which programs read; Vietnamese beside summaries and pages, for people.
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "empty": "The file is empty.",
        "encrypted": "The file is locked with a password. Save it without one.",
        "undecodable": "Its letters are in no encoding that is known. Save it as UTF-8.",
        "damaged": "The file is damaged and could not be opened. Try another copy.",
        "no_text_layer": "A scan or a picture without letters. Read it with --scans.",
        "no_program": "The program for such files is not installed here: {program}.",
        "zip_bomb": "It unpacks to far too much and was not opened.",
        "file": "Too large: {size} bytes; at most {limit} are read.",
        "text": "Too large: {size} letters; at most {limit} are read.",
        "pages": "Too large: {size} pages; at most {limit} are read.",
        "other_kind": "Its name says {expected}, but what it holds is {found}. Try another copy.",
        "not_that": "It is no {expected} file, whatever its name says. Try another copy.",
        "not_read": "Files of this kind are not read. Read are TXT, DOCX, DOC, PDF, HTML, EML and"
        " scans.",
        "no_file": "not a file",
        "missing": "There is no such file.",
        "forbidden": "The file may not be read with these rights.",
        "resume_needs_out": "--resume needs --out.",
        "pages_need_out": "A page for each of several files needs --out FOLDER.",
        "crashed": "crashed",
        "fault": "fault of the program ({fault})",
        "left_out": "{count} more attached files were not read; of one e-mail at most {limit} are.",
        "summary": "{read} read, {skipped} skipped, {failed} failed",
    },
    "vi": {
        "empty": "Tệp rỗng.",
        "encrypted": "Tệp bị khóa bằng mật khẩu. Hãy lưu lại bản không có mật khẩu.",
        "undecodable": "Không nhận ra bảng mã của chữ trong tệp. Hãy lưu lại dạng UTF-8.",
        "damaged": "Tệp bị hỏng, không mở được. Hãy thử một bản khác.",
        "no_text_layer": "Bản quét hoặc ảnh chưa có lớp chữ. Hãy đọc với --scans.",
        "no_program": "Máy này chưa cài chương trình đọc loại tệp này: {program}.",
        "zip_bomb": "Tệp giải nén ra quá lớn nên không mở.",
        "file": "Quá lớn: {size} byte; chỉ đọc đến {limit} byte.",
        "text": "Quá dài: {size} chữ cái; chỉ đọc đến {limit} chữ cái.",
        "pages": "Quá dài: {size} trang; chỉ đọc đến {limit} trang.",
        "other_kind": "Tên tệp là {expected} nhưng nội dung là {found}. Hãy thử một bản khác.",
        "not_that": "Nội dung không phải {expected} như tên tệp. Hãy thử một bản khác.",
        "not_read": "Loại tệp này không đọc được. Đọc được TXT, DOCX, DOC, PDF, HTML, EML và bản"
        " quét.",
        "no_file": "không phải là tệp",
        "missing": "Không có tệp này.",
        "forbidden": "Không có quyền đọc tệp này.",
        "resume_needs_out": "Muốn dùng --resume phải có --out THƯ_MỤC.",
        "pages_need_out": "Nhiều tệp ra nhiều trang HTML: hãy thêm --out THƯ_MỤC.",
        "crashed": "chương trình đọc bị dừng đột ngột ở tệp này",
        "fault": "lỗi của chương trình ({fault})",
        "left_out": "còn {count} tệp đính kèm chưa đọc; mỗi thư chỉ đọc {limit} tệp.",
        "summary": "{read} tệp đã đọc, {skipped} bỏ qua vì đã có kết quả, {failed} không đọc được",
    },
}
_DAMAGED: Final = frozenset({"empty", "encrypted", "undecodable"})
_TOO_LARGE: Final = frozenset({"file", "text", "pages"})


def language_beside(form: str) -> str:
    """Return in which language things are said: programs read JSON, people the other forms."""
    return "en" if form == "json" else "vi"


def said(key: str, language: str, **facts: object) -> str:
    """One of the sentences above. language: "en" or "vi"."""
    return _WORDS[language][key].format(**facts)


def sentence_of(refusal: FileRefused, language: str = "en") -> str:
    """What is wrong with the file, and what helps."""
    facts = refusal.facts
    code = refusal.code
    if code == "wrong_format":
        found, expected = facts.get("found"), facts.get("expected")
        key = "not_read" if not expected else "other_kind" if found else "not_that"
        names = {"found": str(found).upper(), "expected": str(expected).upper()}
        return said(key, language, **names)
    if code == "too_large":
        of = str(facts.get("of"))
        key = of if of in _TOO_LARGE else "file"
        return said(key, language, size=facts.get("size"), limit=facts.get("limit"))
    if code in {"no_text_layer", "no_program", "zip_bomb"}:
        return said(code, language, program=facts.get("program"))
    reason = str(facts.get("reason"))
    return said(reason if reason in _DAMAGED else "damaged", language)
