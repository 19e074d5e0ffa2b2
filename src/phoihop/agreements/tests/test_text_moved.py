"""Migration 0005: the four texts of before become clauses of the usual sections."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from phoihop.agreements.models import Agreement, ContentLine
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.differs]

move = import_module("phoihop.agreements.migrations.0005_text_in_sections").move


def _as_before(**texts: str) -> Any:
    """The models as the migration meets them: agreements still bear their four texts."""

    def rows() -> list[Agreement]:
        found = list(Agreement.objects.all())
        for agreement in found:
            for column in ("purpose", "principles", "methods", "information_regime"):
                setattr(agreement, column, texts.get(column, ""))
        return found

    agreements = SimpleNamespace(objects=SimpleNamespace(iterator=rows))

    def get_model(room: str, name: str) -> Any:
        return agreements if name == "Agreement" else apps.get_model(room, name)

    return SimpleNamespace(get_model=get_model)


def test_each_text_stands_in_its_section_and_empty_ones_make_no_clause() -> None:
    agreement = AgreementFactory.create()
    agreement.sections.all().delete()
    purpose = "Nâng cao hiệu quả\n- phối hợp"

    move(_as_before(purpose=purpose, information_regime="  Mỗi quý  ", methods="   "), None)

    assert [(row.kind, row.title) for row in agreement.sections.order_by("order")] == [
        ("bases", "Căn cứ"),
        ("purpose", "Mục đích, yêu cầu"),
        ("principles", "Nguyên tắc phối hợp"),
        ("contents", "Nội dung phối hợp"),
        ("methods", "Phương thức phối hợp"),
        ("responsibilities", "Trách nhiệm của các bên"),
        ("information", "Chế độ thông tin, báo cáo"),
        ("organisation", "Tổ chức thực hiện"),
        ("term", "Hiệu lực thi hành"),
    ]
    clauses = agreement.clauses.order_by("section__order")
    assert [(one.section.kind, one.text) for one in clauses] == [
        ("purpose", purpose), ("information", "Mỗi quý")
    ]  # fmt: skip


def test_each_content_line_gets_a_key_of_its_own() -> None:
    agreement = AgreementFactory.create()
    lines = [ContentItemFactory.create(agreement=agreement).line for _number in range(3)]
    ContentLine.objects.update(key=lines[0].key)

    move(_as_before(), None)

    assert len(set(ContentLine.objects.values_list("key", flat=True))) == 3
