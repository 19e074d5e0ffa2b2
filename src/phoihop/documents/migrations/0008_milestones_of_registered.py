"""The milestones of papers already in the register, by the list an office begins with.

Owed from today: nobody kept these days until now, so none that has passed is an arrear.
"""

from datetime import date

from django.db import migrations
from django.utils import timezone

RULES = (("CT", False), ("NQ", False), ("QĐ", True), ("QyĐ", True))
INTERIM, FINAL = [1, 3, 5], [10]
AT_ONCE = 500


def milestones(apps, schema_editor):
    document = apps.get_model("documents", "Document")
    milestone = apps.get_model("documents", "Milestone")
    day = apps.get_model("documents", "MilestoneDay")
    central = dict(RULES)
    now = timezone.now()
    on = timezone.localtime(now).date()
    papers = document.objects.filter(kind__in=central, is_draft=False, issued_on__isnull=False)
    for paper in papers.select_related("issuer").iterator(chunk_size=AT_ONCE):
        if central[paper.kind] and not is_central(paper):
            continue
        made = milestone.objects.bulk_create(
            milestone(
                document=paper,
                kind="final" if years in FINAL else "interim",
                years=years,
                by_rule=True,
                first_on=anniversary(paper.issued_on, years),
                current_on=anniversary(paper.issued_on, years),
                owed_from=on,
                made_at=now,
            )
            for years in [*INTERIM, *FINAL]
            if paper.issued_on.year + years <= date.max.year
        )
        day.objects.bulk_create(day(milestone=m, on=m.first_on, decided_at=now) for m in made)


def is_central(paper):
    issuer = paper.issuer
    if issuer is not None and issuer.level == "central" and issuer.kind.startswith("party_"):
        return True
    return paper.regime == "party" and paper.symbol.rpartition("/")[2].upper().endswith("TW")


def anniversary(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29/02
        return day.replace(year=day.year + years, day=28)


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_milestones")]
    operations = [
        migrations.RunPython(milestones, migrations.RunPython.noop),
    ]
