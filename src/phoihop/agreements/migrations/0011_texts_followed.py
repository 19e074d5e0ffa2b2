"""Which text the contents of a year follow, and which of them an amendment dropped."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_renewed_once")]

    operations = [
        migrations.AddField(
            model_name="yearplan",
            name="follows",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="planitem",
            name="dropped_on",
            field=models.DateField(editable=False, null=True),
        ),
    ]
