"""How acts, fields and chosen values are called: each room says its own in `<room>/words.py`.

There VERBS and FIELDS are dicts of key and words; a field's key may be "task.due_on" with the
model in front. CHOICES, if a room needs it, is {field: {value: words}}; those of ANY_FIELD are said
in any field that has no choices of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

ANY_FIELD = "*"

# Said with many acts, whatever the room.
VERBS: Words = {}
FIELDS: Words = {"reason": _("reason"), "note": _("note")}


@dataclass(frozen=True)
class Registry:
    """What one room says: its acts, its fields, and the values a field is chosen from."""

    verbs: Words
    fields: Words
    choices: Mapping[str, Words]


_NOTHING = Registry({}, {}, {})


def verb_words(verb: str) -> str:
    """The act as a person says it; an act nobody named is shown by its key."""
    for registry in _registries().values():
        if verb in registry.verbs:
            return str(registry.verbs[verb])
    return verb


def field_words(kind: str, field: str) -> str:
    """The name of a field: the record's own room first, then the model, then any room."""
    own = _own(kind).fields
    for key in (f"{kind}.{field}", field):
        if key in own:
            return str(own[key])
    if (name := _model_words(kind, field)) is not None:
        return name
    for registry in _registries().values():
        if field in registry.fields:
            return str(registry.fields[field])
    return field


def choice_words(kind: str, field: str, value: object) -> str | None:
    """The label of a value that the field chooses from a list; None for any other."""
    labels = _own(kind).choices.get(field)
    if labels is None:
        labels = dict(getattr(_field(kind, field), "flatchoices", None) or ())
        labels = labels or _own(kind).choices.get(ANY_FIELD, {})
    return str(labels[value]) if isinstance(value, str) and value in labels else None


def _own(kind: str) -> Registry:
    return _registries().get(kind.partition(".")[0], _NOTHING)


def _model_words(kind: str, field: str) -> str | None:
    found = _field(kind, field)
    return None if found is None else str(getattr(found, "verbose_name", field))


def _field(kind: str, name: str) -> object | None:
    try:
        found: object = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None
    return found


@cache
def _registries() -> dict[str, Registry]:
    """What every installed room that has a `words.py` says; CHOICES may be left out."""
    found: dict[str, Registry] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.words"
        if config.name.startswith("phoihop.") and find_spec(name) is not None:
            words = import_module(name)
            choices = getattr(words, "CHOICES", {})
            found[config.label] = Registry(words.VERBS, words.FIELDS, choices)
    return found
