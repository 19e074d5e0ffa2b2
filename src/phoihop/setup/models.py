"""How the office looks, the code that opens an empty installation, and what was put aside."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length, Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Office

HEX = r"^#[0-9a-f]{6}\Z"
_HEX_DIGITS = "0123456789abcdef"


class SetUpCode(models.Model):
    """The one code with which an empty installation is begun in a browser; only its digest.

    Both moments are of the real clock: it is a key, not a fact of the office.
    """

    only = models.BooleanField(default=True, editable=False, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="set_up_code_only_one", condition=Q(only=True)),
            models.CheckConstraint(
                name="set_up_code_expires_later", condition=Q(expires_at__gt=F("made_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%d/%m/%Y %H:%M}"


class EmblemFormat(models.TextChoices):
    """Pictures made of dots: a drawing such as SVG may hold programs."""

    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"


class OfficeLook(models.Model):
    """Colour and emblem of the office; either may be missing."""

    office = models.OneToOneField(
        Office, models.CASCADE, primary_key=True, related_name="look", editable=False
    )
    accent = models.CharField(
        _("colour"), max_length=7, blank=True, validators=[RegexValidator(HEX)]
    )
    # Small and needed on every page before log-in: kept in the row, not in the folder of files.
    emblem = models.BinaryField(null=True)
    emblem_format = models.CharField(max_length=4, choices=EmblemFormat, blank=True)
    emblem_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            # It stands in a stylesheet as it is. No regular expression: SQLite itself has none.
            models.CheckConstraint(
                name="office_accent_is_a_colour",
                condition=Q(accent="")
                | Q(
                    Exact(Length("accent"), 7),
                    Exact(Substr("accent", 1, 1), Value("#")),
                    Exact(
                        Func(Substr("accent", 2), Value(_HEX_DIGITS), function="LTRIM"), Value("")
                    ),
                ),
            ),
            models.CheckConstraint(
                name="office_emblem_whole",
                condition=Q(emblem=None, emblem_format="", emblem_digest="")
                | (Q(emblem__isnull=False) & ~Q(emblem_format="") & ~Q(emblem_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.office)


class PutAside(models.Model):
    """Something on the list "what is missing" that this office does not need, with who said so."""

    key = models.CharField(max_length=30, unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
