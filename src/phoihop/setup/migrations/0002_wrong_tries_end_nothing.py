from django.db import migrations


class Migration(migrations.Migration):
    """Wrong tries no longer end the set-up code: any visitor could have ended it."""

    dependencies = [("setup", "0001_initial")]

    operations = [migrations.RemoveField("setupcode", "wrong_tries")]
