"""Fields of this room's forms: an issuer, several recipients, files that were already sent."""

from typing import Any, NamedTuple

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.fields import AgencyField, label
from phoihop.agencies.models import Agency
from phoihop.documents.models import StoredFile
from phoihop.ui.fields import REQUIRED, RecordsField
from phoihop.ui.keys import key_in

_SALT = "phoihop.documents.kept"
_KEPT_SECONDS = 24 * 3600
_OFFERED = 15


class Issuer(NamedTuple):
    """An agency of the system, or None; and what is printed."""

    agency: Agency | None
    printed: str


class IssuerField(AgencyField):
    """Cleans to an Issuer: a known agency is linked, any other name is kept as printed."""

    def to_python(self, value: Any) -> Issuer | None:  # type: ignore[override]  # a pair
        """Return the agency and the name; None for an empty value."""
        if value in self.empty_values or isinstance(value, Issuer):
            return value or None
        try:
            agency = super().to_python(value)
        except forms.ValidationError as error:
            if error.code != "unknown":
                raise
            agency = None
        return Issuer(agency, agency.name if agency else " ".join(str(value).split()))


class AgencyNamesField(forms.CharField):
    """Several agencies in one line, by name, letters or code, parted by semicolons."""

    default_error_messages = {"required": REQUIRED}

    def __init__(self, *, living: bool = False, **kwargs: Any) -> None:
        self.living = living
        kwargs.setdefault("help_text", _("Names or letters, parted by semicolons: VHXH; CA."))
        super().__init__(required=False, max_length=2000, **kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> list[Agency]:
        """The agencies in the order named, each once; says which name is none."""
        text = super().clean(value)
        one = AgencyField(required=False, living=self.living)
        found: dict[int, Agency] = {}
        wrong = []
        for name in filter(None, (part.strip() for part in text.split(";"))):
            try:
                agency = one.clean(name)
            except forms.ValidationError as error:
                wrong.append(f"{name}: {' '.join(error.messages)}")
            else:
                found[agency.pk] = agency
        if wrong:
            raise forms.ValidationError(wrong)
        return list(found.values())

    def prepare_value(self, value: Any) -> Any:
        """Agencies are shown by name; what was typed stays as typed."""
        if isinstance(value, str) or value is None:
            return value
        return "; ".join(label(agency) for agency in value)


class AgenciesWidget(forms.CheckboxSelectMultiple):
    """Boxes for the chosen agencies and for those a search offers; never the whole country."""

    use_fieldset = True


class AgenciesField(RecordsField):
    """Several agencies. `offer` says which boxes are drawn; any agency may be chosen."""

    widget = AgenciesWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Agency.objects.all(), **kwargs)

    def offer(self, chosen: list[str], words: str = "") -> bool:
        """Draw boxes for the chosen ones and for up to 15 that `words` find.

        Returns whether the words found any agency.
        """
        picked = Agency.objects.filter(pk__in=[pk for pk in chosen if key_in(pk) is not None])
        found: list[Agency] = []
        if words:
            named = Agency.objects.named_like(words).filter(valid_to=None)
            found = list(named.order_by("name_key", "pk")[:_OFFERED])
        boxes = {agency.pk: agency.name for agency in [*picked, *found]}
        self.widget.choices = list(boxes.items())
        return bool(found)


class Kept(NamedTuple):
    """A file that came with a form which was not saved yet; its bytes are stored already."""

    stored: StoredFile
    name: str
    token: str


def keep(stored: StoredFile, name: str) -> Kept:
    """Give a stored file a token that the form carries until it is saved."""
    return Kept(stored, name, signing.dumps([stored.pk, name], salt=_SALT))


def kept(tokens: list[str]) -> list[Kept]:
    """The files of these tokens; a token that is old or made up is passed over."""
    named: dict[int, tuple[str, str]] = {}
    for token in tokens:
        try:
            pk, name = signing.loads(token, salt=_SALT, max_age=_KEPT_SECONDS)
        except signing.BadSignature:
            continue
        named[pk] = (name, token)
    found = StoredFile.objects.filter(pk__in=named)
    return [Kept(stored, *named[stored.pk]) for stored in found]
