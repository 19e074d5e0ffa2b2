"""Every paper gets the usual sections; the four texts of before become clauses of theirs."""

import uuid

from django.db import migrations

# Kind, heading as the papers print it, the column of before.
SECTIONS = (
    ("bases", "Căn cứ", ""),
    ("purpose", "Mục đích, yêu cầu", "purpose"),
    ("principles", "Nguyên tắc phối hợp", "principles"),
    ("contents", "Nội dung phối hợp", ""),
    ("methods", "Phương thức phối hợp", "methods"),
    ("responsibilities", "Trách nhiệm của các bên", ""),
    ("information", "Chế độ thông tin, báo cáo", "information_regime"),
    ("organisation", "Tổ chức thực hiện", ""),
    ("term", "Hiệu lực thi hành", ""),
)


def move(apps, schema_editor):
    """Nothing is left behind: the columns are removed by the next migration."""
    Agreement = apps.get_model("agreements", "Agreement")
    Section = apps.get_model("agreements", "Section")
    Clause = apps.get_model("agreements", "Clause")
    Line = apps.get_model("agreements", "ContentLine")
    for agreement in Agreement.objects.iterator():
        for order, (kind, title, column) in enumerate(SECTIONS):
            section = Section.objects.create(
                agreement=agreement, line=uuid.uuid4(), kind=kind, title=title, order=order
            )
            text = getattr(agreement, column).strip() if column else ""
            if text:
                Clause.objects.create(
                    agreement=agreement, section=section, line=uuid.uuid4(), text=text
                )
    # The column came with one value for all rows.
    for line in Line.objects.iterator():
        line.key = uuid.uuid4()
        line.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_sections_and_opinions")]

    operations = [migrations.RunPython(move)]
