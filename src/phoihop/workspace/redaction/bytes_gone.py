"""Which records carry a stored file."""

from typing import Any

from django.apps import apps
from django.db import models

from phoihop.documents.models import FileText, StoredFile


def holders(stored: StoredFile) -> list[models.Model]:
    """Every record that carries this file, whatever room it is of."""
    found: list[models.Model] = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is StoredFile and model is not FileText:
                rows: Any = model._base_manager.filter(**{field.name: stored}).order_by("pk")
                found += rows
    return found
