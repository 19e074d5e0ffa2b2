"""Give the places loaded before the entry of the list they came from, and their sorting key."""

from django.db import migrations

from phoihop import vntext


def fill(apps, schema_editor):
    Area = apps.get_model("agencies", "Area")
    rows = []
    for area in Area.objects.filter(origin="").iterator(chunk_size=2000):
        time = "since" if area.valid_to is None else "until"
        area.origin = f"{time} 2025:{area.level}:{area.code}"
        area.name_key = vntext.place_key(area.name)
        rows.append(area)
    Area.objects.bulk_update(rows, ["origin", "name_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_areas_can_be_corrected")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
