"""One index over every record of every room, written in the transaction of the change."""

from django.db import models


class SearchEntry(models.Model):
    """What may be found of one record.

    `title`, `hint` and `text` are kept as written, for the page. The four columns of words are
    made by vntext.search_exact and search_folded; title and all, with accents and without, so
    that the index itself can put exact accents and titles first. Rows with `everyone` are public
    bodies.
    """

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    date = models.DateField(null=True)
    title = models.CharField(max_length=500)
    hint = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    title_exact = models.TextField()
    title_folded = models.TextField()
    exact = models.TextField()
    folded = models.TextField()
    everyone = models.BooleanField(default=False)
    # The agencies through whose place in the tree inspectors and superiors read the record:
    # of a task, the one that assigned it and the one that leads it.
    owner = models.ForeignKey("agencies.Agency", models.CASCADE, null=True, related_name="+")
    also_owner = models.ForeignKey("agencies.Agency", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return self.title


class EntrySymbol(models.Model):
    """A number and symbol of the record as vntext.symbol_key writes it: asked first."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="symbols")
    key = models.CharField(max_length=60)

    class Meta:
        indexes = [
            # The operator class serves equality and beginnings alike, in any collation.
            models.Index(
                fields=["key"], opclasses=["varchar_pattern_ops"], name="entry_symbol_key"
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="entry_symbol_once")]

    def __str__(self) -> str:
        return self.key


class EntryViewer(models.Model):
    """Derived: members of `agency` may find `entry`."""

    pk = models.CompositePrimaryKey("agency_id", "entry_id")
    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="viewers")

    class Meta:
        indexes = [models.Index(fields=["entry"], name="entry_viewer_entry")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.entry_id}"
