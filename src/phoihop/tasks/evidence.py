"""Evidence files of a form: stored as they come in, and kept while the form is mended."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from phoihop.accounts.models import User
from phoihop.documents import files, texts
from phoihop.documents.models import StoredFile
from phoihop.tasks.services.common import NamedFile
from phoihop.ui.errors import Refused

_SALT = "phoihop.tasks.evidence"


@dataclass(frozen=True)
class KeptFile:
    """A file taken in by an earlier try of the form; token: its name for the next try."""

    token: str
    stored: StoredFile
    name: str


def take_files(form: forms.Form, user: User) -> list[KeptFile]:
    """Store the files just uploaded and recall those of earlier tries.

    A refused file becomes an error of the field and never loses the others. Call it after
    `form.is_valid()`, whatever that said.
    """
    kept = _recall(form, user)
    uploads: list[UploadedFile[Any]] = getattr(form, "cleaned_data", {}).get("evidence") or []
    for upload in uploads:
        name = files.safe_name(upload.name or "")
        try:
            stored = files.store(upload, name, accept=files.EVIDENCE)
            texts.read_if_small(stored)
        except Refused as error:
            form.add_error("evidence", f"{name}: {error}")
        else:
            kept.append(_kept(stored, name, user))
    return list({(file.stored.pk, file.name): file for file in kept}.values())


def named(kept: list[KeptFile]) -> list[NamedFile]:
    """The files as services take them."""
    return [(file.stored, file.name) for file in kept]


def _recall(form: forms.Form, user: User) -> list[KeptFile]:
    """Files whose tokens came back; a token is signed for one user, so none can be made up."""
    found = []
    for token in form.data.getlist("kept") if hasattr(form.data, "getlist") else []:
        try:
            pk, name, owner = signing.loads(token, salt=_SALT, max_age=86_400)
        except signing.BadSignature:
            continue  # made up or of yesterday: as if it had not been sent
        stored = StoredFile.objects.filter(pk=pk).first()
        if stored is not None and owner == user.pk:
            found.append(KeptFile(token, stored, name))
    return found


def _kept(stored: StoredFile, name: str, user: User) -> KeptFile:
    token = signing.dumps([stored.pk, name, user.pk], salt=_SALT)
    return KeptFile(token, stored, name)
