"""Fields read what officials type and refuse the rest in plain words."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from phoihop.ui.fields import DayField, FilesField, PercentField
from phoihop.ui.keys import key_in


class Form(forms.Form):
    """One of each."""

    day = DayField(label="Ngày ban hành", help_text="Như trên văn bản.")
    done = PercentField(label="Tiến độ", required=False)
    evidence = FilesField(label="Minh chứng", required=False)


@pytest.mark.parametrize("text", ["05/03/2026", "5/3/26", "05032026", "2026-03-05", " 5-3-2026 "])
def test_a_day_is_read_in_each_way_of_writing(text: str) -> None:
    assert DayField().clean(text) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [("31/02/2026", "Ngày không hợp lệ"), ("mai", "Ngày không hợp lệ"), ("", "Bắt buộc nhập")],
)
def test_what_is_no_day_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(forms.ValidationError, match=words):
        DayField().clean(text)


def test_a_stored_day_is_shown_as_written_here() -> None:
    html = str(Form(initial={"day": date(2026, 3, 5)})["day"])

    assert 'value="05/03/2026"' in html
    assert 'inputmode="numeric"' in html


def test_another_way_of_writing_is_no_change() -> None:
    assert not DayField().has_changed(date(2026, 3, 5), "5/3/26")
    assert DayField().has_changed(date(2026, 3, 5), "6/3/26")
    assert DayField().has_changed(date(2026, 3, 5), "31/02/2026")


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("75", 75), ("75 %", 75), ("100%", 100)])
def test_a_percentage_is_read(text: str, value: int) -> None:
    assert PercentField().clean(text) == value


@pytest.mark.parametrize("text", ["101", "-1", "7,5", "bảy", "٧", "9" * 5000, "0000101"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError, match="Nhập số từ 0 đến 100"):
        PercentField().clean(text)


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "٧", str(2**63), "9" * 5000, None])
def test_what_no_row_can_have_is_no_key(text: object) -> None:
    assert key_in(text) is None


def test_a_key_is_a_number_that_a_row_can_have() -> None:
    assert [key_in("7"), key_in(7), key_in(str(2**63 - 1))] == [7, 7, 2**63 - 1]


def test_several_files_are_each_checked() -> None:
    good = SimpleUploadedFile("a.pdf", b"%PDF")
    empty = SimpleUploadedFile("b.pdf", b"")

    assert FilesField().clean([good, good]) == [good, good]
    with pytest.raises(forms.ValidationError, match="không có nội dung"):
        FilesField().clean([good, empty])


@pytest.mark.parametrize("data", [None, [], [None]])
def test_no_file_is_an_empty_list_or_refused(data: Any) -> None:
    assert FilesField(required=False).clean(data) == []
    with pytest.raises(forms.ValidationError, match="Bắt buộc nhập"):
        FilesField().clean(data)


def test_a_form_takes_several_files_from_a_request() -> None:
    uploads: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict(
        {"evidence": [SimpleUploadedFile(f"{n}.pdf", b"x") for n in range(3)]}
    )

    form = Form({"day": "5/3/26"}, uploads)

    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["evidence"]) == 3


def test_a_refused_field_keeps_what_was_typed_and_names_its_error() -> None:
    html = render_to_string("ui/_form.html", {"form": Form({"day": "<b>31/02", "done": "140"})})

    assert 'value="&lt;b&gt;31/02"' in html
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_error"' in html
    assert 'href="#id_done"' in html
    assert html.index("Như trên văn bản") < html.index('name="day"')


def test_only_optional_fields_say_so() -> None:
    html = render_to_string("ui/_form.html", {"form": Form()})

    assert html.count("(không bắt buộc)") == 2
    assert "errors" not in html


def test_a_select_says_what_djangos_own_says() -> None:
    choices = [("", "Tất cả"), ("1", "A & <B>"), ("Nhóm", [("2", "C"), ("3", "D")])]
    widget = forms.Select(attrs={"id": "s", "required": True}, choices=choices)

    ours = widget.render("lead", "2")

    djangos = widget.render("lead", "2", renderer=DjangoTemplates())
    assert ours.replace("\n", "").replace("  ", "") == djangos.replace("\n", "").replace("  ", "")
    assert '<option value="2" selected>C</option>' in ours


@pytest.mark.parametrize(("required", "words"), [(True, "Chọn…"), (False, "(không)")])
def test_an_empty_choice_is_said_in_words(required: bool, words: str) -> None:
    choices = [("", "---------"), ("1", "A")]
    field = forms.ChoiceField(choices=choices, required=required)

    shown = field.widget.render("lead", "")

    assert f'<option value="" selected>{words}</option>' in shown
    assert "---" not in shown


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (forms.IntegerField(min_value=1), "-1", "Nhập số từ 1 trở lên."),
        (forms.IntegerField(max_value=9), "10", "Nhập số không quá 9."),
        (forms.CharField(max_length=3), "dài quá", "Nhập không quá 3 ký tự (đang có 7)."),
        (forms.EmailField(), "khong", "Địa chỉ thư điện tử không đúng, ví dụ ten@coquan.gov.vn."),
        (forms.CharField(), "a\x00", "Có ký tự không dùng được."),
    ],
)
def test_what_django_refuses_is_said_in_the_offices_words(
    field: forms.Field, typed: str, said: str
) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == [said]
