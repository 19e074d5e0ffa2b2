"""What older rows need: the year of their arrival, the last number of each year, clues of open
citations, and an end for State series, which count through one calendar year."""

from datetime import date

from django.db import migrations
from django.db.models import Count, Max
from django.db.models.functions import ExtractYear


def arrivals(apps, schema_editor):
    document = apps.get_model("documents", "Document")
    book = apps.get_model("documents", "ArrivalBook")
    numbered = document.objects.exclude(arrival_number=None).exclude(arrived_on=None)
    years = numbered.annotate(year=ExtractYear("arrived_on")).order_by()
    for row in years.values("owner", "year").annotate(last=Max("arrival_number")):
        book.objects.create(
            owner_id=row["owner"], year=row["year"], last_number=min(row["last"], 9_999_999)
        )
    # Nothing kept a number from being entered twice: such entries stay as they are, uncounted.
    once = years.values("owner", "year", "arrival_number").annotate(n=Count("pk")).filter(n=1)
    for row in once:
        document.objects.filter(
            owner=row["owner"],
            arrival_number=row["arrival_number"],
            arrived_on__year=row["year"],
        ).update(arrival_year=row["year"])


def clues(apps, schema_editor):
    # The grammar of citations, without any model: it may change, and clues only propose.
    from phoihop.documents.wording import read_wording

    citation = apps.get_model("documents", "Citation")
    clue = apps.get_model("documents", "CitationClue")
    for one in citation.objects.filter(target=None).iterator():
        clue.objects.bulk_create(
            clue(citation=one, key=key) for key in read_wording(one.as_printed).clues()
        )


def years(apps, schema_editor):
    series = apps.get_model("documents", "NumberSeries")
    for run in series.objects.filter(regime="state", last_day=None):
        run.last_day = date(run.first_day.year, 12, 31)
        run.save(update_fields=["last_day"])


def nothing(apps, schema_editor):
    """The columns and tables go with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_incoming")]

    operations = [
        migrations.RunPython(arrivals, nothing),
        migrations.RunPython(clues, nothing),
        migrations.RunPython(years, nothing),
    ]
