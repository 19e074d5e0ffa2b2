"""One signed paper continues another: of several drafts only the first that is signed does."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("agreements", "0009_origins_are_frozen")]

    operations = [
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=["renews"],
                condition=Q(renews__isnull=False, signed_at__isnull=False),
                name="agreement_renewed_once",
            ),
        ),
    ]
