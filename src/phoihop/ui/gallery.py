"""Invented content for the gallery of components."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from phoihop.ui.fields import DayField, FilesField, PercentField
from phoihop.ui.paging import Page
from phoihop.ui.templatetags.ui import ICONS, STATES

TODAY = date(2026, 11, 18)
SWATCHES = {
    "paper": "Giấy, nền trang",
    "surface": "Mặt bảng, ô nhập",
    "ink": "Mực, chữ chính",
    "cham": "Chàm, việc chính",
    "cham-soft": "Chàm nhạt, đang chọn",
    "son": "Son, chỉ cho quá hạn và lỗi",
    "nghe": "Nghệ, sắp đến, trả lại",
    "la": "Lá, đã xong",
    "tim": "Tím, chờ người khác",
}


class SampleForm(forms.Form):
    """One field of each kind."""

    subject = forms.CharField(label="Trích yếu", help_text="Chép đúng như trên văn bản.")
    issued_on = DayField(label="Ngày ban hành")
    done = PercentField(label="Tiến độ")
    kind = forms.ChoiceField(label="Thể loại", choices=[("kh", "Kế hoạch"), ("tb", "Thông báo")])
    said = forms.CharField(label="Nội dung cập nhật", required=False, widget=forms.Textarea)
    urgency = forms.ChoiceField(
        label="Độ khẩn",
        widget=forms.RadioSelect,
        choices=[("0", "Thường"), ("1", "Khẩn"), ("2", "Thượng khẩn")],
    )
    parties = forms.MultipleChoiceField(
        label="Cơ quan phối hợp",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("yt", "Trạm Y tế"), ("ca", "Công an xã"), ("kt", "Phòng Kinh tế")],
    )
    nothing_new = forms.BooleanField(label="Không phát sinh", required=False)
    evidence = FilesField(
        label="Minh chứng", required=False, help_text="PDF, ảnh, Excel, đến 50 MB."
    )
    password = forms.CharField(
        label="Mật khẩu",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        required=False,
    )


class ReasonForm(forms.Form):
    """The reason that a dialog asks for."""

    reason = forms.CharField(label="Lý do thu hồi")


def gallery_context() -> dict[str, Any]:
    """What `ui/components.html` shows."""
    return {
        "states": list(STATES),
        "icons": sorted(ICONS - {"logo"}),
        "swatches": SWATCHES,
        "today": TODAY,
        "late_on": date(2026, 11, 12),
        "first_on": date(2026, 10, 31),
        "soon_on": date(2026, 11, 20),
        "far_on": date(2026, 12, 30),
        "sample": SampleForm(auto_id="s_%s"),
        "refused": SampleForm(
            {"issued_on": "31/02/2026", "done": "140", "kind": "x", "said": "Đã họp."},
            auto_id="r_%s",
        ),
        "reason": ReasonForm(auto_id="w_%s"),
        "some": _page(214, capped=False),
        "many": _page(1000, capped=True),
        "entries": _history(),
    }


def _page(total: int, *, capped: bool) -> Page[ContentType]:
    rows = [ContentType(app_label="ui", model=f"row{n}") for n in range(25)]
    return Page(rows, total, capped, next_query="?after=x", previous_query="")


def _history() -> list[dict[str, Any]]:
    changes = [
        {"field": "Hạn hiện tại", "old": "20/11/2026", "new": "25/11/2026"},
        {"field": "Lý do", "old": None, "new": "Mưa ngập ba thôn Bến Gỗ, Soi Giữa, Cầu Kè."},
    ]
    return [
        {
            "at": _at(18, 8, 40),
            "who": "Đỗ Thị Hạnh",
            "agency": "Ban Xây dựng Đảng",
            "words": "Xác nhận kết quả",
            "changes": [],
            "real_at": _at(19, 9, 0),
        },
        {
            "at": _at(4, 15, 30),
            "who": "Lương Văn Khải",
            "agency": "Ban Xây dựng Đảng",
            "words": "Gia hạn",
            "changes": changes,
            "real_at": None,
        },
    ]


def _at(day: int, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime(2026, 11, day, hour, minute))  # noqa: DTZ001 -- made aware
