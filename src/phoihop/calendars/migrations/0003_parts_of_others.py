"""A feed of what an agency owes may show its parts in tasks of others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendars", "0002_week_entry")]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="with_parts",
            field=models.BooleanField(default=False, verbose_name="parts in tasks of others too"),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreement", None), ("with_parts", False), _connector="OR"),
                name="feed_of_programme_without_parts",
            ),
        ),
    ]
